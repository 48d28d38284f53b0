package dfd

import (
	"slices"
	"testing"
)

// TestOpenedBy: what tells stores apart stays, who signs in does not.
func TestOpenedBy(t *testing.T) {
	for dsn, want := range map[string]string{
		"postgres://app:secret@db:5432/shop?sslmode=off": "address postgres://db:5432/shop",
		"app:secret@tcp(db:3306)/shop":                   "address tcp(db:3306)/shop",
		"host=db user=app password=secret dbname=shop":   "address host=db dbname=shop",
		"localhost:6379":   "address localhost:6379",
		"{}://{}:{}@{}/{}": "",
		"host={} user={} password={} dbname={} port={config}": "",
	} {
		got := ""
		if list := OpenedBy(nil, []string{dsn}); len(list) > 0 {
			got = list[0]
		}
		if got != want {
			t.Errorf("%s: %q, want %q", dsn, got, want)
		}
	}
	if got := OpenedBy([]string{"env:PASSWORD"}, []string{"host=db user=app password={} dbname=shop"}); !slices.Equal(got, []string{"address host=db dbname=shop"}) {
		t.Errorf("a setting that only signs in names the store: %s", got)
	}
	if got := OpenedBy([]string{"env:HOST"}, []string{"postgres://{}/shop"}); !slices.Equal(got, []string{"setting env:HOST"}) {
		t.Error(got)
	}
	if got := OpenedBy([]string{"env:B", "", "env:A", "env:B"}, nil); !slices.Equal(got, []string{"setting env:A", "setting env:B"}) {
		t.Error(got)
	}
}

// TestOpeningName: people name a database by host and name, whatever the form of its connection string.
func TestOpeningName(t *testing.T) {
	for dsn, want := range map[string]string{
		"postgres://app:secret@db:5432/shop?sslmode=off":    "db:5432/shop",
		"app:secret@tcp(db:3306)/shop?parseTime=true":       "db:3306/shop",
		"host=db port=5433 user=app password=x dbname=shop": "db:5433/shop",
		"server=db;user id=app;password=x;database=shop":    "db/shop",
		"file:cache.db?mode=ro":                             "cache.db",
		"./data/app.db":                                     "data/app.db",
		"redis://cache:6379/":                               "cache:6379",
		"nats://a:4222,nats://b:4222":                       "a:4222,nats://b:4222",
		"https://search.internal:9200":                      "search.internal:9200",
	} {
		if got := OpeningName(OpenedBy(nil, []string{dsn})); got != want {
			t.Errorf("%s is named %q, want %q", dsn, got, want)
		}
	}
	if got := OpeningName([]string{"setting env:DATABASE_URL", "address db:5432"}); got != "DATABASE_URL" {
		t.Error(got)
	}
	for want, opened := range map[string][]string{
		"DB_HOST, DB_NAME": {"setting env:DB_HOST", "setting env:DB_NAME", "setting env:DB_PASSWORD", "setting env:DB_SSLMODE", "setting env:DB_USER"},
		"DB_PASSWORD":      {"setting env:DB_PASSWORD"},
	} {
		if got := OpeningName(opened); got != want {
			t.Errorf("%s is named %q, want %q", opened, got, want)
		}
	}
}

// TestSameOpening: which ways to open are those of one store.
func TestSameOpening(t *testing.T) {
	for name, x := range map[string]struct {
		a, b        []string
		same, apart bool
	}{
		"one setting":                   {[]string{"setting env:DB"}, []string{"setting env:DB"}, true, false},
		"two settings":                  {[]string{"setting env:A"}, []string{"setting env:B"}, false, true},
		"a flag and the environment":    {[]string{"setting flag:db-url"}, []string{"setting env:DB_URL"}, true, false},
		"a file beside the environment": {[]string{"setting env:BROKERS", "setting file:kafka.brokers"}, []string{"setting file:kafka.brokers"}, true, false},
		"two databases of one host":     {[]string{"setting env:DB_HOST", "setting env:ORDERS"}, []string{"setting env:DB_HOST", "setting env:USERS"}, false, true},
		"the own machine":               {[]string{"address localhost:1"}, []string{"address localhost:1"}, false, false},
		"two addresses":                 {[]string{"address a:1"}, []string{"address b:1"}, false, true},
		"nothing known":                 {nil, []string{"setting env:DB"}, false, false},
	} {
		for range 2 {
			if same, apart := SameOpening(x.a, x.b); same != x.same || apart != x.apart {
				t.Errorf("%s: %v %v", name, same, apart)
			}
			x.a, x.b = x.b, x.a
		}
	}
}
