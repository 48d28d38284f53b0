// Command orms keeps orders and their lines with one library after the other: builders, mappers and named queries.
package main

import (
	"database/sql"
	"log"
	"net/http"
	"os"

	"github.com/Masterminds/squirrel"
	"github.com/doug-martin/goqu/v9"
	_ "github.com/doug-martin/goqu/v9/dialect/mysql"
	"github.com/go-pg/pg/v10"
	_ "github.com/go-sql-driver/mysql"
	"github.com/jmoiron/sqlx"
	_ "github.com/lib/pq"
	"github.com/uptrace/bun"
	"github.com/uptrace/bun/dialect/pgdialect"
	"github.com/uptrace/bun/driver/pgdriver"
	"github.com/upper/db/v4"
	"github.com/upper/db/v4/adapter/postgresql"
	"xorm.io/xorm"
)

// Order is kept in orders by every library; xorm and go-pg name it by its type.
type Order struct {
	bun.BaseModel `bun:"table:orders" pg:"-" xorm:"-" db:"-" goqu:"skipinsert"`

	ID       int64  `bun:",pk" db:"id,omitempty" xorm:"pk autoincr"`
	Email    string `db:"email"`
	Lines    []Line `bun:"rel:has-many,join:id=order_id" pg:"rel:has-many" xorm:"-" db:"-"`
	Archived bool   `db:"archived"`
}

// Line is one line of an order.
type Line struct {
	ID      int64
	OrderID int64
	Article string
}

// TableName is what xorm asks.
func (Order) TableName() string { return "orders" }

func must[T any](v T, err error) T {
	if err != nil {
		log.Fatal(err)
	}
	return v
}

func main() {
	withBun(bun.NewDB(sql.OpenDB(pgdriver.NewConnector(pgdriver.WithDSN(os.Getenv("BUN_URL")))), pgdialect.New()))
	withXorm(must(xorm.NewEngine("mysql", os.Getenv("XORM_DSN"))))
	withUpper(must(postgresql.Open(postgresql.ConnectionURL{Host: os.Getenv("UPPER_HOST"), Database: "shop"})))
	withPG(pg.Connect(&pg.Options{Addr: "pg.internal:5432", Database: "shop", User: "app"}))
	withSQLX(sqlx.MustConnect("postgres", os.Getenv("SQLX_URL")))
	withGoqu(goqu.New("mysql", must(sql.Open("mysql", os.Getenv("GOQU_DSN")))))
	withSquirrel(must(sql.Open("postgres", os.Getenv("SQUIRREL_URL"))))
	log.Fatal(http.ListenAndServe(":8080", nil))
}

func withBun(db *bun.DB) {
	http.HandleFunc("GET /bun", func(w http.ResponseWriter, r *http.Request) {
		var list []Order
		_ = db.NewSelect().Model(&list).Relation("Lines").Where("email = ?", r.FormValue("email")).Limit(50).Scan(r.Context())
	})
	http.HandleFunc("POST /bun", func(w http.ResponseWriter, r *http.Request) {
		_, _ = db.NewInsert().Model(&Order{Email: r.FormValue("email")}).On("CONFLICT (email) DO UPDATE").Exec(r.Context())
	})
	http.HandleFunc("DELETE /bun", func(w http.ResponseWriter, r *http.Request) {
		_, _ = db.NewDelete().Model((*Order)(nil)).Where("id = ?", r.FormValue("id")).Exec(r.Context())
	})
}

func withXorm(e *xorm.Engine) {
	http.HandleFunc("GET /xorm", func(w http.ResponseWriter, r *http.Request) {
		var list []Order
		_ = e.Where("email = ?", r.FormValue("email")).Find(&list)
	})
	http.HandleFunc("GET /xorm/lines", func(w http.ResponseWriter, r *http.Request) {
		var l Line
		_, _ = e.ID(r.FormValue("id")).Get(&l)
	})
	http.HandleFunc("POST /xorm", func(w http.ResponseWriter, r *http.Request) {
		_, _ = e.Insert(&Order{Email: r.FormValue("email")})
	})
	http.HandleFunc("DELETE /xorm", func(w http.ResponseWriter, r *http.Request) {
		_, _ = e.ID(r.FormValue("id")).Delete(new(Order))
	})
}

func withUpper(sess db.Session) {
	http.HandleFunc("GET /upper", func(w http.ResponseWriter, r *http.Request) {
		var list []Order
		_ = sess.Collection("orders").Find(db.Cond{"email": r.FormValue("email")}).OrderBy("id").All(&list)
	})
	http.HandleFunc("POST /upper", func(w http.ResponseWriter, r *http.Request) {
		_, _ = sess.Collection("orders").Insert(Order{Email: r.FormValue("email")})
	})
	http.HandleFunc("DELETE /upper", func(w http.ResponseWriter, r *http.Request) {
		_ = sess.Collection("orders").Find("id", r.FormValue("id")).Delete()
	})
	http.HandleFunc("GET /upper/sql", func(w http.ResponseWriter, r *http.Request) {
		var list []Line
		_ = sess.SQL().SelectFrom("lines").Where("order_id = ?", r.FormValue("id")).All(&list)
	})
}

func withPG(db *pg.DB) {
	http.HandleFunc("GET /pg", func(w http.ResponseWriter, r *http.Request) {
		var list []Order
		_ = db.Model(&list).Relation("Lines").Where("email = ?", r.FormValue("email")).Select()
	})
	http.HandleFunc("POST /pg", func(w http.ResponseWriter, r *http.Request) {
		_, _ = db.ModelContext(r.Context(), &Order{Email: r.FormValue("email")}).OnConflict("DO NOTHING").Insert()
	})
	http.HandleFunc("DELETE /pg", func(w http.ResponseWriter, r *http.Request) {
		_, _ = db.Model((*Line)(nil)).Where("order_id = ?", r.FormValue("id")).Delete()
	})
}

func withSQLX(db *sqlx.DB) {
	http.HandleFunc("GET /sqlx", func(w http.ResponseWriter, r *http.Request) {
		rows, err := db.NamedQueryContext(r.Context(), `SELECT id, email FROM orders WHERE email = :email`, map[string]any{"email": r.FormValue("email")})
		if err == nil {
			defer rows.Close()
		}
	})
	http.HandleFunc("POST /sqlx", func(w http.ResponseWriter, r *http.Request) {
		_, _ = db.NamedExecContext(r.Context(), `INSERT INTO orders (email, archived) VALUES (:email, :archived)`, Order{Email: r.FormValue("email")})
	})
	http.HandleFunc("PUT /sqlx", func(w http.ResponseWriter, r *http.Request) {
		st, err := db.PrepareNamedContext(r.Context(), `UPDATE orders SET archived = true WHERE id = :id`)
		if err == nil {
			_, _ = st.ExecContext(r.Context(), map[string]any{"id": r.FormValue("id")})
		}
	})
	http.HandleFunc("DELETE /sqlx", func(w http.ResponseWriter, r *http.Request) {
		query, args, _ := sqlx.In(`DELETE FROM lines WHERE id IN (?)`, r.Form["id"])
		_, _ = db.ExecContext(r.Context(), db.Rebind(query), args...)
	})
}

func withGoqu(db *goqu.Database) {
	http.HandleFunc("GET /goqu", func(w http.ResponseWriter, r *http.Request) {
		var list []Order
		_ = db.From("orders").Where(goqu.C("email").Eq(r.FormValue("email"))).ScanStructsContext(r.Context(), &list)
	})
	http.HandleFunc("POST /goqu", func(w http.ResponseWriter, r *http.Request) {
		_, _ = db.Insert("orders").Rows(goqu.Record{"email": r.FormValue("email")}).Executor().ExecContext(r.Context())
	})
	http.HandleFunc("DELETE /goqu", func(w http.ResponseWriter, r *http.Request) {
		_, _ = db.Delete("lines").Where(goqu.Ex{"order_id": r.FormValue("id")}).Executor().Exec()
	})
}

func withSquirrel(db *sql.DB) {
	psql := squirrel.StatementBuilder.PlaceholderFormat(squirrel.Dollar).RunWith(db)
	http.HandleFunc("GET /squirrel", func(w http.ResponseWriter, r *http.Request) {
		var n int
		_ = psql.Select("count(*)").From("orders").Join("lines USING (order_id)").Where(squirrel.Eq{"email": r.FormValue("email")}).QueryRowContext(r.Context()).Scan(&n)
	})
	http.HandleFunc("POST /squirrel", func(w http.ResponseWriter, r *http.Request) {
		_, _ = psql.Insert("orders").Columns("email").Values(r.FormValue("email")).Suffix("ON CONFLICT DO NOTHING").ExecContext(r.Context())
	})
	http.HandleFunc("DELETE /squirrel", func(w http.ResponseWriter, r *http.Request) {
		_, _ = psql.Delete("orders").Where("id = ?", r.FormValue("id")).Exec()
	})
}
