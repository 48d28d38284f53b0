// Command sqlopen opens a database in each of the ways that programs do: by driver name and connection string, by a
// configuration, by a connector.
package main

import (
	"context"
	"database/sql"
	"fmt"
	"log"
	"net/http"
	"net/url"
	"os"

	"github.com/go-sql-driver/mysql"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/jackc/pgx/v5/stdlib"
	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"
	_ "github.com/mattn/go-sqlite3"
	_ "github.com/microsoft/go-mssqldb"
	"github.com/uptrace/bun/driver/pgdriver"
	_ "modernc.org/sqlite"
)

func main() {
	named()
	configured()
	pooled()
	connected()
	http.HandleFunc("GET /chosen", lists(must(sql.Open(os.Getenv("DB_DRIVER"), os.Getenv("DB_DSN")))))
	log.Fatal(http.ListenAndServe(":8080", nil))
}

// lists answers with what is in the database.
func lists(db *sql.DB) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		rows, err := db.QueryContext(r.Context(), "SELECT name FROM things")
		if err != nil {
			http.Error(w, "try again", http.StatusServiceUnavailable)
			return
		}
		defer rows.Close()
	}
}

func named() {
	http.HandleFunc("GET /names/pgx", lists(must(sql.Open("pgx", "postgres://app:secret@db.internal:5432/orders?sslmode=require"))))
	http.HandleFunc("GET /names/pq", lists(must(sql.Open("postgres", fmt.Sprintf("host=ledger.internal user=app password=%s dbname=ledger", os.Getenv("LEDGER_PASSWORD"))))))
	http.HandleFunc("GET /names/mysql", lists(must(sql.Open("mysql", "app:secret@tcp(shop.internal:3306)/shop?parseTime=true"))))
	http.HandleFunc("GET /names/modernc", lists(must(sql.Open("sqlite", "file:cache.db?_pragma=busy_timeout(5000)"))))
	http.HandleFunc("GET /names/mattn", lists(must(sql.Open("sqlite3", "./data/app.db"))))
	http.HandleFunc("GET /names/sqlserver", lists(must(sql.Open("sqlserver", (&url.URL{Scheme: "sqlserver", Host: "hr.internal:1433"}).String()))))
}

func configured() {
	http.HandleFunc("GET /config/mysql", lists(must(sql.Open("mysql", mysqlConfig().FormatDSN()))))
	http.HandleFunc("GET /config/connector", lists(mysqlConnector()))
	http.HandleFunc("GET /config/pgx", lists(stdlib.OpenDB(*parsed(os.Getenv("REPORTS_URL")))))
	http.HandleFunc("GET /config/pq", lists(sql.OpenDB(must(pq.NewConnector(os.Getenv("AUDIT_URL"))))))
	http.HandleFunc("GET /config/bun", lists(sql.OpenDB(pgdriver.NewConnector(pgdriver.WithDSN(os.Getenv("BUN_URL"))))))
	http.HandleFunc("GET /config/sqlx", lists(sqlx.MustConnect("mysql", os.Getenv("SQLX_DSN")).DB))
}

func must[T any](v T, err error) T {
	if err != nil {
		log.Fatal(err)
	}
	return v
}

func mysqlConfig() *mysql.Config {
	cfg := mysql.NewConfig()
	cfg.Net = "tcp"
	cfg.Addr = "stats.internal:3306"
	cfg.DBName = "stats"
	return cfg
}

func mysqlConnector() *sql.DB {
	c, err := mysql.NewConnector(&mysql.Config{User: "app", Passwd: os.Getenv("STOCK_PASSWORD"), Addr: os.Getenv("STOCK_ADDR"), DBName: "stock"})
	if err != nil {
		log.Fatal(err)
	}
	return sql.OpenDB(c)
}

func parsed(dsn string) *pgx.ConnConfig {
	cfg, err := pgx.ParseConfig(dsn)
	if err != nil {
		log.Fatal(err)
	}
	return cfg
}

// pooled is pgx's own pool, by a configuration that is changed before it is used.
func pooled() {
	cfg, err := pgxpool.ParseConfig(os.Getenv("POOL_URL"))
	if err != nil {
		log.Fatal(err)
	}
	cfg.MaxConns = 8
	pool, err := pgxpool.NewWithConfig(context.Background(), cfg)
	if err != nil {
		log.Fatal(err)
	}
	http.HandleFunc("GET /pool", func(w http.ResponseWriter, r *http.Request) {
		if _, err := pool.Exec(r.Context(), "DELETE FROM things WHERE old"); err != nil {
			http.Error(w, "try again", http.StatusServiceUnavailable)
		}
	})
}

func connected() {
	conn, err := pgx.Connect(context.Background(), os.Getenv("CONN_URL"))
	if err != nil {
		log.Fatal(err)
	}
	http.HandleFunc("GET /conn", func(w http.ResponseWriter, r *http.Request) {
		var n int
		if err := conn.QueryRow(r.Context(), "SELECT count(*) FROM things").Scan(&n); err != nil {
			http.Error(w, "try again", http.StatusServiceUnavailable)
		}
	})
}
