// Command sqlwrapped opens databases through drivers that trace, time or log what another driver does.
package main

import (
	"context"
	"database/sql"
	"log"
	"net/http"
	"os"

	"github.com/XSAM/otelsql"
	"github.com/go-sql-driver/mysql"
	"github.com/lib/pq"
	sqlite3 "github.com/mattn/go-sqlite3"
	"github.com/ngrok/sqlmw"
	sqldblogger "github.com/simukti/sqldb-logger"
	upotelsql "github.com/uptrace/opentelemetry-go-extra/otelsql"
	"github.com/uptrace/opentelemetry-go-extra/otelsqlx"
	nhatsql "go.nhat.io/otelsql"
	sqltrace "gopkg.in/DataDog/dd-trace-go.v1/contrib/database/sql"
)

func main() {
	http.HandleFunc("GET /otel", lists(must(otelsql.Open("postgres", os.Getenv("OTEL_URL")))))
	http.HandleFunc("GET /register", lists(otelRegistered()))
	http.HandleFunc("GET /uptrace", lists(must(upotelsql.Open("postgres", os.Getenv("UPTRACE_URL"), upotelsql.WithDBName("shop")))))
	http.HandleFunc("GET /connector", lists(upotelsql.OpenDB(must(pq.NewConnector(os.Getenv("CONNECTOR_URL"))))))
	http.HandleFunc("GET /uptracex", lists(must(otelsqlx.Connect("mysql", os.Getenv("UPTRACEX_DSN"))).DB))
	http.HandleFunc("GET /nhat", lists(must(sql.Open(must(nhatsql.Register("mysql", nhatsql.AllowRoot())), os.Getenv("NHAT_DSN")))))
	http.HandleFunc("GET /source", lists(must(sql.Open(must(nhatsql.RegisterWithSource("sqlite3", "/var/lib/app/source.db")), "/var/lib/app/source.db"))))
	http.HandleFunc("GET /wrap", lists(nhatWrapped()))
	http.HandleFunc("GET /sqlmw", lists(middleware()))
	http.HandleFunc("GET /own", lists(own()))
	http.HandleFunc("GET /logged", lists(logged()))
	http.HandleFunc("GET /datadog", lists(datadog()))
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

func must[T any](v T, err error) T {
	if err != nil {
		log.Fatal(err)
	}
	return v
}

func otelRegistered() *sql.DB {
	name, err := otelsql.Register("mysql")
	if err != nil {
		log.Fatal(err)
	}
	return must(sql.Open(name, os.Getenv("TRACED_DSN")))
}

type interceptor struct{ sqlmw.NullInterceptor }

func middleware() *sql.DB {
	sql.Register("postgres-timed", sqlmw.Driver(&pq.Driver{}, new(interceptor)))
	return must(sql.Open("postgres-timed", os.Getenv("TIMED_URL")))
}

func nhatWrapped() *sql.DB {
	sql.Register("postgres-wrapped", nhatsql.Wrap(&pq.Driver{}, nhatsql.TraceAll()))
	return must(sql.Open("postgres-wrapped", os.Getenv("WRAPPED_URL")))
}

// own registers the driver with a setting of its own, under a name of its own.
func own() *sql.DB {
	sql.Register("sqlite3-checked", &sqlite3.SQLiteDriver{ConnectHook: func(c *sqlite3.SQLiteConn) error {
		_, err := c.Exec("PRAGMA foreign_keys = ON", nil)
		return err
	}})
	return must(sql.Open("sqlite3-checked", "/var/lib/app/own.db"))
}

type logger struct{}

func (logger) Log(context.Context, sqldblogger.Level, string, map[string]any) {}

func logged() *sql.DB {
	return sqldblogger.OpenDriver("/var/lib/app/logged.db", &sqlite3.SQLiteDriver{}, logger{})
}

func datadog() *sql.DB {
	sqltrace.Register("mysql", &mysql.MySQLDriver{}, sqltrace.WithServiceName("shop"))
	return must(sqltrace.Open("mysql", os.Getenv("DATADOG_DSN")))
}
