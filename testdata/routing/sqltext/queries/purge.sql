DELETE FROM carts WHERE updated_at < now() - interval '30 days'
