package program_test

// limits are programs that hold callers to a rate.
var limits = []breaking{
	{
		name: "limiter of each address", rule: "missing-rate-limit", needs: []string{"golang.org/x/time"}, want: "mitigated",
		src: `package main

import (
	"database/sql"
	"log"
	"net"
	"net/http"
	"os"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

var db, _ = sql.Open("postgres", os.Getenv("DSN"))

var _ = time.Second

type limiters struct {
	mu sync.Mutex
	by map[string]*rate.Limiter
}

func (l *limiters) get(key string) *rate.Limiter {
	l.mu.Lock()
	defer l.mu.Unlock()
	lim, ok := l.by[key]
	if !ok {
		lim = rate.NewLimiter(5, 20)
		l.by[key] = lim
	}
	return lim
}

func (l *limiters) limit(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		host, _, _ := net.SplitHostPort(r.RemoteAddr)
		if !l.get(host).Allow() {
			http.Error(w, "slow down", http.StatusTooManyRequests)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func save(w http.ResponseWriter, r *http.Request) {
	db.Exec("INSERT INTO notes (text) VALUES ($1)", r.FormValue("text"))
}

func other(w http.ResponseWriter, r *http.Request) {}

func main() {
	l := &limiters{by: map[string]*rate.Limiter{}}
	mux := http.NewServeMux()
	mux.Handle("POST /notes", l.limit(http.HandlerFunc(save)))
	mux.Handle("POST /other", http.HandlerFunc(other))
	log.Fatal(http.ListenAndServe(":8080", mux))
}
`,
		edits: []edit{
			{"deleted", []string{"l.limit(http.HandlerFunc(save))", "http.HandlerFunc(save)", "mux := http", "_ = l\n\tmux := http"}, "open"},
			{"inverted", []string{"if !l.get", "if l.get"}, "open"},
			{"no return", []string{"http.StatusTooManyRequests)\n\t\t\treturn", "http.StatusTooManyRequests)"}, "open"},
			{"ignored", []string{"if !l.get(host).Allow() {", "if l.get(host).Allow(); false {"}, "open"},
			{"after the handler", []string{"		next.ServeHTTP(w, r)\n", "", "host, _, _ := net", "next.ServeHTTP(w, r)\n\t\thost, _, _ := net"}, "open"},
			{"on a sibling", []string{"l.limit(http.HandlerFunc(save))", "http.HandlerFunc(save)", "http.HandlerFunc(other))", "l.limit(http.HandlerFunc(other)))"}, "open"},
			{"absurd rate", []string{"rate.NewLimiter(5, 20)", "rate.NewLimiter(1e9, 20)"}, "open"},
			{"no limit", []string{"rate.NewLimiter(5, 20)", "rate.NewLimiter(rate.Inf, 20)"}, "open"},
			{"absurd burst", []string{"rate.NewLimiter(5, 20)", "rate.NewLimiter(5, 100000000)"}, "open"},
			{"no time between", []string{"rate.NewLimiter(5, 20)", "rate.NewLimiter(rate.Every(0), 20)"}, "open"},
			{"by a header", []string{"host, _, _ := net.SplitHostPort(r.RemoteAddr)", "host := r.Header.Get(\"X-Forwarded-For\")", "	\"net\"\n", ""}, "open"},
			{"by a header or the address", []string{"host, _, _ := net.SplitHostPort(r.RemoteAddr)", "host, _, _ := net.SplitHostPort(r.RemoteAddr)\n\t\tif f := r.Header.Get(\"X-Forwarded-For\"); f != \"\" {\n\t\t\thost = f\n\t\t}"}, "open"},
			{"by a constant", []string{"l.get(host)", "l.get(\"all\")", "host, _, _ := net.SplitHostPort(r.RemoteAddr)", "_, _, _ = net.SplitHostPort(r.RemoteAddr)"}, "open"},
			{"a new one each time", []string{"l.get(host).Allow()", "rate.NewLimiter(5, 20).Allow()", "host, _, _ := net", "_, _, _ = net"}, "open"},
			{"a new one that is kept nowhere", []string{"		l.by[key] = lim\n", ""}, "open"},
		},
	},
	{
		name: "httprate", rule: "missing-rate-limit", needs: []string{"github.com/go-chi/httprate"}, want: "mitigated",
		src: `package main

import (
	"database/sql"
	"log"
	"net/http"
	"os"
	"time"

	"github.com/go-chi/httprate"
)

var db, _ = sql.Open("postgres", os.Getenv("DSN"))

func save(w http.ResponseWriter, r *http.Request) {
	db.Exec("INSERT INTO notes (text) VALUES ($1)", r.FormValue("text"))
}

func main() {
	mux := http.NewServeMux()
	mux.Handle("POST /notes", httprate.LimitByIP(20, time.Minute)(http.HandlerFunc(save)))
	log.Fatal(http.ListenAndServe(":8080", mux))
}
`,
		edits: []edit{
			{"by a header", []string{"LimitByIP", "LimitByRealIP"}, "open"},
			{"absurd", []string{"LimitByIP(20,", "LimitByIP(100000000,"}, "open"},
			{"no window", []string{"(20, time.Minute)", "(20, 0*time.Minute)"}, "open"},
			{"a window of nothing", []string{"(20, time.Minute)", "(20, time.Nanosecond)"}, "open"},
			{"for all together", []string{"LimitByIP(", "Limit("}, "open"},
			{"key of the address", []string{"LimitByIP(20, time.Minute)", "Limit(20, time.Minute, httprate.WithKeyFuncs(httprate.KeyByIP))"}, "mitigated"},
			{"own key of the address", []string{"LimitByIP(20, time.Minute)", "Limit(20, time.Minute, httprate.WithKeyFuncs(func(r *http.Request) (string, error) { return r.RemoteAddr, nil }))"}, "mitigated"},
			{"key of a header", []string{"LimitByIP(20, time.Minute)", "Limit(20, time.Minute, httprate.WithKeyFuncs(func(r *http.Request) (string, error) { return r.Header.Get(\"X-Forwarded-For\"), nil }))"}, "open"},
		},
	},
	{
		name: "bucket that gives tokens, or none", rule: "control ratelimit", needs: []string{"github.com/juju/ratelimit"}, want: "weak",
		src: `package main

import (
	"database/sql"
	"log"
	"net/http"
	"os"
	"time"

	"github.com/juju/ratelimit"
)

var db, _ = sql.Open("postgres", os.Getenv("DSN"))

func save(w http.ResponseWriter, r *http.Request) {
	db.Exec("INSERT INTO notes (text) VALUES ($1)", r.FormValue("text"))
}

func limited(bucket *ratelimit.Bucket, next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if bucket.TakeAvailable(1) < 1 {
			http.Error(w, "slow down", http.StatusTooManyRequests)
			return
		}
		next(w, r)
	}
}

func main() {
	mux := http.NewServeMux()
	mux.Handle("POST /notes", limited(ratelimit.NewBucket(50*time.Millisecond, 200), save))
	log.Fatal(http.ListenAndServe(":8080", mux))
}
`,
		edits: []edit{
			{"none", []string{"< 1 {", "== 0 {"}, "weak"},
		},
	},
	{
		name: "answer of a limiter with a field", rule: "missing-rate-limit", needs: []string{"github.com/ulule/limiter/v3", "github.com/go-redis/redis_rate/v10"}, want: "mitigated",
		src: `package main

import (
	"database/sql"
	"log"
	"net"
	"net/http"
	"os"
	"time"

	"github.com/go-redis/redis_rate/v10"
	"github.com/ulule/limiter/v3"
)

var db, _ = sql.Open("postgres", os.Getenv("DSN"))

var lim = limiter.New(nil, limiter.Rate{Period: time.Minute, Limit: 20})

var shared = redis_rate.NewLimiter(nil)

var _ = shared

func save(w http.ResponseWriter, r *http.Request) {
	host, _, _ := net.SplitHostPort(r.RemoteAddr)
	state, err := lim.Get(r.Context(), host)
	if err != nil || state.Reached {
		http.Error(w, "slow down", http.StatusTooManyRequests)
		return
	}
	db.Exec("INSERT INTO notes (text) VALUES ($1)", r.FormValue("text"))
}

func main() {
	http.HandleFunc("POST /notes", save)
	log.Fatal(http.ListenAndServe(":8080", nil))
}
`,
		edits: []edit{
			{"inverted", []string{"|| state.Reached", "|| !state.Reached"}, "open"},
			{"ignored", []string{"|| state.Reached", "|| state.Limit < 0"}, "open"},
			{"no return", []string{"http.StatusTooManyRequests)\n\t\treturn", "http.StatusTooManyRequests)"}, "open"},
			{"absurd", []string{"Limit: 20}", "Limit: 100_000_000}"}, "open"},
			{"by a header", []string{"host, _, _ := net.SplitHostPort(r.RemoteAddr)", "host := r.Header.Get(\"X-Forwarded-For\")", "	\"net\"\n", ""}, "open"},
			{"on Redis", []string{"lim.Get(r.Context(), host)", "shared.Allow(r.Context(), host, redis_rate.PerMinute(20))", "state.Reached", "state.Allowed == 0"}, "to-confirm"},
			{"on Redis, the other way", []string{"lim.Get(r.Context(), host)", "shared.Allow(r.Context(), host, redis_rate.PerMinute(20))", "state.Reached", "state.Allowed > 0"}, "open"},
			{"on Redis, another number", []string{"lim.Get(r.Context(), host)", "shared.Allow(r.Context(), host, redis_rate.PerMinute(20))", "state.Reached", "state.Remaining > 9"}, "open"},
		},
	},
}
