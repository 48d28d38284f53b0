package link

// heldProtections are checks by what the program keeps in memory, by other services, and by a library's middleware that is wrapped around
// the next handler.
var heldProtections = []protection{
	{
		name: "key of a map", entry: "GET /secret", open: "GET /open", scheme: "apikey",
		source: `import (
	"log"
	"net/http"
	"os"
	"strings"
)

type keys struct{ known map[string]string }

func load() *keys {
	k := &keys{known: map[string]string{}}
	for _, x := range strings.Split(os.Getenv("API_KEYS"), ",") {
		k.known[x] = "admin"
	}
	return k
}

func (k *keys) has(key string) bool {
	_, ok := k.known[key]
	return ok
}

func (k *keys) admin(key string) bool { return k.known[key] == "admin" }

func (k *keys) require(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !k.has(r.Header.Get("X-API-Key")) {
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
	mux.Handle("GET /secret", load().require(http.HandlerFunc(secret)))
	mux.HandleFunc("GET /open", func(w http.ResponseWriter, r *http.Request) { w.Write(nil) })
	log.Fatal(http.ListenAndServe(":8080", mux))
}`,
		mutants: []mutant{
			{"inverted", []string{`if !k.has(`, `if k.has(`}},
			{"no credential", []string{`r.Header.Get("X-API-Key")`, `r.Header.Get("X-Request-Id")`}},
			{"not looked at", []string{`	return ok
`, `	return ok || true
`}},
			{"not there is what is asked", []string{`	_, ok := k.known[key]
	return ok`, `	return k.known[key] == ""`}},
			{"names of schemes", []string{`	_, ok := k.known[key]
	return ok`, `	return map[string]bool{"bearer": true, "basic": true}[strings.Fields(key)[0]]`, `r.Header.Get("X-API-Key")`, `r.Header.Get("Authorization")`}},
			{"the headers themselves", []string{`if !k.has(r.Header.Get("X-API-Key")) {`, `if _, ok := r.Header[r.Header.Get("X-API-Key")]; !ok {`}},
			{"what is not there is put there", []string{`	_, ok := k.known[key]
	return ok`, `	if _, ok := k.known[key]; !ok {
		k.known[key] = "seen"
	}
	return true`}},
		},
	},
	{
		name: "another service over HTTP", entry: "GET /secret", open: "GET /open", scheme: "other",
		source: `import (
	"log"
	"net/http"
	"os"
)

type checker struct{ client *http.Client }

func (c *checker) verify(token string) bool {
	req, err := http.NewRequest("GET", "http://auth:9000/verify", nil)
	if err != nil {
		return false
	}
	req.Header.Set("Authorization", token)
	resp, err := c.client.Do(req)
	if err != nil {
		return false
	}
	defer resp.Body.Close()
	return resp.StatusCode == http.StatusOK
}

func (c *checker) require(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !c.verify(r.Header.Get("Authorization")) {
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
	c := &checker{client: &http.Client{}}
	mux := http.NewServeMux()
	mux.Handle("GET /secret", c.require(http.HandlerFunc(secret)))
	mux.HandleFunc("GET /open", func(w http.ResponseWriter, r *http.Request) { w.Write(nil) })
	log.Fatal(http.ListenAndServe(":8080", mux))
}`,
		mutants: []mutant{
			{"any status", []string{`return resp.StatusCode == http.StatusOK`, `return resp.StatusCode != 0`}},
			{"all but one status", []string{`return resp.StatusCode == http.StatusOK`, `return resp.StatusCode != http.StatusTooManyRequests`}},
			{"an answer is enough", []string{`return resp.StatusCode == http.StatusOK`, `return true`}},
			{"refused is let in", []string{`return resp.StatusCode == http.StatusOK`, `return resp.StatusCode == http.StatusUnauthorized`}},
			{"not reached is let in", []string{`	resp, err := c.client.Do(req)
	if err != nil {
		return false`, `	resp, err := c.client.Do(req)
	if err != nil {
		return true`}},
			{"inverted", []string{`if !c.verify(`, `if c.verify(`}},
			{"no credential is sent", []string{`	req.Header.Set("Authorization", token)
`, ``}},
			{"the program's own credential", []string{`req.Header.Set("Authorization", token)`, `req.Header.Set("Authorization", os.Getenv("TOKEN"))`}},
			{"another question", []string{`http://auth:9000/verify`, `http://stats:9000/count`, `) verify(token`, `) count(token`, `!c.verify(`, `!c.count(`}},
			{"the request is passed on", []string{`!c.verify(r.Header.Get("Authorization"))`, `!c.verify(r.Header.Get("Authorization")+r.URL.Path)`}},
		},
	},
	{
		name: "another service's error cannot be ignored", entry: "GET /secret", open: "GET /open", scheme: "apikey",
		source: `import (
	"crypto/subtle"
	"errors"
	"fmt"
	"log"
	"net"
	"net/http"
	"os"
)

func check(r *http.Request) error {
	key := r.Header.Get("X-API-Key")
	if key == "" {
		return errors.New("no key")
	}
	if subtle.ConstantTimeCompare([]byte(key), []byte(os.Getenv("API_KEY"))) != 1 {
		return fmt.Errorf("wrong key")
	}
	return nil
}

func must(err error) {
	if err == nil {
		return
	}
	if op, ok := err.(*net.OpError); ok && op.Op == "write" {
		return
	}
	panic(err)
}

func secret(w http.ResponseWriter, r *http.Request) {
	must(check(r))
	b, _ := os.ReadFile("/srv/secret")
	w.Write(b)
}

func main() {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /secret", secret)
	mux.HandleFunc("GET /open", func(w http.ResponseWriter, r *http.Request) { w.Write(nil) })
	log.Fatal(http.ListenAndServe(":8080", mux))
}`,
		mutants: []mutant{
			{"an error that it may be", []string{`fmt.Errorf("wrong key")`, `&net.OpError{Op: "write"}`, `	"fmt"
`, ``}},
			{"any error is let by", []string{`if op, ok := err.(*net.OpError); ok && op.Op == "write" {`, `if op, ok := err.(interface{ Error() string }); ok && op != nil {`, `	"net"
`, ``}},
			{"another's error", []string{`return fmt.Errorf("wrong key")`, `_, err := net.Dial("tcp", "keys:1")
		return err`, `	"fmt"
`, ``}},
			{"nobody panics", []string{`	panic(err)
`, `	log.Print(err)
`}},
		},
	},
	{
		name: "a library's check around the next handler", entry: "GET /secret", open: "GET /open", scheme: "apikey",
		source: `
-- main.go --
package main

import (
	"crypto/subtle"
	"net/http"
	"os"

	"github.com/go-chi/chi/v5"
	"github.com/go-chi/chi/v5/middleware"
)

func byHeader(w http.ResponseWriter, r *http.Request, next http.Handler) bool {
	key := r.Header.Get("X-API-Key")
	if key == "" {
		return false
	}
	if subtle.ConstantTimeCompare([]byte(key), []byte(os.Getenv("API_KEY"))) != 1 {
		http.Error(w, "no", http.StatusUnauthorized)
		return true
	}
	next.ServeHTTP(w, r)
	return true
}

func keys(creds map[string]string) func(http.Handler) http.Handler {
	if creds == nil {
		return func(next http.Handler) http.Handler {
			return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { http.Error(w, "nobody", 500) })
		}
	}
	inner := middleware.BasicAuth("secrets", creds)
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if byHeader(w, r, next) {
				return
			}
			inner(next).ServeHTTP(w, r)
		})
	}
}

func secret(w http.ResponseWriter, r *http.Request) {
	b, _ := os.ReadFile("/srv/secret")
	w.Write(b)
}

func main() {
	r := chi.NewRouter()
	r.Get("/open", func(w http.ResponseWriter, r *http.Request) { w.Write(nil) })
	r.Group(func(r chi.Router) {
		r.Use(keys(map[string]string{"admin": os.Getenv("PASSWORD")}))
		r.Get("/secret", secret)
	})
	http.ListenAndServe(":8080", r)
}`,
		mutants: []mutant{
			{"not around it", []string{`inner(next).ServeHTTP(w, r)`, `_ = inner
			next.ServeHTTP(w, r)`}},
			{"around another", []string{`inner(next).ServeHTTP(w, r)`, `inner(http.NotFoundHandler()).ServeHTTP(w, r)
			next.ServeHTTP(w, r)`}},
			{"by header without a check", []string{`	if subtle.ConstantTimeCompare([]byte(key), []byte(os.Getenv("API_KEY"))) != 1 {
		http.Error(w, "no", http.StatusUnauthorized)
		return true
	}
`, `	_ = subtle.ConstantTimeCompare
`}},
			{"the other answer goes on", []string{`return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { http.Error(w, "nobody", 500) })`, `return next`}},
			{"the other answer goes on by a call", []string{`{ http.Error(w, "nobody", 500) }`, `{ next.ServeHTTP(w, r) }`}},
			{"switched off", []string{`			if byHeader(w, r, next) {`, `			if os.Getenv("DEV") != "" {
				next.ServeHTTP(w, r)
				return
			}
			if byHeader(w, r, next) {`}},
		},
	},
	{
		name: "rank in gin's session", entry: "GET /secret", open: "GET /open", scheme: "session",
		source: `
-- main.go --
package main

import (
	"net/http"
	"os"

	"github.com/gin-contrib/sessions"
	"github.com/gin-contrib/sessions/cookie"
	"github.com/gin-gonic/gin"
)

func helper(c *gin.Context, min int) {
	s := sessions.Default(c)
	name, role := s.Get("username"), s.Get("role")
	if name == nil {
		c.JSON(http.StatusUnauthorized, gin.H{"success": false})
		c.Abort()
		return
	}
	if role.(int) < min {
		c.JSON(http.StatusOK, gin.H{"success": false})
		c.Abort()
		return
	}
	c.Next()
}

func admin() func(c *gin.Context) { return func(c *gin.Context) { helper(c, 10) } }

func secret(c *gin.Context) {
	b, _ := os.ReadFile("/srv/secret")
	c.Data(http.StatusOK, "text/plain", b)
}

func main() {
	r := gin.New()
	r.Use(sessions.Sessions("session", cookie.NewStore([]byte(os.Getenv("SECRET")))))
	r.GET("/open", func(c *gin.Context) { c.Status(204) })
	r.GET("/secret", admin(), secret)
	r.Run(":8080")
}`,
		mutants: []mutant{
			{"not aborted", []string{`		c.JSON(http.StatusUnauthorized, gin.H{"success": false})
		c.Abort()
		return
`, `		c.JSON(http.StatusUnauthorized, gin.H{"success": false})
		return
`}},
			{"inverted", []string{`if name == nil {`, `if name != nil {`}},
			{"after the handler", []string{`	s := sessions.Default(c)
`, `	c.Next()
	s := sessions.Default(c)
`, `	c.Next()
}`, `}`}},
			{"attached after it", []string{`admin(), secret`, `secret, admin()`}},
		},
	},
}
