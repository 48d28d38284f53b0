package link

// toldProtections are programs in which what a check found out is told in a roundabout way: two results together, an error that is
// kept, a setting.
var toldProtections = []protection{
	{
		name: "two results together", entry: "GET /secret", scheme: "apikey",
		source: `import (
	"crypto/subtle"
	"errors"
	"log"
	"net/http"
	"os"
	"regexp"
)

var (
	bearer   = regexp.MustCompile("(?i)^bearer (\\S+$)")
	errNone  = errors.New("no token")
	errWrong = errors.New("wrong token")
)

func token(r *http.Request) (string, error) {
	m := bearer.FindStringSubmatch(r.Header.Get("X-Auth-Token"))
	if len(m) != 2 {
		return "", errNone
	}
	return m[1], nil
}

func check(r *http.Request) error {
	t, err := token(r)
	if err != nil || t == "" {
		return err
	}
	if subtle.ConstantTimeCompare([]byte(t), []byte(os.Getenv("TOKEN"))) != 1 {
		return errWrong
	}
	return nil
}

func secret(w http.ResponseWriter, r *http.Request) {
	if err := check(r); err != nil {
		http.Error(w, "no", http.StatusUnauthorized)
		return
	}
	b, _ := os.ReadFile("/srv/secret")
	w.Write(b)
}

func main() {
	http.HandleFunc("GET /secret", secret)
	log.Fatal(http.ListenAndServe(":8080", nil))
}`,
		mutants: []mutant{
			{"a token against forged requests", []string{`"X-Auth-Token"`, `"X-CSRF-Token"`}},
			{"the group may be empty", []string{`\\S+$`, `\\S*$`}},
			{"the group is optional", []string{`(\\S+$)`, `(\\S+$)?`}},
			{"a way without an error", []string{`return "", errNone`, `return "", nil`}},
			{"another group", []string{`m[1], nil`, `r.Header.Get("X-Token"), nil`}},
			{"the error of somebody else", []string{`t, err := token(r)
`, `t, _ := token(r)
	_, err := token(r.Clone(r.Context()))
`}},
			{"the empty text goes on", []string{`if err != nil || t == ""`, `if err != nil || t == "" || t == "guest"`}},
		},
	}, {
		name: "an error on the context", entry: "GET /secret", open: "GET /open", scheme: "apikey",
		source: `import (
	"context"
	"crypto/subtle"
	"errors"
	"log"
	"net/http"
	"os"
)

type ctxKey string

const failed ctxKey = "failed"

var errWrong = errors.New("wrong key")

func look(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if err := check(r); err != nil {
			next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), failed, err)))
			return
		}
		next.ServeHTTP(w, r)
	})
}

func check(r *http.Request) error {
	if subtle.ConstantTimeCompare([]byte(r.Header.Get("X-API-Key")), []byte(os.Getenv("API_KEY"))) != 1 {
		return errWrong
	}
	return nil
}

func demand(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if _, ok := r.Context().Value(failed).(error); ok {
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
	mux.Handle("GET /secret", look(demand(http.HandlerFunc(secret))))
	mux.Handle("GET /open", look(http.HandlerFunc(secret)))
	log.Fatal(http.ListenAndServe(":8080", mux))
}`,
		mutants: []mutant{
			{"asked before it is known", []string{`look(demand(`, `demand(look(`}},
			{"nobody looks", []string{`look(demand(`, `demand((`}},
			{"another key", []string{`Value(failed)`, `Value(ctxKey("other"))`}},
			{"asked the other way round", []string{`.(error); ok {`, `.(error); !ok {`}},
			{"no return", []string{`http.StatusUnauthorized)
			return`, `http.StatusUnauthorized)`}},
			{"an error may be lost", []string{`failed, err)`, `failed, errors.Unwrap(err))`}},
			{"some errors are not kept", []string{`err != nil {
			next`, `err != nil && r.Method == "POST" {
			next`}},
			{"some are let by", []string{`	if subtle`, `	if r.Header.Get("X-Internal") != "" {
		return nil
	}
	if subtle`}},
		},
	},
	{
		name: "an error on gin's context", entry: "POST /secret", open: "GET /open", scheme: "apikey",
		source: `import (
	"crypto/subtle"
	"errors"
	"log"
	"net/http"
	"os"

	"github.com/gin-gonic/gin"
)

var errWrong = errors.New("wrong key")

func look(c *gin.Context) {
	if subtle.ConstantTimeCompare([]byte(c.GetHeader("X-API-Key")), []byte(os.Getenv("API_KEY"))) != 1 {
		c.Set("failed", errWrong)
		c.Set("guest", true)
		return
	}
	c.Set("user", "admin")
}

func demand(c *gin.Context) {
	if _, ok := c.Get("failed"); ok {
		c.AbortWithStatus(http.StatusUnauthorized)
	}
}

func secret(c *gin.Context) {
	b, _ := os.ReadFile("/srv/secret")
	c.Data(http.StatusOK, "text/plain", b)
}

func main() {
	r := gin.New()
	r.Use(look)
	r.GET("/open", secret)
	r.POST("/secret", demand, secret)
	log.Fatal(r.Run())
}`,
		mutants: []mutant{
			{"not aborted", []string{`c.AbortWithStatus(http`, `c.Status(http`}},
			{"put for other reasons only", []string{`	if subtle`, `	if c.GetHeader("X-Guest") == "" {
		return
	}
	if subtle`}},
			{"put where all is well", []string{`"user", "admin"`, `"failed", errWrong`, `c.Set("failed", errWrong)
		c.Set`, `c.Set`}},
			{"look comes later", []string{`	r.Use(look)
`, ``, `demand, secret`, `demand, look, secret`}},
		},
	},
	{
		name: "the number of who signed in", entry: "GET /secret", open: "GET /open", scheme: "session",
		source: `import (
	"log"
	"net/http"
	"os"

	"github.com/gin-contrib/sessions"
	"github.com/gin-contrib/sessions/cookie"
	"github.com/gin-gonic/gin"
)

type who struct {
	ID    int64
	Views int64
}

func current(c *gin.Context) who {
	s := sessions.Default(c)
	id, _ := s.Get("user_id").(int64)
	views, _ := s.Get("views").(int64)
	return who{ID: id, Views: views}
}

func signedIn(c *gin.Context) {
	if u := current(c); u.ID <= 0 {
		c.AbortWithStatus(http.StatusUnauthorized)
	}
}

func secret(c *gin.Context) {
	b, _ := os.ReadFile("/srv/secret")
	c.Data(http.StatusOK, "text/plain", b)
}

func main() {
	r := gin.New()
	r.Use(sessions.Sessions("s", cookie.NewStore([]byte(os.Getenv("KEY")))))
	r.GET("/open", secret)
	r.GET("/secret", signedIn, secret)
	log.Fatal(r.Run())
}`,
		mutants: []mutant{
			{"another number", []string{`u.ID <= 0`, `u.Views <= 0`}},
			{"any number", []string{`u.ID <= 0`, `u.ID < 0`}},
			{"the other way round", []string{`u.ID <= 0`, `u.ID > 0`}},
			{"not aborted", []string{`c.AbortWithStatus(http`, `c.Status(http`}},
			{"what the caller sends", []string{`	return who{ID: id`, `	if h := c.GetHeader("X-User"); h != "" {
		id = int64(len(h))
	}
	return who{ID: id`}},
		},
	},
	{
		name: "the number of a row that was found", entry: "GET /secret", open: "GET /open", scheme: "apikey",
		source: `import (
	"log"
	"net/http"
	"os"

	"github.com/gin-gonic/gin"
	"gorm.io/driver/postgres"
	"gorm.io/gorm"
)

type base struct{ ID int64 }

type token struct {
	base
	UserID int64
}

type user struct {
	base
	Age int64
}

var db *gorm.DB

func byToken(sent string) *user {
	u, t := &user{}, &token{}
	db.Where("token = ?", sent).First(t)
	if t.ID == 0 {
		return u
	}
	db.Where("id = ?", t.UserID).First(u)
	return u
}

func signedIn(c *gin.Context) {
	u := byToken(c.GetHeader("X-Token"))
	if u.ID == 0 {
		c.AbortWithStatus(http.StatusUnauthorized)
	}
}

func secret(c *gin.Context) {
	b, _ := os.ReadFile("/srv/secret")
	c.Data(http.StatusOK, "text/plain", b)
}

func main() {
	var err error
	if db, err = gorm.Open(postgres.Open(os.Getenv("DSN"))); err != nil {
		log.Fatal(err)
	}
	r := gin.New()
	r.GET("/open", secret)
	r.GET("/secret", signedIn, secret)
	log.Fatal(r.Run())
}`,
		mutants: []mutant{
			{"looked up by a name", []string{`"X-Token"`, `"X-Name"`, `"token = ?"`, `"name = ?"`}},
			{"not asked whether there is a token", []string{`	if t.ID == 0 {
		return u
	}
	db.Where("id = ?", t.UserID)`, `	db.Where("id > ?", t.UserID)`}},
			{"another field", []string{`if u.ID == 0 {`, `if u.Age == 0 {`}},
			{"set by hand", []string{`	if u.ID == 0 {`, `	if u.Age == 0 {
		u.ID = 1
	}
	if u.ID == 0 {`}},
			{"kept between requests", []string{`	u, t := &user{}, &token{}
`, `	t := &token{}
`, `var db *gorm.DB`, `var (
	db *gorm.DB
	u  = &user{}
)`}},
			{"the other way round", []string{`if u.ID == 0 {`, `if u.ID != 0 {`}},
		},
	},
	{
		name: "a row by a helper that hands its parameters on", entry: "GET /secret", open: "GET /open", scheme: "apikey",
		source: `import (
	"database/sql"
	"log"
	"net/http"
	"os"
)

type store struct{ db *sql.DB }

func (s *store) one(dest any, query string, args ...any) error {
	return s.db.QueryRow(query+" LIMIT 1", args...).Scan(dest)
}

func (s *store) byToken(sent string) (id int64, err error) {
	err = s.one(&id, "SELECT user_id FROM tokens WHERE token = $1", sent)
	return
}

func (s *store) signedIn(next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if _, err := s.byToken(r.Header.Get("X-Token")); err != nil {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		next(w, r)
	}
}

func secret(w http.ResponseWriter, r *http.Request) {
	b, _ := os.ReadFile("/srv/secret")
	w.Write(b)
}

func main() {
	db, err := sql.Open("postgres", os.Getenv("DSN"))
	if err != nil {
		log.Fatal(err)
	}
	s := &store{db}
	http.HandleFunc("GET /open", secret)
	http.HandleFunc("GET /secret", s.signedIn(secret))
	log.Fatal(http.ListenAndServe(":8080", nil))
}`,
		mutants: []mutant{
			{"looked up by a name", []string{`"X-Token"`, `"X-Name"`, `WHERE token`, `WHERE name`}},
			{"looked up by something else", []string{`= $1", sent)`, `> $1", 0)`}},
			{"nothing handed on", []string{`, args...).Scan`, `).Scan`}},
			{"the error left alone", []string{`err = s.one(&id`, `_ = s.one(&id`}},
			{"the error taken back", []string{`	return
}

func (s *store) signedIn`, `	if err == sql.ErrNoRows {
		err = nil
	}
	return
}

func (s *store) signedIn`}},
			{"not ended", []string{`			w.WriteHeader(http.StatusUnauthorized)
			return
`, `			w.WriteHeader(http.StatusUnauthorized)
`}},
		},
	},
	{
		name: "a list of rows that is not empty", entry: "GET /secret", open: "GET /open", scheme: "apikey",
		source: `import (
	"database/sql"
	"log"
	"net/http"
	"os"
	"strings"
)

type user struct{ ID int64 }

type filter struct {
	Name, Key *string
}

type store struct{ db *sql.DB }

func (s *store) find(f filter) ([]*user, error) {
	where, args := []string{"1 = 1"}, []any{}
	if f.Name != nil {
		where, args = append(where, "name = ?"), append(args, *f.Name)
	}
	if f.Key != nil {
		where, args = append(where, "api_key = ?"), append(args, *f.Key)
	}
	rows, err := s.db.Query("SELECT id FROM users WHERE "+strings.Join(where, " AND "), args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	out := make([]*user, 0)
	for rows.Next() {
		var u user
		if err := rows.Scan(&u.ID); err != nil {
			return nil, err
		}
		out = append(out, &u)
	}
	return out, rows.Err()
}

func (s *store) signedIn(next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		key := r.Header.Get("X-Token")
		users, err := s.find(filter{Key: &key})
		if err != nil {
			http.Error(w, "no", http.StatusInternalServerError)
			return
		}
		if len(users) == 0 {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		next(w, r)
	}
}

func secret(w http.ResponseWriter, r *http.Request) {
	b, _ := os.ReadFile("/srv/secret")
	w.Write(b)
}

func main() {
	db, err := sql.Open("postgres", os.Getenv("DSN"))
	if err != nil {
		log.Fatal(err)
	}
	s := &store{db}
	http.HandleFunc("GET /open", secret)
	http.HandleFunc("GET /secret", s.signedIn(secret))
	log.Fatal(http.ListenAndServe(":8080", nil))
}`,
		mutants: []mutant{
			{"looked up by a name", []string{`"X-Token"`, `"X-Name"`}},
			{"not looked up by it", []string{`filter{Key: &key}`, `filter{}`, `key := r.Header.Get("X-Token")
`, ``}},
			{"asked the other way round", []string{`len(users) == 0`, `len(users) != 0`}},
			{"not asked", []string{`len(users) == 0`, `len(users) > 100`}},
			{"one is in it from the start", []string{`make([]*user, 0)`, `make([]*user, 1)`}},
			{"one by hand from the start", []string{`out := make([]*user, 0)`, `out := []*user{{}}`}},
			{"one where there is none", []string{`	return out, rows.Err()`, `	if len(out) == 0 {
		out = append(out, &user{})
	}
	return out, rows.Err()`}},
			{"the one of before", []string{`out := make([]*user, 0)`, `out := last`, `	return out, rows.Err()`, `	last = out
	return out, rows.Err()`, `type store struct`, `var last []*user

type store struct`}},
			{"not ended", []string{`			w.WriteHeader(http.StatusUnauthorized)
			return
`, `			w.WriteHeader(http.StatusUnauthorized)
`}},
		},
	},
	{
		name: "a list that an ORM fills", entry: "GET /secret", open: "GET /open", scheme: "apikey",
		source: `import (
	"log"
	"net/http"
	"os"

	"github.com/gin-gonic/gin"
	"gorm.io/driver/postgres"
	"gorm.io/gorm"
)

type user struct{ ID int64 }

var db *gorm.DB

func signedIn(c *gin.Context) {
	var users []user
	db.Where("token = ?", c.GetHeader("X-Token")).Limit(1).Find(&users)
	if len(users) < 1 {
		c.AbortWithStatus(http.StatusUnauthorized)
		return
	}
	c.Set("user", users[0])
}

func secret(c *gin.Context) {
	b, _ := os.ReadFile("/srv/secret")
	c.Data(http.StatusOK, "text/plain", b)
}

func main() {
	var err error
	if db, err = gorm.Open(postgres.Open(os.Getenv("DSN"))); err != nil {
		log.Fatal(err)
	}
	r := gin.New()
	r.GET("/open", secret)
	r.GET("/secret", signedIn, secret)
	log.Fatal(r.Run())
}`,
		mutants: []mutant{
			{"looked up by a name", []string{`"X-Token"`, `"X-Name"`, `"token = ?"`, `"name = ?"`}},
			{"all of them", []string{`.Where("token = ?", c.GetHeader("X-Token"))`, ``}},
			{"and one by hand", []string{`	if len(users) < 1 {`, `	users = append(users, user{})
	if len(users) < 1 {`}},
			{"and all of them, where there is none", []string{`	if len(users) < 1 {`, `	if len(users) < 1 {
		db.Find(&users)
	}
	if len(users) < 1 {`}},
			{"filled by another", []string{`	if len(users) < 1 {`, `	fill(&users)
	if len(users) < 1 {`, `func secret(`, `func fill(to *[]user) { *to = append(*to, user{ID: 1}) }

func secret(`}},
			{"at least none", []string{`len(users) < 1`, `len(users) < 0`}},
			{"not aborted", []string{`		c.AbortWithStatus(http.StatusUnauthorized)
		return
`, `		c.Status(http.StatusUnauthorized)
		return
`}},
		},
	},
	{
		name: "a part of the handler that runs in place", entry: "GET /secret", open: "GET /open", scheme: "jwt",
		source: `import (
	"errors"
	"log"
	"net/http"
	"os"

	"github.com/golang-jwt/jwt/v5"
)

type user struct{ id string }

type page func(u *user, w http.ResponseWriter, r *http.Request) error

var errNobody = errors.New("nobody")

func who(r *http.Request) *user {
	t, err := jwt.Parse(r.Header.Get("Authorization"), func(*jwt.Token) (any, error) { return []byte(os.Getenv("KEY")), nil })
	if err != nil || !t.Valid {
		return nil
	}
	return &user{"x"}
}

func said(w http.ResponseWriter, r *http.Request, err error) {
	if err != nil {
		os.WriteFile("/var/log/errors", []byte(r.URL.Path), 0o600)
		http.Error(w, "no", http.StatusNotFound)
	}
}

func signedIn(f page) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		said(w, r, func() error {
			defer func() { log.Print(r.URL.Path) }()
			u := who(r)
			if u == nil {
				return errNobody
			}
			return f(u, w, r)
		}())
	}
}

func anybody(f page) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		said(w, r, func() error { return f(nil, w, r) }())
	}
}

func secret(u *user, w http.ResponseWriter, r *http.Request) error {
	b, err := os.ReadFile("/srv/secret")
	w.Write(b)
	return err
}

func main() {
	http.HandleFunc("GET /open", anybody(secret))
	http.HandleFunc("GET /secret", signedIn(secret))
	log.Fatal(http.ListenAndServe(":8080", nil))
}`,
		mutants: []mutant{
			{"not ended", []string{`				return errNobody
`, `				log.Print("nobody")
`}},
			{"the other way round", []string{`u == nil`, `u != nil`}},
			{"before it", []string{`			u := who(r)
`, `			if r.Method == "GET" {
				return f(nil, w, r)
			}
			u := who(r)
`}},
			{"after it, too", []string{`		}())
	}
}

func anybody`, `		}())
		f(nil, w, r)
	}
}

func anybody`}},
			{"in another part that runs in place", []string{`		said(w, r, func() error {
			defer`, `		func() { f(nil, w, r) }()
		said(w, r, func() error {
			defer`}},
			{"nobody is asked", []string{`u := who(r)`, `u := &user{}`}},
		},
	},
}
