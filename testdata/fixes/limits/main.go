// Command limits has a route for each way in which programs limit how often a password is tried and how much is sent, and for each in
// which they only seem to. Rules: login-throttle unbounded-body.
package main

import (
	"database/sql"
	"encoding/json"
	"io"
	"log"
	"net/http"
	"os"
	"sync"
	"time"

	"golang.org/x/crypto/bcrypt"
	"golang.org/x/time/rate"
)

type server struct {
	db     *sql.DB
	limits *limits
}

func main() {
	db, err := sql.Open("postgres", os.Getenv("DSN"))
	if err != nil {
		log.Fatal(err)
	}
	s := &server{db: db, limits: &limits{seen: map[string]*rate.Limiter{}}}
	mux := http.NewServeMux()
	s.logins(mux)
	s.bodies(mux)
	log.Fatal(http.ListenAndServe(":8080", mux))
}

// limits keeps a limiter for each address.
type limits struct {
	sync.Mutex
	seen map[string]*rate.Limiter
}

func (l *limits) of(addr string) *rate.Limiter {
	l.Lock()
	defer l.Unlock()
	x := l.seen[addr]
	if x == nil {
		x = rate.NewLimiter(rate.Every(12*time.Second), 5)
		l.seen[addr] = x
	}
	return x
}

func (l *limits) handler(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !l.of(r.RemoteAddr).Allow() {
			http.Error(w, "too many", http.StatusTooManyRequests)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// posts counts what is posted.
func (l *limits) posts(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodPost && !l.of(r.RemoteAddr).Allow() {
			http.Error(w, "too many", http.StatusTooManyRequests)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func (s *server) wrap(h http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if !s.limits.of(r.RemoteAddr).Allow() {
			w.WriteHeader(http.StatusTooManyRequests)
			return
		}
		h(w, r)
	}
}

func (s *server) try(name, password string) bool {
	var hash string
	if err := s.db.QueryRow("SELECT hash FROM users WHERE name = $1", name).Scan(&hash); err != nil {
		return false
	}
	return bcrypt.CompareHashAndPassword([]byte(hash), []byte(password)) == nil
}

func (s *server) login(w http.ResponseWriter, r *http.Request) {
	r.Body = http.MaxBytesReader(w, r.Body, 1<<16)
	if !s.try(r.FormValue("name"), r.FormValue("password")) {
		w.WriteHeader(http.StatusUnauthorized)
	}
}

func (s *server) page(w http.ResponseWriter, r *http.Request) {
	switch r.Method {
	case http.MethodGet:
		io.WriteString(w, "<form>")
	case http.MethodPost:
		s.login(w, r)
	}
}

func (s *server) page2(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodPost {
		io.WriteString(w, "<form>")
		return
	}
	s.login(w, r)
}

func (s *server) logins(mux *http.ServeMux) {
	byHeader := &limits{seen: map[string]*rate.Limiter{}}
	mux.HandleFunc("POST /flaw/login", s.login)
	mux.Handle("/flaw/counts-posts-only", s.limits.posts(http.HandlerFunc(s.login)))
	mux.HandleFunc("POST /flaw/asked-afterwards", func(w http.ResponseWriter, r *http.Request) {
		s.login(w, r)
		if !s.limits.of(r.RemoteAddr).Allow() {
			w.WriteHeader(http.StatusTooManyRequests)
		}
	})
	mux.HandleFunc("POST /flaw/not-heeded", func(w http.ResponseWriter, r *http.Request) {
		if !s.limits.of(r.RemoteAddr).Allow() {
			log.Print("too many")
		}
		s.login(w, r)
	})
	mux.HandleFunc("POST /flaw/by-header", func(w http.ResponseWriter, r *http.Request) {
		if byHeader.of(r.Header.Get("X-Forwarded-For")).Allow() {
			s.login(w, r)
		}
	})

	mux.Handle("POST /fixed/middleware", s.limits.handler(http.HandlerFunc(s.login)))
	mux.HandleFunc("POST /fixed/wrapped", s.wrap(s.login))
	mux.Handle("/fixed/posts-of-a-page", s.limits.posts(http.HandlerFunc(s.page)))
	mux.Handle("/fixed/posts-of-another-page", s.limits.posts(http.HandlerFunc(s.page2)))
	mux.HandleFunc("POST /fixed/in-the-handler", func(w http.ResponseWriter, r *http.Request) {
		if !s.limits.of(r.RemoteAddr).Allow() {
			w.WriteHeader(http.StatusTooManyRequests)
			return
		}
		s.login(w, r)
	})
}

type note struct{ Text string }

func (s *server) add(w http.ResponseWriter, r *http.Request) {
	var n note
	if err := json.NewDecoder(r.Body).Decode(&n); err != nil {
		w.WriteHeader(http.StatusBadRequest)
		return
	}
	s.db.Exec("INSERT INTO notes (text) VALUES ($1)", n.Text)
}

func maxBytes(n int64) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			r.Body = http.MaxBytesReader(w, r.Body, n)
			next.ServeHTTP(w, r)
		})
	}
}

func (s *server) bodies(mux *http.ServeMux) {
	mux.HandleFunc("POST /flaw/json", s.add)
	mux.HandleFunc("POST /flaw/all", func(w http.ResponseWriter, r *http.Request) {
		b, err := io.ReadAll(r.Body)
		if err != nil {
			return
		}
		s.db.Exec("INSERT INTO notes (text) VALUES ($1)", string(b))
	})
	mux.HandleFunc("POST /flaw/too-late", func(w http.ResponseWriter, r *http.Request) {
		s.add(w, r)
		r.Body = http.MaxBytesReader(w, r.Body, 1<<20)
	})
	mux.HandleFunc("POST /flaw/length-said", func(w http.ResponseWriter, r *http.Request) {
		if r.ContentLength > 1<<20 { // not there where the body is sent in chunks
			w.WriteHeader(http.StatusRequestEntityTooLarge)
			return
		}
		s.add(w, r)
	})

	mux.HandleFunc("POST /fixed/max-bytes", func(w http.ResponseWriter, r *http.Request) {
		r.Body = http.MaxBytesReader(w, r.Body, 1<<20)
		s.add(w, r)
	})
	mux.Handle("POST /fixed/max-bytes-before", maxBytes(1<<20)(http.HandlerFunc(s.add)))
	mux.Handle("POST /fixed/max-bytes-handler", http.MaxBytesHandler(http.HandlerFunc(s.add), 1<<20))
	mux.HandleFunc("POST /fixed/limited", func(w http.ResponseWriter, r *http.Request) {
		var n note
		if err := json.NewDecoder(io.LimitReader(r.Body, 1<<20)).Decode(&n); err != nil {
			w.WriteHeader(http.StatusBadRequest)
			return
		}
		s.db.Exec("INSERT INTO notes (text) VALUES ($1)", n.Text)
	})
	mux.HandleFunc("POST /fixed/limited-all", func(w http.ResponseWriter, r *http.Request) {
		b, err := io.ReadAll(http.MaxBytesReader(w, r.Body, 1<<20))
		if err != nil {
			return
		}
		s.db.Exec("INSERT INTO notes (text) VALUES ($1)", string(b))
	})
}
