package transaction

import (
	"testing"

	ct "github.com/gostride/gostride/analyzers/checks/checktest"
	"github.com/gostride/gostride/dfd"
)

const exec = "database/sql.DB.Exec"

// shop is a request that makes an order of several parts.
type shop struct {
	*ct.P
	db *dfd.Element
	e  *dfd.EntryPoint
}

func scene(build func(s *shop)) func(*ct.P) {
	return func(p *ct.P) {
		build(&shop{P: p, db: p.Store("postgresql", "PostgreSQL"), e: p.Route("POST /orders", p.JWT(nil))})
	}
}

func (s *shop) sql(symbol, text string, opts ...ct.Opt) *dfd.Use {
	all := append([]ct.Opt{ct.SQL(text), ct.On(s.db), ct.Column("order_id", ct.Input("body:id"))}, opts...)
	return s.Use("sql", symbol, all...)
}

func (s *shop) begin(opts ...ct.Opt) *dfd.Use {
	return s.Use("derive", "database/sql.DB.BeginTx", append([]ct.Opt{ct.Attr("tx", "true")}, opts...)...)
}

const (
	order = "INSERT INTO orders (order_id) VALUES ($1)"
	item  = "INSERT INTO items (order_id) VALUES ($1)"
)

// uploaded sends two statements, and stores an object between them or before.
func uploaded(before, after string, between bool) func(*ct.P) {
	return scene(func(s *shop) {
		put := func(past ...any) *dfd.Use {
			return s.Use("object", "s3.Client.PutObject", ct.Op("write"), ct.On(s.Store("s3", "S3")), ct.By(s.e, past...))
		}
		if !between {
			put()
		}
		first := s.sql(exec, before, ct.By(s.e))
		past := []any{first}
		if between {
			past = append(past, put(first))
		}
		s.sql(exec, after, ct.By(s.e, past...))
	})
}

func TestTorn(t *testing.T) {
	open := []string{"unsafe-transaction open Low×Medium LOW POST /orders"}
	ct.Run(t, Check, []ct.Case{
		{Name: "two inserts", Build: scene(func(s *shop) {
			first := s.sql(exec, order, ct.By(s.e))
			s.sql(exec, item, ct.By(s.e, first))
		}), Want: open, Says: []string{"items and orders", "db.BeginTx"}},
		{Name: "insert and update", Build: scene(func(s *shop) {
			first := s.sql(exec, order, ct.By(s.e))
			s.sql(exec, "UPDATE stock SET order_id = $1", ct.By(s.e, first))
		}), Want: open},
		{Name: "state before an upload, and after it", Build: uploaded("UPDATE files SET order_id = $1, state = 'up'", "UPDATE files SET order_id = $1, state = 'there'", true)},
		{Name: "two states, and no upload between", Build: uploaded("UPDATE files SET order_id = $1, state = 'up'", "UPDATE files SET order_id = $1, state = 'there'", false), Want: open},
		{Name: "two tables, with an upload between", Build: uploaded("UPDATE files SET order_id = $1", "UPDATE orders SET order_id = $1", true), Want: open},
		{Name: "a row that is made, and its state after an upload", Build: uploaded("INSERT INTO files (order_id) VALUES ($1)", "UPDATE files SET order_id = $1", true), Want: open},
		{Name: "delete and delete", Build: scene(func(s *shop) {
			first := s.sql(exec, "DELETE FROM items WHERE order_id = $1", ct.By(s.e))
			s.sql(exec, "DELETE FROM orders WHERE order_id = $1", ct.By(s.e, first))
		}), Want: open},
		{Name: "by an ORM", Build: scene(func(s *shop) {
			v := ct.Arg("model", ct.Input("body:id"))
			first := s.Use("orm", "gorm.io/gorm.DB.Create", ct.Op("write"), ct.On(s.db), v, ct.By(s.e))
			s.Use("orm", "gorm.io/gorm.DB.Create", ct.Op("write"), ct.On(s.db), v, ct.By(s.e, first))
		}), Want: open},
		{Name: "transaction begun afterwards", Build: scene(func(s *shop) {
			first := s.sql(exec, order, ct.By(s.e), ct.Func("store.Save"))
			second := s.sql(exec, item, ct.By(s.e, first), ct.Func("store.Save"))
			s.begin(ct.By(s.e, first, second), ct.Func("store.Save"))
		}), Want: open},
		{Name: "transaction of a sibling", Build: scene(func(s *shop) {
			first := s.sql(exec, order, ct.By(s.e))
			s.sql(exec, item, ct.By(s.e, first))
			s.begin(ct.By(s.Route("POST /other")))
		}), Want: open},
		{Name: "by the id that the first gave", Build: scene(func(s *shop) {
			first := s.sql(exec, order, ct.By(s.e), ct.Arg("column:order_id", ct.User()))
			id := ct.Origin("store", "postgresql")
			id.Origins[0].Place = first.Place
			s.sql(exec, item, ct.By(s.e, first), ct.Arg("column:order_id", id))
		}), Want: open},
		{Name: "past the transaction", Build: scene(func(s *shop) {
			tx := s.begin(ct.By(s.e))
			first := s.sql("database/sql.Tx.Exec", order, ct.By(s.e, tx))
			s.sql(exec, item, ct.By(s.e, tx, first))
		}), Want: open},
		{Name: "to the transaction or past it", Build: scene(func(s *shop) {
			tx := s.begin(ct.By(s.e))
			first := s.sql("database/sql.Tx.Exec", order, ct.By(s.e, tx))
			second := s.sql(exec, item, ct.By(s.e, tx, first))
			s.sql("database/sql.Tx.Exec", item, ct.By(s.e, tx, first)).Place = second.Place
		})},
		{Name: "one transaction", Build: scene(func(s *shop) {
			tx := s.begin(ct.By(s.e))
			first := s.sql("database/sql.Tx.Exec", order, ct.By(s.e, tx))
			s.sql("database/sql.Tx.Exec", item, ct.By(s.e, tx, first))
		})},
		{Name: "statements of a transaction of the caller's", Build: scene(func(s *shop) {
			first := s.sql("github.com/jackc/pgx/v5.Tx.Exec", order, ct.By(s.e))
			s.sql("github.com/jackc/pgx/v5.Tx.Exec", item, ct.By(s.e, first))
		})},
		{Name: "in a function that the transaction calls", Build: scene(func(s *shop) {
			tx := s.Use("callback", "gorm.io/gorm.DB.Transaction", ct.Attr("tx", "true"), ct.By(s.e))
			first := s.sql(exec, order, ct.By(s.e))
			s.sql(exec, item, ct.By(s.e, first))
			for _, u := range s.Uses[1:] {
				u.On[0].Way = dfd.NewWay(append([]dfd.Place{tx.Place}, u.On[0].Trace()...)...)
			}
		})},
		{Name: "a transaction somewhere in the request", Build: scene(func(s *shop) {
			s.begin(ct.By(s.e))
			first := s.sql(exec, order, ct.By(s.e))
			s.sql(exec, item, ct.By(s.e, first))
		})},
		{Name: "one or the other", Build: scene(func(s *shop) {
			s.sql(exec, order, ct.By(s.e))
			s.sql(exec, item, ct.By(s.e))
		})},
		{Name: "nothing in common", Build: scene(func(s *shop) {
			first := s.sql(exec, order, ct.By(s.e))
			s.sql(exec, "INSERT INTO seen (n) VALUES ($1)", ct.By(s.e, first), ct.Arg("column:order_id", ct.Const("1")))
		})},
		{Name: "the caller's id only", Build: scene(func(s *shop) {
			first := s.sql(exec, order, ct.By(s.e), ct.Arg("column:order_id", ct.User()))
			s.sql(exec, item, ct.By(s.e, first), ct.Arg("column:order_id", ct.User()))
		})},
		{Name: "when somebody was seen", Build: scene(func(s *shop) {
			first := s.sql(exec, "UPDATE users SET seen = now() WHERE id = $1", ct.By(s.e), ct.Arg("values", ct.Input("body:id")), ct.Arg("column:order_id", ct.Now()))
			s.sql(exec, item, ct.By(s.e, first))
		})},
		{Name: "after an error", Build: scene(func(s *shop) {
			first := s.sql(exec, order, ct.By(s.e))
			s.sql(exec, item, ct.ByFailure(s.e, first))
		})},
		{Name: "keys of a cache", Build: scene(func(s *shop) {
			r := s.Store("redis", "Redis")
			first := s.Use("kv", "redis.Client.Set", ct.Op("write"), ct.On(r), ct.Arg("key", ct.Input("body:id")), ct.By(s.e))
			s.Use("kv", "redis.Client.Set", ct.Op("write"), ct.On(r), ct.Arg("key", ct.Input("body:id")), ct.By(s.e, first))
		})},
		{Name: "in the background", Build: scene(func(s *shop) {
			first := s.sql(exec, order, ct.By(s.e))
			s.sql(exec, item, ct.ByGo(s.e, first))
		})},
		{Name: "nightly", Build: func(p *ct.P) {
			s := &shop{P: p, db: p.Store("postgresql", "db"), e: p.Job("@daily")}
			first := s.sql(exec, order, ct.By(s.e))
			s.sql(exec, item, ct.By(s.e, first))
		}},
	})
}

// withdraw reads a balance, compares it and writes it, as the parts say.
func withdraw(read, write string, more func(s *shop, w *dfd.Use)) func(*ct.P) {
	return scene(func(s *shop) {
		r := s.Use("sql", "database/sql.DB.QueryRow", ct.SQL(read), ct.On(s.db), ct.By(s.e))
		from := ct.Origin("store", "postgresql")
		from.Origins[0].Place = r.Place
		g := s.Guard("bound", ct.Checks("value", from))
		w := s.Use("sql", exec, ct.SQL(write), ct.On(s.db), ct.By(s.e, r, g))
		if more != nil {
			more(s, w)
		}
	})
}

func TestRaced(t *testing.T) {
	const (
		read  = "SELECT balance FROM accounts WHERE id = $1"
		write = "UPDATE accounts SET balance = balance - $1 WHERE id = $2"
	)
	open := []string{"check-then-write open Medium×Medium MEDIUM POST /orders"}
	ct.Run(t, Check, []ct.Case{
		{Name: "balance", Build: withdraw(read, write, nil), Want: open, Says: []string{"accounts", "FOR UPDATE"}},
		{Name: "stock, one less", Build: withdraw("SELECT stock FROM shop.items WHERE id = ?", "UPDATE items SET stock = stock - 1 WHERE id = ?", nil), Want: open},
		{Name: "written from what was read", Build: withdraw(read, "UPDATE accounts SET balance = $1 WHERE id = $2", func(s *shop, w *dfd.Use) {
			v := ct.Join(s.Guards["g40"].Args["value"], ct.Input("body:amount"))
			w.Args["column:balance"] = v
		}), Want: open},
		{Name: "one column of an ORM, written from what was read", Build: withdraw(read, "UPDATE accounts", func(s *shop, w *dfd.Use) {
			w.Role, w.Symbol, w.SQL = "orm", "gorm.io/gorm.DB.UpdateColumn", ""
			w.Args["values"] = ct.Join(s.Guards["g40"].Args["value"], ct.Input("body:amount"))
		}), Want: open},
		{Name: "one column of an ORM, compared again", Build: withdraw(read, "UPDATE accounts", func(s *shop, w *dfd.Use) {
			w.Role, w.Symbol, w.SQL = "orm", "gorm.io/gorm.DB.UpdateColumn", ""
			w.Args["values"] = ct.Join(s.Guards["g40"].Args["value"], ct.Input("body:amount"))
			w.Args["query"] = ct.Const("id = ? AND balance >= ?")
		})},
		{Name: "a record of an ORM saved whole", Build: withdraw(read, "UPDATE accounts", func(s *shop, w *dfd.Use) {
			w.Role, w.Symbol, w.SQL = "orm", "gorm.io/gorm.DB.Save", ""
			w.Args["values"] = ct.Join(s.Guards["g40"].Args["value"], ct.Input("body:amount"))
		})},
		{Name: "in a transaction of unknown isolation", Build: withdraw(read, write, func(s *shop, w *dfd.Use) { w.Symbol = "database/sql.Tx.Exec" }),
			Want: []string{"check-then-write to-confirm Medium×Medium MEDIUM POST /orders"}, Says: []string{"isolation"}},
		{Name: "mutex of another function", Build: withdraw(read, write, func(s *shop, _ *dfd.Use) {
			s.Use("setting", "sync.Mutex.Lock", ct.Attr("kind", "lock"), ct.By(s.e))
		}), Want: open},
		{Name: "compared again in the statement", Build: withdraw(read, write+" AND balance >= $1", nil)},
		{Name: "by version", Build: withdraw(read, write+" AND version = $3", nil)},
		{Name: "row locked", Build: withdraw(read+" FOR UPDATE", write, nil)},
		{Name: "mutex", Build: withdraw(read, write, func(s *shop, w *dfd.Use) {
			m := s.Use("setting", "sync.Mutex.Lock", ct.Attr("kind", "lock"), ct.By(s.e))
			w.On[0].Before = append(w.On[0].Before, m.ID)
		})},
		{Name: "another table", Build: withdraw(read, "UPDATE users SET seen = seen + 1 WHERE id = $1", nil)},
		{Name: "not a number that is changed", Build: withdraw(read, "UPDATE accounts SET name = $1 WHERE id = $2", nil)},
		{Name: "nothing compared", Build: withdraw(read, write, func(_ *shop, w *dfd.Use) { w.On[0].Guards = nil })},
	})
}
