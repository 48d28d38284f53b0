UPDATE products SET stock = 0 WHERE data @> '{}'
