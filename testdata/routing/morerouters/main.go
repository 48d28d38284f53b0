// Command morerouters routes with routers that are seldom the only one of a program: pat, httptreemux, bunrouter, bone, fastglue,
// go-pkgz/routegroup, negroni in front of a ServeMux, and Prometheus' own. None of them lists its routes.
package main

import (
	"log"
	"net/http"
	"os"
	"time"

	"github.com/bmizerany/pat"
	"github.com/dimfeld/httptreemux/v5"
	"github.com/go-pkgz/routegroup"
	"github.com/go-zoo/bone"
	"github.com/prometheus/common/route"
	"github.com/prometheus/exporter-toolkit/web"
	"github.com/uptrace/bunrouter"
	"github.com/urfave/negroni/v3"
	"github.com/zerodha/fastglue"
)

// keyed lets those on who know the key.
func keyed(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("X-Key") != os.Getenv("KEY") {
			http.Error(w, "who are you?", http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func list(w http.ResponseWriter, r *http.Request)   {}
func create(w http.ResponseWriter, r *http.Request) { os.WriteFile("/srv/items", nil, 0o600) }

func patterns() http.Handler {
	m := pat.New()
	m.Get("/pat/items", http.HandlerFunc(list))
	m.Post("/pat/items", keyed(http.HandlerFunc(create)))
	m.Del("/pat/items/:id", http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { os.Remove("/srv/" + r.URL.Query().Get(":id")) }))
	m.Add("PURGE", "/pat/cache", http.HandlerFunc(list))
	return m
}

func tree() http.Handler {
	m := httptreemux.NewContextMux()
	m.GET("/tree/items", list)
	m.Handler(http.MethodGet, "/tree/open", http.HandlerFunc(list))
	g := m.NewGroup("/tree/admin")
	g.UseHandler(keyed)
	g.POST("/items", create)
	g.DELETE("/items/:id", func(w http.ResponseWriter, r *http.Request) { os.Remove("/srv/" + httptreemux.ContextParams(r.Context())["id"]) })
	return m
}

func bun() http.Handler {
	m := bunrouter.New()
	m.GET("/bun/items", func(w http.ResponseWriter, r bunrouter.Request) error { return nil })
	m.WithGroup("/bun/admin", func(g *bunrouter.Group) {
		g = g.Use(func(next bunrouter.HandlerFunc) bunrouter.HandlerFunc {
			return func(w http.ResponseWriter, r bunrouter.Request) error {
				if r.Header.Get("X-Key") != os.Getenv("KEY") {
					w.WriteHeader(http.StatusUnauthorized)
					return nil
				}
				return next(w, r)
			}
		})
		g.DELETE("/items/:id", func(w http.ResponseWriter, r bunrouter.Request) error { return os.Remove("/srv/" + r.Param("id")) })
	})
	return m
}

func bones() http.Handler {
	m := bone.New()
	m.Get("/bone/items", http.HandlerFunc(list))
	m.PostFunc("/bone/items", create)
	m.DeleteFunc("/bone/items/:id", func(w http.ResponseWriter, r *http.Request) { os.Remove("/srv/" + bone.GetValue(r, "id")) })
	sub := bone.New()
	sub.GetFunc("/items", list)
	m.SubRoute("/bone/sub", sub)
	return m
}

func groups() http.Handler {
	m := routegroup.New(http.NewServeMux())
	m.HandleFunc("GET /group/items", list)
	m.Mount("/group/admin").Route(func(b *routegroup.Bundle) {
		b.Use(keyed)
		b.HandleFunc("POST /items", create)
	})
	m.With(keyed).HandleFunc("DELETE /group/items", create)
	return m
}

func negronis() http.Handler {
	m := http.NewServeMux()
	m.HandleFunc("GET /negroni/items", list)
	admin := negroni.New(negroni.HandlerFunc(func(w http.ResponseWriter, r *http.Request, next http.HandlerFunc) {
		if r.Header.Get("X-Key") != os.Getenv("KEY") {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		next(w, r)
	}), negroni.Wrap(http.HandlerFunc(create)))
	m.Handle("POST /negroni/items", admin)
	n := negroni.New(negroni.NewRecovery())
	n.UseHandler(m)
	return n
}

// prometheus has a router of its own, whose parts share a prefix and what measures them.
func prometheus() http.Handler {
	r := route.New().WithInstrumentation(func(name string, h http.HandlerFunc) http.HandlerFunc {
		return func(w http.ResponseWriter, r *http.Request) {
			defer func(at time.Time) { log.Println(name, time.Since(at)) }(time.Now())
			h(w, r)
		}
	})
	r.Get("/prom/items", list)
	for _, suffix := range []string{"", "@base64"} {
		r.Put("/prom/job"+suffix+"/:job/*labels", create)
	}
	v1 := r.WithPrefix("/prom/v1")
	v1.Post("/items", create)
	v1.Del("/items/:id", func(w http.ResponseWriter, r *http.Request) { os.Remove("/srv/" + route.Param(r.Context(), "id")) })
	v1.Get("/files/*filepath", route.FileServe("public"))
	return r
}

func glued() {
	g := fastglue.NewGlue()
	g.Before(func(r *fastglue.Request) *fastglue.Request {
		if string(r.RequestCtx.Request.Header.Peek("X-Key")) != os.Getenv("KEY") {
			r.SendErrorEnvelope(http.StatusUnauthorized, "who are you?", nil, "")
			return nil
		}
		return r
	})
	g.GET("/glue/items", func(r *fastglue.Request) error { return r.SendEnvelope(nil) })
	g.DELETE("/glue/items/{id}", func(r *fastglue.Request) error { return os.Remove("/srv/" + r.RequestCtx.UserValue("id").(string)) })
	log.Fatal(g.ListenAndServe(":8088", "", nil))
}

func main() {
	go http.ListenAndServe(":8081", patterns())
	go http.ListenAndServe(":8082", tree())
	go http.ListenAndServe(":8083", bun())
	go http.ListenAndServe(":8084", bones())
	go http.ListenAndServe(":8085", groups())
	go http.ListenAndServe(":8086", negronis())
	go glued()
	addrs, file := []string{":8087"}, ""
	server := &http.Server{Handler: prometheus(), ReadHeaderTimeout: time.Second}
	log.Fatal(web.ListenAndServe(server, &web.FlagConfig{WebListenAddresses: &addrs, WebConfigFile: &file}, nil))
}
