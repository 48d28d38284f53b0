package link

// ownImports is how they begin.
const ownImports = `import (
	"crypto/subtle"
	"log"
	"net/http"
	"os"
)

type middleware func(http.Handler) http.Handler
`

// ownChecks are the middleware and the handler of these programs.
const ownChecks = `func keyed(next http.Handler) http.Handler {
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
`

// ownRouterProtections are programs that have a router of their own: what stands before a route depends on the calls made by then.
var ownRouterProtections = []protection{
	{
		name: "a struct passed by value", entry: "GET /secret", open: "GET /open", scheme: "apikey",
		source: ownImports + ownChecks + `
type posture struct{ mws []middleware }

type operation struct {
	path string
	mws  []middleware
}

func public() posture { return posture{} }

func closed() posture { return posture{mws: []middleware{keyed}} }

func (p posture) with(m middleware) posture {
	p.mws = append(p.mws, m)
	return p
}

func register(mux *http.ServeMux, op operation, f http.HandlerFunc) {
	var h http.Handler = f
	for i := len(op.mws) - 1; i >= 0; i-- {
		h = op.mws[i](h)
	}
	mux.Handle("GET "+op.path, h)
}

func route(mux *http.ServeMux, p posture, op operation, f http.HandlerFunc) {
	mws := make([]middleware, 0, len(p.mws)+len(op.mws))
	mws = append(mws, p.mws...)
	mws = append(mws, op.mws...)
	op.mws = mws
	register(mux, op, f)
}

func main() {
	mux := http.NewServeMux()
	route(mux, public(), operation{path: "/open"}, func(w http.ResponseWriter, r *http.Request) { w.Write(nil) })
	route(mux, closed(), operation{path: "/secret", mws: []middleware{logged}}, secret)
	log.Fatal(http.ListenAndServe(":8080", mux))
}`,
		mutants: []mutant{
			{"removed", []string{"closed(), op", "public(), op"}},
			{"of a copy", []string{"route(mux, closed(), op", "p := public()\n	p.with(keyed)\n	route(mux, p, op"}},
			{"not passed on", []string{"	mws = append(mws, p.mws...)\n", ""}},
			{"thrown away", []string{"	op.mws = mws\n", "	_ = mws\n"}},
			{"overwritten", []string{"	op.mws = mws\n", "	op.mws = mws\n	op.mws = mws[:0]\n"}},
			{"only where there is another", []string{"	op.mws = mws\n", "	if len(op.mws) > 1 {\n		op.mws = mws\n	}\n"}},
		},
	}, {
		name: "a list that grows", entry: "GET /secret", open: "GET /open", scheme: "apikey",
		source: ownImports + `
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

` + ownChecks + `
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
	{
		name: "asked when a request comes", entry: "GET /secret", scheme: "apikey",
		source: ownImports + ownChecks + `
type stack struct {
	mux *http.ServeMux
	mws []middleware
}

func (s *stack) use(list ...middleware) {
	for _, m := range list {
		s.mws = append(s.mws, m)
	}
}

func (s *stack) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	var h http.Handler = s.mux
	for i := len(s.mws) - 1; i >= 0; i-- {
		h = s.mws[i](h)
	}
	h.ServeHTTP(w, r)
}

func main() {
	a := &stack{mux: http.NewServeMux()}
	b := &stack{mux: http.NewServeMux()}
	a.use(logged)
	a.mux.HandleFunc("GET /secret", secret)
	a.use(logged, keyed)
	b.use(logged)
	log.Fatal(http.ListenAndServe(":8080", a))
}`,
		mutants: []mutant{
			{"removed", []string{"a.use(logged, keyed)", "a.use(logged)"}},
			{"to the other one", []string{"	b.use(logged)\n", "	b.use(keyed)\n", "a.use(logged, keyed)", "a.use(logged)"}},
			{"after the server", []string{"	a.use(logged, keyed)\n", "	go http.ListenAndServe(\":8081\", a)\n	a.use(logged, keyed)\n"}},
			{"under a condition", []string{"	a.use(logged, keyed)\n", "	if len(os.Args) > 1 {\n		a.use(logged, keyed)\n	}\n"}},
			{"only in one of two servers", []string{"	a.use(logged, keyed)\n", "	if len(os.Args) > 1 {\n		log.Fatal(http.ListenAndServe(\":8080\", a))\n	}\n	a.use(logged, keyed)\n"}},
			{"taken out by a handler", []string{"a.mux.HandleFunc(", "a.mux.HandleFunc(\"GET /off\", func(w http.ResponseWriter, r *http.Request) { a.mws = nil })\n	a.mux.HandleFunc("}},
			{"a turn that may be left out", []string{"		s.mws = append(s.mws, m)\n", "		if os.Getenv(\"ALL\") != \"\" {\n			s.mws = append(s.mws, m)\n		}\n"}},
			{"a loop that ends early", []string{"		s.mws = append(s.mws, m)\n", "		s.mws = append(s.mws, m)\n		break\n"}},
			{"each replaces those before", []string{"a.use(logged, keyed)", "a.use(keyed, logged)", "s.mws = append(s.mws, m)", "s.mws = append(s.mws[:0], m)"}},
			{"in a goroutine", []string{"	a.use(logged, keyed)\n", "	go func() { a.use(logged, keyed) }()\n"}},
		},
	}, {
		name: "options of a route", entry: "GET /secret", open: "GET /open", scheme: "apikey",
		source: ownImports + ownChecks + `
type route struct {
	h   http.Handler
	mws []middleware
}

type option func(*route)

func using(m middleware) option { return func(r *route) { r.mws = append(r.mws, m) } }

func none() option { return func(r *route) {} }

func handle(mux *http.ServeMux, pattern string, f http.HandlerFunc, opts ...option) {
	r := &route{h: f}
	for _, o := range opts {
		o(r)
	}
	for i := range r.mws {
		r.h = r.mws[len(r.mws)-1-i](r.h)
	}
	mux.Handle(pattern, r.h)
}

func main() {
	mux := http.NewServeMux()
	handle(mux, "GET /open", func(w http.ResponseWriter, r *http.Request) { w.Write(nil) }, using(logged))
	handle(mux, "GET /secret", secret, using(logged), using(keyed), none())
	log.Fatal(http.ListenAndServe(":8080", mux))
}`,
		mutants: []mutant{
			{"removed", []string{"using(logged), using(keyed)", "using(logged)"}},
			{"to the other route", []string{"using(logged))\n", "using(logged), using(keyed))\n", "using(logged), using(keyed), none()", "using(logged)"}},
			{"an option that takes all out", []string{"func none() option { return func(r *route) {} }", "func none() option { return func(r *route) { r.mws = nil } }"}},
			{"an option that starts anew", []string{"func none() option { return func(r *route) {} }", "func none() option { return func(r *route) { *r = route{h: r.h} } }"}},
			{"an option that forgets what was wrapped", []string{"	mux.Handle(pattern, r.h)\n", "	mux.Handle(pattern, f)\n"}},
			{"an option under a condition", []string{"func(r *route) { r.mws = append(r.mws, m) }", "func(r *route) {\n		if os.Getenv(\"ON\") != \"\" {\n			r.mws = append(r.mws, m)\n		}\n	}"}},
			{"options that are not called", []string{"		o(r)\n", "		_ = o\n"}},
			{"all but the last", []string{"range opts {", "range opts[:1] {"}},
			{"each wraps the handler alone", []string{"r.h = r.mws[len(r.mws)-1-i](r.h)", "r.h = r.mws[len(r.mws)-1-i](f)"}},
		},
	}, {
		name: "chains that are values", entry: "GET /secret", open: "GET /open", scheme: "apikey",
		source: ownImports + ownChecks + `
type chain struct{ list []middleware }

func newChain(list ...middleware) chain { return chain{append([]middleware(nil), list...)} }

func (c chain) then(f http.HandlerFunc) http.Handler {
	var h http.Handler = f
	for i := range c.list {
		h = c.list[len(c.list)-1-i](h)
	}
	return h
}

func (c chain) add(list ...middleware) chain {
	all := make([]middleware, 0, len(c.list)+len(list))
	all = append(all, c.list...)
	all = append(all, list...)
	return chain{all}
}

func main() {
	mux := http.NewServeMux()
	open := newChain(logged)
	closed := open.add(logged, keyed)
	mux.Handle("GET /open", open.then(func(w http.ResponseWriter, r *http.Request) { w.Write(nil) }))
	mux.Handle("GET /secret", closed.then(secret))
	log.Fatal(http.ListenAndServe(":8080", mux))
}`,
		mutants: []mutant{
			{"removed", []string{"open.add(logged, keyed)", "open.add(logged)"}},
			{"the chain that it was made of", []string{"closed.then(secret)", "open.then(secret)", "closed := ", "_ = "}},
			{"what was added is lost", []string{"	all = append(all, list...)\n", "	_ = append(all, list...)\n"}},
			{"the first only", []string{"	all = append(all, list...)\n", "	all = append(all, list[0])\n"}},
			{"one of two chains", []string{"	mux.Handle(\"GET /open\"", "	if len(os.Args) > 1 {\n		closed = open\n	}\n	mux.Handle(\"GET /open\""}},
			{"the last turn is left out", []string{"range c.list {", "range c.list[1:] {"}},
			{"a chain that is cut", []string{"return chain{all}", "return chain{all[:1]}"}},
		},
	},
}
