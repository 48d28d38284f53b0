// Command xormconds puts what callers say into xorm's conditions: as values, which are harmless, and as text.
package main

import (
	"net/http"

	_ "github.com/go-sql-driver/mysql"
	"xorm.io/builder"
	"xorm.io/xorm"
)

type note struct {
	ID    int64
	Title string
}

func main() {
	db, err := xorm.NewEngine("mysql", "app@tcp(db)/app")
	if err != nil {
		panic(err)
	}
	by := func(path string, where func(q string) builder.Cond) {
		http.HandleFunc("GET "+path, func(w http.ResponseWriter, r *http.Request) {
			var out []note
			_ = db.Where(where(r.FormValue("q"))).Find(&out)
		})
	}
	by("/eq", func(q string) builder.Cond { return builder.Eq{"title": q} })
	by("/like", func(q string) builder.Cond { return builder.Like{"title", q} })
	by("/in", func(q string) builder.Cond { return builder.In("title", q) })
	by("/expr", func(q string) builder.Cond { return builder.Expr("title = ?", q) })
	by("/both", func(q string) builder.Cond {
		return builder.And(builder.Eq{"title": q}, builder.Or(builder.Like{"title", q}, builder.Not{builder.Eq{"title": q}}))
	})
	by("/later", func(q string) builder.Cond {
		return builder.NewCond().And(builder.Eq{"title": q}).And(builder.Like{"title", q}).Or(builder.In("title", []string{q, "x"}))
	})
	by("/columnlater", func(q string) builder.Cond { return builder.NewCond().And(builder.Eq{q: "x"}) })
	by("/textlater", func(q string) builder.Cond { return builder.NewCond().And(builder.Expr("title = '" + q + "'")) })
	by("/column", func(q string) builder.Cond { return builder.Eq{q: "x"} })
	by("/text", func(q string) builder.Cond { return builder.Expr("title = '" + q + "'") })
	by("/textwithin", func(q string) builder.Cond { return builder.Or(builder.Eq{"id": 1}, builder.Expr("title = '"+q+"'")) })

	http.HandleFunc("POST /exec", func(w http.ResponseWriter, r *http.Request) {
		_, _ = db.Exec("UPDATE "+db.TableName(&note{Title: r.FormValue("q")})+" SET title = ?", r.FormValue("q"))
	})
	http.HandleFunc("POST /exectext", func(w http.ResponseWriter, r *http.Request) {
		_, _ = db.Exec("UPDATE note SET title = '" + r.FormValue("q") + "'")
	})
	_ = http.ListenAndServe(":8080", nil)
}
