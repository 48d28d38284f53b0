package plaintext

import (
	"testing"

	ct "github.com/gostride/gostride/analyzers/checks/checktest"
	"github.com/gostride/gostride/dfd"
)

func opened(symbol, arg string, v *dfd.Value, opts ...ct.Opt) func(*ct.P) {
	return func(p *ct.P) {
		p.Route("GET /")
		p.Use("open", symbol, append([]ct.Opt{ct.Arg(arg, v), ct.AtStart()}, opts...)...)
	}
}

func called(url string) func(*ct.P) {
	return func(p *ct.P) {
		p.Use("call", "net/http.Client.Do", ct.Op("call"), ct.Arg("url", ct.Text(url)), ct.By(p.Route("POST /x")))
	}
}

func TestConnections(t *testing.T) {
	const pg, mysql, redis, amqp = "database/sql.Open", "gorm.io/driver/mysql.Open", "github.com/redis/go-redis/v9.NewClient", "github.com/rabbitmq/amqp091-go.Dial"
	open := []string{"plaintext-connection open Low×High MEDIUM"}
	ask := []string{"plaintext-connection to-confirm Low×High MEDIUM"}
	ct.Run(t, Check, []ct.Case{
		{Name: "sslmode in a URL", Build: opened(pg, "dsn", ct.Const("postgres://app:x@db.example.com:5432/app?sslmode=disable")), Want: open, Says: []string{"goes to db.example.com", "sslmode=disable"}},
		{Name: "sslmode among keys", Build: opened(pg, "dsn", ct.Const("host=10.0.0.5 user=app sslmode=disable")), Want: open, Says: []string{"10.0.0.5"}},
		{Name: "MySQL", Build: opened(mysql, "dsn", ct.Const("app:x@tcp(db.example.com:3306)/app?parseTime=true")), Want: open},
		{Name: "Redis without TLS", Build: opened(redis, "addr", ct.Const("cache.example.com:6379")), Want: open},
		{Name: "a queue on Redis without TLS", Build: opened("github.com/hibiken/asynq.NewClient", "addr", ct.Const("cache.example.com:6379")), Want: open},
		{Name: "a queue on Redis with TLS", Build: opened("github.com/hibiken/asynq.NewClient", "addr", ct.Const("cache.example.com:6379"), ct.Arg("tls", ct.Opaque()))},
		{Name: "amqp", Build: opened(amqp, "dsn", ct.Const("amqp://guest:guest@mq.example.com:5672/")), Want: open},
		{Name: "mongodb", Build: opened("mongo.Open", "dsn", ct.Const("mongodb://db.example.com:27017/app")), Want: open},
		{Name: "search over http", Build: opened("elastic.NewClient", "addr", ct.Const("http://search.example.com:9200")), Want: open},
		{Name: "service over http", Build: called("http://api.example.com/v1/{}"), Want: []string{"plaintext-connection open Low×High MEDIUM POST /x"}},
		{Name: "host from configuration", Build: opened(pg, "dsn", ct.Text("postgres://{}:{}@{}:{}/{}?sslmode=disable")), Want: ask, Says: []string{"ever leave the machine"}},
		{Name: "a default", Build: opened(pg, "dsn", ct.Join(ct.Config("DSN"), ct.Const("postgres://db.example.com/app?sslmode=disable"))), Want: ask},
		{Name: "a file", Build: opened(pg, "dsn", ct.Text("{}", "redis://{}"), ct.Arg("driver", ct.Const("sqlite3")))},
		{Name: "this machine", Build: opened(pg, "dsn", ct.Const("postgres://app@localhost:5432/app?sslmode=disable"))},
		{Name: "no host among keys", Build: opened(pg, "dsn", ct.Join(ct.Config("DSN"), ct.Const("user=app dbname=app sslmode=disable")))},
		{Name: "a container", Build: opened(redis, "addr", ct.Const("redis:6379"))},
		{Name: "loopback", Build: opened(redis, "addr", ct.Const("127.0.0.1:6379"))},
		{Name: "a port of this machine", Build: opened(redis, "addr", ct.Const(":6379"))},
		{Name: "Redis with TLS", Build: opened(redis, "addr", ct.Const("cache.example.com:6379"), ct.Arg("tls", ct.Opaque()))},
		{Name: "verified", Build: opened(pg, "dsn", ct.Const("postgres://app@db.example.com/app?sslmode=verify-full"))},
		{Name: "rediss", Build: opened("redis.ParseURL", "addr", ct.Const("rediss://cache.example.com:6380"))},
		{Name: "mongodb with tls", Build: opened("mongo.Open", "dsn", ct.Const("mongodb://db.example.com/app?tls=true"))},
		{Name: "MySQL with tls", Build: opened(mysql, "dsn", ct.Const("app@tcp(db.example.com:3306)/app?tls=true"))},
		{Name: "a file where a host belongs", Build: opened(mysql, "dsn", ct.Const("app:x@tcp(./testdata/app.db)/app"))},
		{Name: "a setting", Build: opened(pg, "dsn", ct.Config("DATABASE_URL"))},
		{Name: "any host that is asked for", Build: called("http://{}/{}")},
		{Name: "https", Build: called("https://api.example.com/")},
		{Name: "a file", Build: opened(pg, "dsn", ct.Const("file:app.db?mode=rwc"))},
	})
}
