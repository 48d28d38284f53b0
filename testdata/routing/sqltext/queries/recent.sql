SELECT id, total FROM shop.orders
-- the newest first
ORDER BY created_at DESC LIMIT 20
