package link

var protections = []protection{
	{
		name: "wrapping function", entry: "GET /secret", open: "GET /open", scheme: "apikey",
		source: `import (
	"crypto/subtle"
	"log"
	"net/http"
	"os"
)

func requireKey(next http.Handler) http.Handler {
	key := os.Getenv("API_KEY")
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		got := r.Header.Get("X-API-Key")
		if subtle.ConstantTimeCompare([]byte(got), []byte(key)) != 1 {
			http.Error(w, "no", http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func secret(w http.ResponseWriter, r *http.Request) {
	b, _ := os.ReadFile("/srv/secret")
	w.Write(b)
}

func main() {
	mux := http.NewServeMux()
	mux.Handle("GET /secret", requireKey(http.HandlerFunc(secret)))
	mux.HandleFunc("GET /open", func(w http.ResponseWriter, r *http.Request) { w.Write(nil) })
	log.Fatal(http.ListenAndServe(":8080", mux))
}`,
		mutants: []mutant{
			{"removed", []string{`requireKey(http.HandlerFunc(secret))`, `http.HandlerFunc(secret)`}},
			{"on another handler", []string{`mux.Handle("GET /secret", requireKey(http.HandlerFunc(secret)))`, `_ = requireKey(http.HandlerFunc(secret))
	mux.Handle("GET /secret", http.HandlerFunc(secret))`}},
			{"inverted", []string{`!= 1`, `== 1`}},
			{"after the handler", []string{`		got :=`, `		next.ServeHTTP(w, r)
		got :=`, `			return
		}
		next.ServeHTTP(w, r)`, `			return
		}`}},
			{"no return", []string{`			return
		}
`, `		}
`}},
			{"only logged", []string{`			http.Error(w, "no", http.StatusUnauthorized)
			return`, `			log.Print("no key")`}},
			{"optional", []string{`		if subtle`, `		if got != "" && subtle`}},
			{"not configured, not checked", []string{`		if subtle`, `		if key != "" && subtle`}},
			{"skipped by a header", []string{`		got :=`, `		if r.Header.Get("X-Internal") != "" {
			next.ServeHTTP(w, r)
			return
		}
		got :=`}},
			{"skipped by the environment", []string{`		got :=`, `		if os.Getenv("DEV") == "1" {
			next.ServeHTTP(w, r)
			return
		}
		got :=`}},
			{"only that there is one", []string{`subtle.ConstantTimeCompare([]byte(got), []byte(key)) != 1`, `got == "" || len(key) > 1<<20 || subtle.ConstantTimeEq(1, 1) != 1`}},
			{"compared with itself", []string{`[]byte(key)) != 1`, `[]byte(r.Header.Get("X-API-Key"))) != 1`, `	key := os.Getenv("API_KEY")
`, ``}},
			{"compared with what the caller sends", []string{`[]byte(key)) != 1`, `[]byte(r.Header.Get("X-Expected-Key"))) != 1`, `	key := os.Getenv("API_KEY")
`, ``}},
			{"result ignored", []string{`		if subtle.ConstantTimeCompare([]byte(got), []byte(key)) != 1 {
			http.Error(w, "no", http.StatusUnauthorized)
			return
		}
`, `		_ = subtle.ConstantTimeCompare([]byte(got), []byte(key))
`}},
			{"in a goroutine", []string{`		if subtle.ConstantTimeCompare([]byte(got), []byte(key)) != 1 {
			http.Error(w, "no", http.StatusUnauthorized)
			return
		}
`, `		go func() {
			if subtle.ConstantTimeCompare([]byte(got), []byte(key)) != 1 {
				http.Error(w, "no", http.StatusUnauthorized)
				return
			}
		}()
`}},
			{"deferred", []string{`		if subtle.ConstantTimeCompare([]byte(got), []byte(key)) != 1 {
			http.Error(w, "no", http.StatusUnauthorized)
			return
		}
`, `		defer func() {
			if subtle.ConstantTimeCompare([]byte(got), []byte(key)) != 1 {
				http.Error(w, "no", http.StatusUnauthorized)
				return
			}
		}()
`}},
			{"or anything else", []string{`!= 1 {`, `!= 1 && r.URL.Query().Get("force") == "" {`}},
			{"flag that is lost", []string{`		if subtle.ConstantTimeCompare([]byte(got), []byte(key)) != 1 {
			http.Error(w, "no", http.StatusUnauthorized)
			return
		}
`, `		ok := true
		if subtle.ConstantTimeCompare([]byte(got), []byte(key)) != 1 {
			ok := false
			_ = ok
		}
		if !ok {
			http.Error(w, "no", http.StatusUnauthorized)
			return
		}
`}},
			{"only for writing", []string{`		if subtle`, `		if r.Method != http.MethodGet && subtle`}},
		},
	},
	{
		name: "struct with next", entry: "GET /secret", open: "", scheme: "basic",
		source: `import (
	"log"
	"net/http"
	"os"
)

type gate struct {
	next       http.Handler
	user, pass string
}

func (g *gate) ok(r *http.Request) bool {
	u, p, ok := r.BasicAuth()
	return ok && u == g.user && p == g.pass
}

func (g *gate) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if !g.ok(r) {
		w.Header().Set("WWW-Authenticate", "Basic")
		w.WriteHeader(http.StatusUnauthorized)
		return
	}
	g.next.ServeHTTP(w, r)
}

func secret(w http.ResponseWriter, r *http.Request) {
	b, _ := os.ReadFile("/srv/secret")
	w.Write(b)
}

func main() {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /secret", secret)
	h := http.Handler(mux)
	h = &gate{next: h, user: os.Getenv("USER_NAME"), pass: os.Getenv("PASSWORD")}
	log.Fatal(http.ListenAndServe(":8080", h))
}`,
		mutants: []mutant{
			{"removed", []string{`ListenAndServe(":8080", h)`, `ListenAndServe(":8080", mux)`}},
			{"not installed", []string{`	h = &gate{`, `	_ = &gate{`}},
			{"inverted", []string{`if !g.ok(r)`, `if g.ok(r)`}},
			{"inverted inside", []string{`u == g.user && p == g.pass`, `(u != g.user || p != g.pass)`}},
			{"always", []string{`return ok && u == g.user && p == g.pass`, `return true || ok && u == g.user && p == g.pass`}},
			{"or", []string{`ok && u == g.user && p == g.pass`, `ok || u == g.user && p == g.pass`}},
			{"only that there are some", []string{`return ok && u == g.user && p == g.pass`, `return ok && u != "" && p != ""`}},
			{"nobody is somebody", []string{`	return ok &&`, `	if !ok {
		return true
	}
	return`}},
			{"no return", []string{`(http.StatusUnauthorized)
		return`, `(http.StatusUnauthorized)`}},
			{"after the handler", []string{`	if !g.ok(r) {`, `	g.next.ServeHTTP(w, r)
	if !g.ok(r) {`, `		return
	}
	g.next.ServeHTTP(w, r)`, `		return
	}`}},
			{"skipped for some paths by prefix of the caller", []string{`	if !g.ok(r) {`, `	if r.URL.Query().Has("public") {
		g.next.ServeHTTP(w, r)
		return
	}
	if !g.ok(r) {`}},
		},
	},
	{
		name: "handler adapter with a session", entry: "POST /notes", open: "POST /login", scheme: "session",
		source: `import (
	"context"
	"database/sql"
	"errors"
	"log"
	"net/http"
	"os"
)

type user struct{ id int }

type server struct{ db *sql.DB }

func (s *server) current(r *http.Request) (*user, error) {
	c, err := r.Cookie("session")
	if err != nil {
		return nil, err
	}
	var u user
	err = s.db.QueryRowContext(r.Context(), "SELECT user_id FROM sessions WHERE token = $1", c.Value).Scan(&u.id)
	if err != nil {
		return nil, err
	}
	return &u, nil
}

func (s *server) authed(h func(http.ResponseWriter, *http.Request, *user)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		u, err := s.current(r)
		if err != nil {
			http.Error(w, "sign in", http.StatusUnauthorized)
			return
		}
		h(w, r, u)
	}
}

func (s *server) notes(w http.ResponseWriter, r *http.Request, u *user) {
	s.db.ExecContext(context.Background(), "INSERT INTO notes (text) VALUES ($1)", r.FormValue("text"))
}

func (s *server) login(w http.ResponseWriter, r *http.Request) {
	if r.FormValue("name") == "" {
		log.Print(errors.New("who"))
	}
}

func main() {
	db, err := sql.Open("postgres", os.Getenv("DATABASE_URL"))
	if err != nil {
		log.Fatal(err)
	}
	s := &server{db}
	http.HandleFunc("POST /notes", s.authed(s.notes))
	http.HandleFunc("POST /login", s.login)
	log.Fatal(http.ListenAndServe(":8080", nil))
}`,
		mutants: []mutant{
			{"removed", []string{`s.authed(s.notes)`, `func(w http.ResponseWriter, r *http.Request) { s.notes(w, r, nil) }`}},
			{"inverted", []string{`		if err != nil {
			http.Error`, `		if err == nil {
			http.Error`}},
			{"error ignored", []string{`		u, err := s.current(r)
		if err != nil {
			http.Error(w, "sign in", http.StatusUnauthorized)
			return
		}
`, `		u, _ := s.current(r)
`}},
			{"error of the row ignored", []string{`	if err != nil {
		return nil, err
	}
	return &u, nil`, `	if err != nil {
		log.Print(err)
	}
	return &u, nil`}},
			{"no cookie, no matter", []string{`	if err != nil {
		return nil, err
	}
	var u user`, `	if err != nil {
		return &user{}, nil
	}
	var u user`}},
			{"no row, no matter", []string{`	if err != nil {
		return nil, err
	}
	return &u, nil`, `	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return nil, err
	}
	return &u, nil`}},
			{"by what the caller says it is", []string{`c.Value).Scan`, `r.FormValue("user")).Scan`, `	c, err := r.Cookie("session")
	if err != nil {
		return nil, err
	}
	var u user
	err =`, `	var u user
	err :=`}},
			{"no return", []string{`			http.Error(w, "sign in", http.StatusUnauthorized)
			return`, `			http.Error(w, "sign in", http.StatusUnauthorized)`}},
			{"handler first", []string{`		u, err := s.current(r)`, `		h(w, r, nil)
		u, err := s.current(r)`, `		h(w, r, u)
	}
}`, `		_ = u
	}
}`}},
			{"optional", []string{`			http.Error(w, "sign in", http.StatusUnauthorized)
			return`, `			u = &user{}`}},
		},
	},
	{
		name: "chain in a loop", entry: "GET /secret", open: "GET /open", scheme: "apikey",
		source: `import (
	"log"
	"net/http"
	"os"
)

type middleware func(http.Handler) http.Handler

func chain(h http.Handler, ms ...middleware) http.Handler {
	for i := len(ms) - 1; i >= 0; i-- {
		h = ms[i](h)
	}
	return h
}

func logged(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		log.Print(r.URL)
		next.ServeHTTP(w, r)
	})
}

func keyed(key string) middleware {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if r.Header.Get("X-Token") != key {
				w.WriteHeader(http.StatusForbidden)
				return
			}
			next.ServeHTTP(w, r)
		})
	}
}

func secret(w http.ResponseWriter, r *http.Request) {
	b, _ := os.ReadFile("/srv/secret")
	w.Write(b)
}

func main() {
	mux := http.NewServeMux()
	public := []middleware{logged}
	private := append(public, keyed(os.Getenv("TOKEN")))
	mux.Handle("GET /secret", chain(http.HandlerFunc(secret), private...))
	mux.Handle("GET /open", chain(http.HandlerFunc(secret), public...))
	log.Fatal(http.ListenAndServe(":8080", mux))
}`,
		mutants: []mutant{
			{"other list", []string{`chain(http.HandlerFunc(secret), private...))
	mux`, `chain(http.HandlerFunc(secret), public...))
	_ = private
	mux`}},
			{"not in the list", []string{`append(public, keyed(os.Getenv("TOKEN")))`, `append(public, logged)
	_ = keyed`}},
			{"inverted", []string{`!= key`, `== key`}},
			{"result dropped", []string{`		h = ms[i](h)`, `		_ = ms[i](h)`}},
			{"only some", []string{`	for i := len(ms) - 1; i >= 0; i-- {
`, `	for i := len(ms) - 1; i >= 0; i-- {
		if os.Getenv("PLAIN") != "" {
			continue
		}
`}},
			{"no return", []string{`(http.StatusForbidden)
				return`, `(http.StatusForbidden)`}},
		},
	},
	{
		name: "inside the handler", entry: "GET /report", open: "", scheme: "apikey",
		source: `import (
	"errors"
	"log"
	"net/http"
	"os"
)

var errKey = errors.New("no key")

func check(r *http.Request, key string) error {
	if r.Header.Get("X-API-Key") != key {
		return errKey
	}
	return nil
}

func report(w http.ResponseWriter, r *http.Request) {
	if err := check(r, os.Getenv("API_KEY")); err != nil {
		http.Error(w, err.Error(), http.StatusUnauthorized)
		return
	}
	b, _ := os.ReadFile("/srv/report")
	w.Write(b)
}

func main() {
	http.HandleFunc("GET /report", report)
	log.Fatal(http.ListenAndServe(":8080", nil))
}`,
		mutants: []mutant{
			{"removed", []string{`	if err := check(r, os.Getenv("API_KEY")); err != nil {
		http.Error(w, err.Error(), http.StatusUnauthorized)
		return
	}
`, ``}},
			{"too late", []string{`	if err := check`, `	b, _ := os.ReadFile("/srv/report")
	if err := check`, `	b, _ := os.ReadFile("/srv/report")
	w.Write(b)`, `	w.Write(b)`}},
			{"inverted", []string{`err != nil {
		http`, `err == nil {
		http`, `http.Error(w, err.Error()`, `http.Error(w, "no"`}},
			{"inverted inside", []string{`!= key`, `== key`}},
			{"never an error", []string{`		return errKey`, `		log.Print(errKey)`}},
			{"other error let through", []string{`err != nil {
		http`, `errors.Is(err, http.ErrNoCookie) {
		http`}},
			{"no return", []string{`		http.Error(w, err.Error(), http.StatusUnauthorized)
		return`, `		http.Error(w, err.Error(), http.StatusUnauthorized)`}},
			{"one sink before", []string{`	if err := check`, `	os.WriteFile("/var/log/seen", nil, 0o600)
	if err := check`}},
		},
	},
}
