package link

import (
	"strings"
	"testing"
)

// TestReadSQL: the operations and tables of a statement, quoted and qualified as people do.
func TestReadSQL(t *testing.T) {
	for _, c := range []struct{ text, ops, tables string }{
		{"SELECT id FROM users", "read", "users"},
		{"SELECT * FROM shop.orders o, shop.lines AS l, public.users WHERE o.id = l.o", "read", "orders lines users"},
		{"SELECT * FROM users u JOIN LATERAL (SELECT 1 FROM logins) x ON true LEFT JOIN ONLY teams t USING (id)", "read", "users logins teams"},
		{"SELECT extract(year FROM at), trim(both ' ' FROM name) FROM events WHERE a IS DISTINCT FROM b", "read", "events"},
		{"SELECT n FROM generate_series(1, 10) n", "read", ""},
		{"SELECT value FROM json_each(?) WHERE key = 'from x'", "read", ""},
		{"SELECT * FROM users WHERE id = $1 FOR UPDATE", "read", "users"},
		{"WITH a AS (SELECT 1 FROM x), b (n) AS MATERIALIZED (SELECT n FROM y) SELECT * FROM a, b JOIN z ON true", "read", "x y z"},
		{"WITH RECURSIVE t AS (SELECT id FROM tree UNION ALL SELECT c.id FROM tree c JOIN t ON c.p = t.id) DELETE FROM tree USING t", "delete", "tree"},
		{"WITH users AS (SELECT 1) SELECT * FROM public.users", "read", "users"},
		{"INSERT INTO t (a) VALUES (1) ON CONFLICT (a) DO UPDATE SET a = 2 RETURNING id", "write", "t"},
		{"INSERT INTO archive SELECT * FROM orders", "write", "archive orders"},
		{"REPLACE INTO kv VALUES (?, ?)", "write", "kv"},
		{"UPDATE ONLY users SET a = replace(a, 'x', 'y') FROM teams WHERE teams.id = team", "write", "users teams"},
		{"UPDATE users SET a = 1; DELETE FROM sessions; TRUNCATE TABLE a", "write delete", "users sessions a"},
		{"DELETE FROM \"shop\".\"Order Lines\"", "delete", "Order Lines"},
		{"select * from `a`.`b c`, [dbo].[Users] u", "read", "b c Users"},
		{"SELECT tags[1] FROM posts -- FROM here\n/* FROM there */", "read", "posts"},
		{"CREATE TABLE IF NOT EXISTS notes (id int)", "write", "notes"},
		{"SELECT * FROM {} WHERE id = {}", "read", ""},
		{"MERGE INTO stock s USING delivered d ON s.id = d.id WHEN MATCHED THEN UPDATE SET n = 1", "write", "stock delivered"},
		{"PRAGMA foreign_keys = ON", "read", ""},
		{"", "", ""},
	} {
		st := readSQL(c.text)
		if ops, tables := strings.Join(st.ops, " "), strings.Join(st.tables, " "); ops != c.ops || tables != c.tables {
			t.Errorf("%s\n  got  %s: %s\n  want %s: %s", c.text, ops, tables, c.ops, c.tables)
		}
	}
}
