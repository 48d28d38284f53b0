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
			{"list cut short", []string{`private...))
	mux`, `private[:1]...))
	mux`}},
			{"list begun late", []string{`len(ms) - 1; i >= 0`, `len(ms) - 1; i > 0`, `public := []middleware{logged}
	private := append(public, keyed(os.Getenv("TOKEN")))`, `public := []middleware{logged}
	private := append([]middleware{keyed(os.Getenv("TOKEN"))}, public...)`}},
			{"only where asked for", []string{`	private := append(public, keyed(os.Getenv("TOKEN")))
`, `	private := public
	if os.Getenv("SECURE") != "" {
		private = append(private, keyed(os.Getenv("TOKEN")))
	}
`}},
			{"filtered", []string{`	mux.Handle("GET /secret"`, `	private = slices.DeleteFunc(private, func(m middleware) bool { return m != nil })
	mux.Handle("GET /secret"`, `	"os"
`, `	"os"
	"slices"
`}},
			{"overwritten", []string{`	mux.Handle("GET /secret"`, `	private[len(private)-1] = logged
	mux.Handle("GET /secret"`}},
			{"overwritten in a part", []string{`	mux.Handle("GET /secret"`, `	private[1:][0] = logged
	mux.Handle("GET /secret"`}},
			{"left early", []string{`		h = ms[i](h)
`, `		if i == 0 {
			return h
		}
		h = ms[i](h)
`, `append(public, keyed(os.Getenv("TOKEN")))`, `append([]middleware{keyed(os.Getenv("TOKEN"))}, logged)`}},
			{"nil is left out", []string{`		h = ms[i](h)
`, `		if ms[i] != nil {
			h = ms[i](h)
		}
`, `	private := append(public, keyed(os.Getenv("TOKEN")))
`, `	var key middleware
	if os.Getenv("SECURE") != "" {
		key = keyed(os.Getenv("TOKEN"))
	}
	private := append(public, key)
`}},
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
	w.Write(b)
	if err := check`, `	}
	b, _ := os.ReadFile("/srv/report")
	w.Write(b)`, `	}`}},
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
	{
		name: "token in a header, gin", entry: "GET /api/secret", open: "GET /api/open", scheme: "jwt",
		source: `import (
	"errors"
	"net/http"
	"os"
	"strings"

	"github.com/gin-gonic/gin"
	"github.com/golang-jwt/jwt/v5"
)

var errToken = errors.New("no token")

func parse(h string) (*jwt.RegisteredClaims, error) {
	raw, ok := strings.CutPrefix(h, "Bearer ")
	if !ok {
		return nil, errToken
	}
	c := &jwt.RegisteredClaims{}
	t, err := jwt.ParseWithClaims(raw, c, func(*jwt.Token) (any, error) { return []byte(os.Getenv("SECRET")), nil })
	if err != nil || !t.Valid {
		return nil, errToken
	}
	return c, nil
}

func auth() gin.HandlerFunc {
	return func(c *gin.Context) {
		claims, err := parse(c.GetHeader("Authorization"))
		if err != nil {
			c.AbortWithStatusJSON(http.StatusUnauthorized, gin.H{"error": "no"})
			return
		}
		c.Set("user", claims.Subject)
		c.Next()
	}
}

func secret(c *gin.Context) {
	c.File("/srv/secret")
}

func main() {
	r := gin.New()
	api := r.Group("/api")
	open := api.Group("")
	closed := api.Group("")
	closed.Use(auth())
	closed.GET("/secret", secret)
	open.GET("/open", func(c *gin.Context) { c.Status(http.StatusNoContent) })
	r.Run(":8080")
}`,
		mutants: []mutant{
			{"removed", []string{`	closed.Use(auth())
`, ``}},
			{"sibling group", []string{`closed.Use(auth())`, `open.Use(auth())`}},
			{"sibling route", []string{`closed.GET("/secret", secret)`, `open.GET("/secret", secret)`}},
			{"after the route", []string{`	closed.Use(auth())
	closed.GET("/secret", secret)`, `	closed.GET("/secret", secret)
	closed.Use(auth())`}},
			{"on the parent, too late", []string{`	closed.Use(auth())
`, ``, `	open.GET(`, `	api.Use(auth())
	open.GET(`}},
			{"not called", []string{`	closed.Use(auth())
`, `	_ = auth()
`}},
			{"answers without stopping", []string{`c.AbortWithStatusJSON(`, `c.JSON(`}},
			{"aborts and goes on by hand", []string{`			c.AbortWithStatusJSON(http.StatusUnauthorized, gin.H{"error": "no"})
			return`, `			c.Next()
			c.AbortWithStatusJSON(http.StatusUnauthorized, gin.H{"error": "no"})
			return`}},
			{"handler first", []string{`		claims, err :=`, `		c.Next()
		claims, err :=`, `		c.Set("user", claims.Subject)
		c.Next()`, `		c.Set("user", claims.Subject)`}},
			{"inverted", []string{`		if err != nil {
			c.Abort`, `		if err == nil {
			c.Abort`, `		c.Set("user", claims.Subject)
`, `		_ = claims
`}},
			{"error ignored", []string{`		claims, err := parse(c.GetHeader("Authorization"))
		if err != nil {
			c.AbortWithStatusJSON(http.StatusUnauthorized, gin.H{"error": "no"})
			return
		}
		c.Set("user", claims.Subject)
`, `		if claims, err := parse(c.GetHeader("Authorization")); err == nil {
			c.Set("user", claims.Subject)
		}
`}},
			{"error of the parser ignored", []string{`	t, err :=`, `	_, _ =`, `	if err != nil || !t.Valid {
		return nil, errToken
	}
`, ``}},
			{"error of the parser printed", []string{`	if err != nil || !t.Valid {
		return nil, errToken
	}
`, `	if err != nil {
		println(err.Error(), t)
	}
`}},
			{"not verified", []string{`	t, err := jwt.ParseWithClaims(raw, c, func(*jwt.Token) (any, error) { return []byte(os.Getenv("SECRET")), nil })
	if err != nil || !t.Valid {`, `	_, _, err := jwt.NewParser().ParseUnverified(raw, c)
	if err != nil || os.Getenv("SECRET") == "" {`}},
			{"without a token, nobody", []string{`		return nil, errToken
	}
	c :=`, `		return &jwt.RegisteredClaims{}, nil
	}
	c :=`}},
			{"skipped", []string{`		claims, err :=`, `		if c.Query("preview") != "" {
			c.Next()
			return
		}
		claims, err :=`}},
			{"skipped, implicitly", []string{`		claims, err :=`, `		if c.Query("preview") != "" {
			return
		}
		claims, err :=`}},
			{"an expired one will do", []string{`err != nil || !t.Valid`, `(err != nil || !t.Valid) && !errors.Is(err, jwt.ErrTokenExpired)`}},
		},
	},
	{
		name: "groups, chi", entry: "GET /admin/secret", open: "GET /health", scheme: "basic",
		source: `import (
	"log"
	"net/http"
	"os"

	"github.com/go-chi/chi/v5"
	"github.com/go-chi/chi/v5/middleware"
)

type config struct{ user, pass string }

func (c config) auth(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !c.allowed(r) {
			http.Error(w, http.StatusText(http.StatusUnauthorized), http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func (c config) allowed(r *http.Request) bool {
	user, pass, ok := r.BasicAuth()
	if !ok || user != c.user {
		return false
	}
	return pass == c.pass
}

func secret(w http.ResponseWriter, r *http.Request) {
	b, _ := os.ReadFile("/srv/secret")
	w.Write(b)
}

func admin(c config) http.Handler {
	r := chi.NewRouter()
	r.Use(c.auth)
	r.Get("/secret", secret)
	return r
}

func main() {
	c := config{os.Getenv("ADMIN"), os.Getenv("ADMIN_PASSWORD")}
	r := chi.NewRouter()
	r.Use(middleware.Recoverer)
	r.Mount("/admin", admin(c))
	r.Group(func(r chi.Router) {
		r.Get("/health", func(w http.ResponseWriter, r *http.Request) { w.Write(nil) })
	})
	log.Fatal(http.ListenAndServe(":8080", r))
}`,
		mutants: []mutant{
			{"removed", []string{`	r.Use(c.auth)
`, ``}},
			{"sibling group", []string{`	r.Use(c.auth)
	r.Get("/secret", secret)`, `	r.Group(func(r chi.Router) { r.Use(c.auth) })
	r.Get("/secret", secret)`}},
			{"other group outside", []string{`	r.Use(c.auth)
`, ``, `	r.Group(func(r chi.Router) {
`, `	r.Group(func(r chi.Router) {
		r.Use(c.auth)
`}},
			{"With, result dropped", []string{`	r.Use(c.auth)
`, `	r.With(c.auth)
`}},
			{"With, for another route", []string{`	r.Use(c.auth)
`, ``, `		r.Get("/health"`, `		r.With(c.auth).Get("/health"`}},
			{"other router mounted", []string{`	r.Use(c.auth)
	r.Get("/secret", secret)
	return r`, `	r.Get("/secret", secret)
	s := chi.NewRouter()
	s.Use(c.auth)
	s.Mount("/", chi.NewRouter())
	return r`}},
			{"served a second time without", []string{`	r.Mount("/admin", admin(c))`, `	r.Get("/admin/secret", secret)
	r.Mount("/admin", admin(c))`}},
			{"inverted", []string{`!c.allowed(r)`, `c.allowed(r)`}},
			{"inverted inside", []string{`return pass == c.pass`, `return pass != c.pass`}},
			{"user only by name", []string{`return pass == c.pass`, `return pass != ""`}},
			{"or", []string{`if !ok || user != c.user {
		return false
	}
	return pass == c.pass`, `return ok || user == c.user && pass == c.pass`}},
			{"no return", []string{`http.StatusUnauthorized)
			return`, `http.StatusUnauthorized)`}},
			{"checked in vain", []string{`		if !c.allowed(r) {
			http.Error(w, http.StatusText(http.StatusUnauthorized), http.StatusUnauthorized)
			return
		}
`, `		c.allowed(r)
`}},
			{"condition", []string{`	r.Use(c.auth)
`, `	if c.user != "" {
		r.Use(c.auth)
	}
`}},
			{"condition in a helper", []string{`	r.Use(c.auth)
`, `	c.protect(r)
`, `func secret(`, `func (c config) protect(r chi.Router) {
	if c.user == "" {
		return
	}
	r.Use(c.auth)
}

func secret(`}},
			{"helper behind a condition", []string{`	r.Use(c.auth)
`, `	if c.user != "" {
		c.protect(r)
	}
`, `func secret(`, `func (c config) protect(r chi.Router) { r.Use(c.auth) }

func secret(`}},
			{"list made under a condition", []string{`	r.Use(c.auth)
`, `	ms := []func(http.Handler) http.Handler{middleware.NoCache}
	if c.user != "" {
		ms = append(ms, c.auth)
	}
	r.Use(ms...)
`}},
			{"list made under a condition, in a loop", []string{`	r.Use(c.auth)
`, `	ms := []func(http.Handler) http.Handler{middleware.NoCache}
	if c.user != "" {
		ms = append(ms, c.auth)
	}
	for _, m := range ms {
		r.Use(m)
	}
`}},
			{"condition in a loop", []string{`	r.Use(c.auth)
`, `	for _, m := range []func(http.Handler) http.Handler{middleware.NoCache, c.auth} {
		if c.user != "" {
			r.Use(m)
		}
	}
`}},
			{"one of two", []string{`	r.Use(c.auth)
`, `	m := c.auth
	if c.user == "" {
		m = middleware.NoCache
	}
	r.Use(m)
`}},
			{"one of two routers", []string{`	r.Use(c.auth)
`, `	other := chi.NewRouter()
	to := other
	if c.user != "" {
		to = r
	}
	to.Use(c.auth)
`}},
			{"nobody serves it", []string{`	r.Use(c.auth)
`, `	s := chi.NewRouter()
	s.Use(c.auth)
	s.Mount("/", r)
`}},
		},
	},
	{
		name: "role", entry: "DELETE /users", open: "", scheme: "session",
		source: `import (
	"context"
	"database/sql"
	"log"
	"net/http"
	"os"
)

type user struct {
	name  string
	admin bool
}

type ctxKey struct{}

type app struct{ db *sql.DB }

func (a *app) signedIn(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		c, err := r.Cookie("sid")
		if err != nil {
			http.Redirect(w, r, "/login", http.StatusSeeOther)
			return
		}
		var u user
		if err := a.db.QueryRow("SELECT name, admin FROM users JOIN sessions USING (user_id) WHERE sid = $1", c.Value).Scan(&u.name, &u.admin); err != nil {
			http.Redirect(w, r, "/login", http.StatusSeeOther)
			return
		}
		next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), ctxKey{}, u)))
	})
}

func (a *app) adminOnly(next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		u, ok := r.Context().Value(ctxKey{}).(user)
		if !ok || !u.admin {
			http.Error(w, "no", http.StatusForbidden)
			return
		}
		next(w, r)
	}
}

func (a *app) removeUser(w http.ResponseWriter, r *http.Request) {
	a.db.Exec("DELETE FROM users WHERE name = $1", r.FormValue("name"))
}

func main() {
	db, err := sql.Open("postgres", os.Getenv("DATABASE_URL"))
	if err != nil {
		log.Fatal(err)
	}
	a := &app{db}
	mux := http.NewServeMux()
	mux.Handle("DELETE /users", a.signedIn(a.adminOnly(a.removeUser)))
	log.Fatal(http.ListenAndServe(":8080", mux))
}`,
		mutants: []mutant{
			{"both removed", []string{`a.signedIn(a.adminOnly(a.removeUser))`, `http.HandlerFunc(a.removeUser)`}},
			{"the user comes from a header", []string{`u, ok := r.Context().Value(ctxKey{}).(user)`, `u, ok := user{admin: r.Header.Get("X-Admin") == "yes"}, true`, `a.signedIn(a.adminOnly(a.removeUser))`, `a.adminOnly(a.removeUser)`}},
			{"either way", []string{`			http.Redirect(w, r, "/login", http.StatusSeeOther)
			return
		}
		next.`, `			log.Print(err)
		}
		next.`, `a.signedIn(a.adminOnly(a.removeUser))`, `a.signedIn(http.HandlerFunc(a.removeUser))`}},
			{"no cookie, no redirect", []string{`			http.Redirect(w, r, "/login", http.StatusSeeOther)
			return
		}
		var u user`, `			next.ServeHTTP(w, r)
			return
		}
		var u user`, `a.signedIn(a.adminOnly(a.removeUser))`, `a.signedIn(http.HandlerFunc(a.removeUser))`}},
			{"redirect without return", []string{`			http.Redirect(w, r, "/login", http.StatusSeeOther)
			return
		}
		next.`, `			http.Redirect(w, r, "/login", http.StatusSeeOther)
		}
		next.`, `a.signedIn(a.adminOnly(a.removeUser))`, `a.signedIn(http.HandlerFunc(a.removeUser))`}},
		},
	},
	{
		name: "lists and helpers, chi", entry: "GET /admin/secret", open: "GET /health", scheme: "apikey",
		source: `import (
	"errors"
	"log"
	"net/http"
	"os"

	"github.com/go-chi/chi/v5"
	"github.com/go-chi/chi/v5/middleware"
)

type wrapper = func(http.Handler) http.Handler

func keyed(key string) wrapper {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if k := r.Header.Get("X-API-Key"); k == "" || k != key {
				w.WriteHeader(http.StatusUnauthorized)
				return
			}
			next.ServeHTTP(w, r)
		})
	}
}

func protect(r chi.Router, ms ...wrapper) error {
	key := os.Getenv("API_KEY")
	if key == "" {
		return errors.New("no key")
	}
	ms = append(ms, keyed(key))
	for _, m := range ms {
		r.Use(m)
	}
	return nil
}

func secret(w http.ResponseWriter, r *http.Request) {
	b, _ := os.ReadFile("/srv/secret")
	w.Write(b)
}

func admin(r chi.Router) {
	if err := protect(r, middleware.NoCache, middleware.RealIP); err != nil {
		log.Fatal(err)
	}
	r.Get("/secret", secret)
}

func main() {
	r := chi.NewRouter()
	r.Route("/admin", admin)
	r.Get("/health", func(w http.ResponseWriter, r *http.Request) { w.Write(nil) })
	log.Fatal(http.ListenAndServe(":8080", r))
}`,
		mutants: []mutant{
			{"error printed only", []string{`		log.Fatal(err)
	}
	r.Get`, `		log.Print(err)
	}
	r.Get`}},
			{"no error", []string{`		return errors.New("no key")`, `		log.Print(errors.New("no key"))
		return nil`}},
			{"not in the list", []string{`	ms = append(ms, keyed(key))
`, `	_ = append(ms, keyed(key))
`}},
			{"in the list sometimes", []string{`	ms = append(ms, keyed(key))
`, `	if len(ms) == 0 {
		ms = append(ms, keyed(key))
	}
`}},
			{"loop left early", []string{`		r.Use(m)
`, `		r.Use(m)
		if len(ms) > 1 {
			break
		}
`}},
			{"too few", []string{`range ms {`, `range ms[:len(ms)-1] {`}},
			{"on another router", []string{`protect(r, middleware.NoCache`, `protect(chi.NewRouter(), middleware.NoCache`}},
		},
	},
}
