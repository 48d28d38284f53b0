// Command settings names what it talks to by settings: a connection string put together as a URL, a default that an option
// replaces, a default that nobody replaces, fields of structs in structs, the base of another service's address.
package main

import (
	"bytes"
	"context"
	"database/sql"
	"fmt"
	"log"
	"net/http"
	"net/url"
	"os"
	"strconv"

	"github.com/aws/aws-sdk-go-v2/aws"
	awsconfig "github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/kelseyhightower/envconfig"
	_ "github.com/lib/pq"
	_ "github.com/microsoft/go-mssqldb"
	"github.com/redis/go-redis/v9"
	"github.com/spf13/viper"
	"gopkg.in/yaml.v3"
)

// conf has structs without a name in it.
type conf struct {
	Ledger struct {
		Host string `envconfig:"LEDGER_HOST"`
		Name string `envconfig:"LEDGER_NAME"`
	}
	Cache struct {
		Addr string `envconfig:"CACHE_ADDR" default:"localhost:6379"`
	}
}

func main() {
	var c conf
	if err := envconfig.Process("", &c); err != nil {
		log.Fatal(err)
	}
	http.HandleFunc("GET /built", lists(built()))
	http.HandleFunc("GET /fields", lists(fields(c)))
	http.HandleFunc("GET /replaced", lists(newStore(withDSN("postgres://reports.internal:5432/reports")).db))
	http.HandleFunc("GET /default", lists(newArchive().db))
	http.HandleFunc("GET /configured", lists(configured()))
	http.HandleFunc("GET /maybe", lists(newStore(maybe()...).db))
	cache := redis.NewClient(&redis.Options{Addr: c.Cache.Addr})
	http.HandleFunc("GET /cache", func(w http.ResponseWriter, r *http.Request) { cache.Get(r.Context(), "front") })
	http.HandleFunc("GET /hr", lists(must(sql.Open("sqlserver", os.Getenv("HR_DSN")))))
	fromFile()
	fromViper()
	http.HandleFunc("POST /pay", pay)
	http.HandleFunc("POST /mail", mail)
	log.Fatal(http.ListenAndServe(":8080", nil))
}

// lists answers with what is in the database.
func lists(db *sql.DB) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		rows, err := db.QueryContext(r.Context(), "SELECT name FROM things")
		if err == nil {
			rows.Close()
		}
	}
}

// built puts the connection string of SQL Server together as its driver's documentation does.
func built() *sql.DB {
	q := url.Values{}
	q.Add("database", viper.GetString("mssql.database"))
	port, _ := strconv.Atoi(os.Getenv("MSSQL_PORT"))
	u := &url.URL{
		Scheme:   "sqlserver",
		User:     url.UserPassword("app", os.Getenv("MSSQL_PASSWORD")),
		Host:     fmt.Sprintf("%s:%d", os.Getenv("MSSQL_HOST"), port),
		RawQuery: q.Encode(),
	}
	db, err := sql.Open("sqlserver", u.String())
	if err != nil {
		log.Fatal(err)
	}
	return db
}

func fields(c conf) *sql.DB {
	db, err := sql.Open("postgres", fmt.Sprintf("host=%s dbname=%s sslmode=require", c.Ledger.Host, c.Ledger.Name))
	if err != nil {
		log.Fatal(err)
	}
	return db
}

type store struct {
	dsn string
	db  *sql.DB
}

type option func(*store)

func withDSN(dsn string) option { return func(s *store) { s.dsn = dsn } }

// newStore opens what an option names, else what is on this machine.
func newStore(opts ...option) *store {
	s := &store{dsn: "postgres://localhost:5432/dev"}
	for _, o := range opts {
		o(s)
	}
	db, err := sql.Open("postgres", s.dsn)
	if err != nil {
		log.Fatal(err)
	}
	s.db = db
	return s
}

type archive struct {
	dsn string
	db  *sql.DB
}

// newArchive is given no options: its default stays.
func newArchive(opts ...func(*archive)) *archive {
	a := &archive{dsn: "postgres://archive.internal:5432/archive"}
	for _, o := range opts {
		o(a)
	}
	a.db, _ = sql.Open("postgres", a.dsn)
	return a
}

type pool struct {
	dsn string
}

func newPool() *pool { return &pool{dsn: "postgres://localhost:5432/test"} }

// with is what options are passed to later, by who knows which.
func (p *pool) with(opts ...func(*pool)) {
	for _, o := range opts {
		o(p)
	}
}

func (p *pool) open() *sql.DB { return must(sql.Open("postgres", p.dsn)) }

func configured() *sql.DB {
	p := newPool()
	p.with(func(p *pool) { p.dsn = "postgres://pool.internal:5432/pool" })
	return p.open()
}

// maybe names another database where that is asked for: the default may hold.
func maybe() []option {
	var out []option
	if os.Getenv("STAGING") != "" {
		out = append(out, withDSN("postgres://staging.internal:5432/staging"))
	}
	return out
}

func pay(w http.ResponseWriter, r *http.Request) {
	res, err := http.Post(viper.GetString("payments.base_url")+"/charges", "application/json", bytes.NewBufferString(r.FormValue("amount")))
	if err == nil {
		res.Body.Close()
	}
}

func mail(w http.ResponseWriter, r *http.Request) {
	res, err := http.Get(fmt.Sprintf("%s/send?to=%s", os.Getenv("MAILER_URL"), url.QueryEscape(r.FormValue("to"))))
	if err == nil {
		res.Body.Close()
	}
}

// file is what is written down in a file of settings.
type file struct {
	Databases struct {
		Shop  string `yaml:"shop"`
		Audit string `yaml:"audit_log"`
	} `yaml:"databases"`
	Storage storage `yaml:"storage" mapstructure:"storage"`
	Search  string  `mapstructure:"search_url"`
}

type storage struct {
	Bucket string `yaml:"bucket" mapstructure:"bucket"`
}

func fromFile() {
	text, err := os.ReadFile("config.yaml")
	if err != nil {
		log.Fatal(err)
	}
	var f file
	if err := yaml.Unmarshal(text, &f); err != nil {
		log.Fatal(err)
	}
	http.HandleFunc("GET /file/shop", lists(must(sql.Open("postgres", f.Databases.Shop))))
	http.HandleFunc("GET /file/audit", lists(must(sql.Open("postgres", f.Databases.Audit))))
	http.HandleFunc("GET /file/bucket", downloads(f.Storage))
}

func fromViper() {
	var f file
	if err := viper.Unmarshal(&f); err != nil {
		log.Fatal(err)
	}
	http.HandleFunc("GET /viper/bucket", downloads(f.Storage))
	http.HandleFunc("GET /viper/search", func(w http.ResponseWriter, r *http.Request) {
		res, err := http.Get(f.Search + "/products?q=" + url.QueryEscape(r.FormValue("q")))
		if err == nil {
			res.Body.Close()
		}
	})
}

func downloads(at storage) http.HandlerFunc {
	cfg, err := awsconfig.LoadDefaultConfig(context.Background())
	if err != nil {
		log.Fatal(err)
	}
	client := s3.NewFromConfig(cfg)
	return func(w http.ResponseWriter, r *http.Request) {
		_, _ = client.GetObject(r.Context(), &s3.GetObjectInput{Bucket: aws.String(at.Bucket), Key: aws.String(r.FormValue("key"))})
	}
}

func must[T any](v T, err error) T {
	if err != nil {
		log.Fatal(err)
	}
	return v
}
