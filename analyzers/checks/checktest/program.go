// Package checktest builds linked programs by hand, so that a check's tests read as what the code would say.
//
// In: routes, stores, guards and uses, named one by one. Out: a dfd.Program, and Run, which compares what a check says
// about it with what a test expects. It stands in for the linker in tests only.
package checktest

import (
	"fmt"
	"slices"
	"strings"

	"github.com/gostride/gostride/dfd"
)

// Module is the module path of programs built here.
const Module = "example.com/app"

// P is a program under construction.
type P struct {
	*dfd.Program
	line int
}

// New returns an empty program of one process that listens to the internet.
func New() *P {
	return &P{Program: &dfd.Program{
		Model: &dfd.Model{
			Module:    Module,
			Processes: []*dfd.Process{{ID: "api", Name: "api", Kind: "binary", Package: Module + "/cmd/api"}},
			Listeners: []*dfd.Listener{{ID: "main", Process: "api", Address: ":8080", TLS: "no", Exposure: "internet"}},
		},
		Guards: map[string]*dfd.Guard{},
		Chains: map[string]*dfd.Chain{},
	}}
}

// Route adds an HTTP route, "POST /upload", behind the middleware guards given. An auth guard among them protects it.
func (p *P) Route(name string, guards ...*dfd.Guard) *dfd.EntryPoint {
	method, path, _ := strings.Cut(name, " ")
	e := &dfd.EntryPoint{
		ID: name, Kind: "http", Method: method, Path: path, Element: "el:" + name, Listener: "main", Processes: []string{"api"},
		Handler: Module + "/web." + strings.Trim(strings.ReplaceAll(path, "/", "_"), "_"),
		Auth:    dfd.Auth{Verdict: "public", Scheme: "none"},
	}
	chain := &dfd.Chain{}
	for _, g := range guards {
		chain.Guards = append(chain.Guards, g.ID)
		attached := dfd.Place{File: "web/router.go", Line: g.Place.Line, Func: Module + "/web.NewRouter"}
		chain.Links = append(chain.Links, dfd.Link{Func: g.Place.Func, Place: attached, Does: "gate", Guards: []string{g.ID}})
		if g.Kind == "auth" {
			e.Auth = dfd.Auth{Verdict: "protected", Scheme: g.Scheme}
		}
		if g.Kind == "role" {
			e.Auth.Roles = []string{g.Value}
		}
	}
	slices.Sort(chain.Guards)
	e.Registered = &dfd.Place{File: "web/router.go", Line: p.next(), Func: Module + "/web.NewRouter"}
	p.EntryPoints = append(p.EntryPoints, e)
	p.Elements = append(p.Elements, &dfd.Element{ID: e.Element, Kind: "process", Name: name, Level: 2})
	p.Chains[e.ID] = chain
	return e
}

// Job adds an entry point that no remote caller triggers.
func (p *P) Job(schedule string) *dfd.EntryPoint {
	e := &dfd.EntryPoint{ID: "cron " + schedule, Kind: "cron", Path: schedule, Element: "el:cron", Auth: dfd.Auth{Verdict: "unknown"}}
	p.EntryPoints = append(p.EntryPoints, e)
	p.Chains[e.ID] = &dfd.Chain{}
	return e
}

// Store adds a store. tech decides its subkind: s3, gcs and minio are object stores, filesystem is file, the rest sql.
func (p *P) Store(tech, name string) *dfd.Element {
	subkind := map[string]string{"s3": "object", "gcs": "object", "minio": "object", "filesystem": "file", "redis": "kv"}[tech]
	if subkind == "" {
		subkind = "sql"
	}
	e := &dfd.Element{ID: "store:" + tech + ":" + name, Kind: "store", Subkind: subkind, Tech: tech, Name: name, Level: 2}
	p.Elements = append(p.Elements, e)
	return e
}

// Guard adds a guard. It holds where a route or a use names it.
func (p *P) Guard(kind string, opts ...func(*dfd.Guard)) *dfd.Guard {
	n := p.next()
	g := &dfd.Guard{
		ID: fmt.Sprintf("g%d", n), Kind: kind, Args: map[string]*dfd.Value{},
		Place: dfd.Place{File: "web/" + kind + ".go", Line: n, Func: Module + "/web." + kind},
	}
	for _, o := range opts {
		o(g)
	}
	p.Guards[g.ID] = g
	return g
}

// JWT adds a guard that lets only requests with a valid token pass, decided by the use given (nil: by a library).
func (p *P) JWT(decides *dfd.Use) *dfd.Guard {
	return p.Guard("auth", func(g *dfd.Guard) {
		g.Scheme = "jwt"
		if decides == nil {
			g.Library = true
			return
		}
		g.Use, g.Symbol, g.Args = decides.ID, decides.Symbol, decides.Args
	})
}

func (p *P) next() int {
	p.line++
	return p.line * 10
}
