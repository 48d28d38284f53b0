package link

// ownRouterProtections are programs that have a router of their own: what stands before a route depends on the calls made by then.
var ownRouterProtections = []protection{
	{
		name: "a list that grows", entry: "GET /secret", open: "GET /open", scheme: "apikey",
		source: `import (
	"crypto/subtle"
	"log"
	"net/http"
	"os"
)

type middleware func(http.Handler) http.Handler

type router struct {
	mux *http.ServeMux
	mws []middleware
}

func (r *router) use(m middleware) { r.mws = append(r.mws, m) }

func (r *router) group() *router { return &router{mux: r.mux, mws: r.mws} }

func (r *router) get(path string, f http.HandlerFunc) {
	var h http.Handler = f
	for i := len(r.mws) - 1; i >= 0; i-- {
		h = r.mws[i](h)
	}
	r.mux.Handle("GET "+path, h)
}

func keyed(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if subtle.ConstantTimeCompare([]byte(r.Header.Get("X-API-Key")), []byte(os.Getenv("API_KEY"))) != 1 {
			http.Error(w, "no", http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func logged(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		log.Print(r.URL.Path)
		next.ServeHTTP(w, r)
	})
}

func secret(w http.ResponseWriter, r *http.Request) {
	b, _ := os.ReadFile("/srv/secret")
	w.Write(b)
}

func later(r *router) { r.use(keyed) }

func main() {
	r := &router{mux: http.NewServeMux()}
	r.use(logged)
	r.get("/open", func(w http.ResponseWriter, r *http.Request) { w.Write(nil) })
	a := r.group()
	b := r.group()
	a.use(keyed)
	a.get("/secret", secret)
	b.use(logged)
	log.Fatal(http.ListenAndServe(":8080", r.mux))
}`,
		mutants: []mutant{
			{"removed", []string{"	a.use(keyed)\n", ""}},
			{"moved after", []string{"	a.use(keyed)\n	a.get(\"/secret\", secret)\n", "	a.get(\"/secret\", secret)\n	a.use(keyed)\n"}},
			{"to the sibling", []string{"	a.use(keyed)\n", "	b.use(keyed)\n"}},
			{"to the sibling that is made alike", []string{"	a.use(keyed)\n	a.get(", "	a.use(keyed)\n	b.get("}},
			{"to the parent, which was copied before", []string{"	a.use(keyed)\n", "	r.use(keyed)\n"}},
			{"under a condition", []string{"	a.use(keyed)\n", "	if os.Getenv(\"CLOSED\") != \"\" {\n		a.use(keyed)\n	}\n"}},
			{"in a goroutine", []string{"	a.use(keyed)\n", "	go a.use(keyed)\n"}},
			{"in a deferred call", []string{"	a.use(keyed)\n", "	defer a.use(keyed)\n"}},
			{"in a loop that may not be run", []string{"	a.use(keyed)\n", "	for range os.Args[1:] {\n		a.use(keyed)\n	}\n"}},
			{"taken out again", []string{"	a.use(keyed)\n", "	a.use(keyed)\n	a.mws = nil\n"}},
			{"the other list", []string{"	a.use(keyed)\n", "	a.use(keyed)\n	a.mws = b.mws\n"}},
			{"by a handler", []string{"	a.use(keyed)\n", "	r.get(\"/close\", func(w http.ResponseWriter, r *http.Request) { later(a) })\n"}},
			{"one of two", []string{"	a.use(keyed)\n", "	c := a\n	if len(os.Args) > 1 {\n		c = b\n	}\n	c.use(keyed)\n"}},
			{"through a pointer", []string{"	a.use(keyed)\n", "	a.use(keyed)\n	p := &a.mws\n	*p = nil\n"}},
			{"the struct anew", []string{"	a.use(keyed)\n", "	a.use(keyed)\n	*a = *b\n"}},
			{"groups of a loop", []string{"	a := r.group()\n	b := r.group()\n	a.use(keyed)\n", "	var a, b *router\n	for range 2 {\n		a, b = b, r.group()\n	}\n	b.use(keyed)\n"}},
			{"the last one only", []string{"h = r.mws[i](h)", "h = r.mws[0](h)"}},
			{"not the last", []string{"i := len(r.mws) - 1", "i := len(r.mws) - 2"}},
			{"lists that share their memory", []string{"	a.use(keyed)\n	a.get(\"/secret\", secret)\n", "	a.use(keyed)\n	a.mws[1] = logged\n	a.get(\"/secret\", secret)\n"}},
		},
	},
}
