package debugexposed

import (
	"testing"

	ct "github.com/gostride/gostride/analyzers/checks/checktest"
	"github.com/gostride/gostride/dfd"
)

func served(name, handler string, more ...func(p *ct.P, e *dfd.EntryPoint)) func(*ct.P) {
	return func(p *ct.P) {
		e := p.Route(name)
		e.Handler = handler
		for _, m := range more {
			m(p, e)
		}
	}
}

func TestHandlers(t *testing.T) {
	profiling := []string{"debug-exposed open Medium×Medium MEDIUM GET /debug/pprof/"}
	local := func(p *ct.P, _ *dfd.EntryPoint) { p.Listeners[0].Exposure = "local" }
	ct.Run(t, Check, []ct.Case{
		{Name: "pprof", Build: served("GET /debug/pprof/", "net/http/pprof.Index"), Want: profiling, Says: []string{"pprof.Index"}},
		{Name: "pprof by its path", Build: served("GET /debug/pprof/", "example.com/app/web.debug"), Want: profiling},
		{Name: "chi's profiler elsewhere", Build: served("GET /x", "github.com/go-chi/chi/v5/middleware.Profiler"), Want: []string{"debug-exposed open Medium×Medium MEDIUM GET /x"}},
		{Name: "expvar", Build: served("GET /debug/vars", "expvar.Handler"), Want: []string{"metrics-exposed open Medium×Low LOW GET /debug/vars"}},
		{Name: "several routes of one", Build: func(p *ct.P) {
			served("GET /debug/pprof/", "net/http/pprof.Index")(p)
			served("GET /debug/pprof/trace", "net/http/pprof.Trace")(p)
		}, Want: []string{"debug-exposed open Medium×Medium MEDIUM GET /debug/pprof/, GET /debug/pprof/trace"}},
		{Name: "middleware not followed", Build: served("GET /debug/pprof/", "net/http/pprof.Index", func(_ *ct.P, e *dfd.EntryPoint) { e.Auth.Verdict = "unknown" }),
			Want: []string{"debug-exposed to-confirm Medium×Medium MEDIUM GET /debug/pprof/"}},
		{Name: "on loopback unless it is set", Build: served("GET /debug/pprof/", "net/http/pprof.Index", func(p *ct.P, _ *dfd.EntryPoint) { p.Listeners[0].Default = "127.0.0.1:6060" }),
			Want: []string{"debug-exposed to-confirm Medium×Medium MEDIUM GET /debug/pprof/"}},
		{Name: "everywhere unless it is set", Build: served("GET /debug/pprof/", "net/http/pprof.Index", func(p *ct.P, _ *dfd.EntryPoint) { p.Listeners[0].Default = ":6060" }), Want: profiling},
		{Name: "loopback", Build: served("GET /debug/pprof/", "net/http/pprof.Index", local)},
		{Name: "behind a token", Build: func(p *ct.P) { p.Route("GET /debug/pprof/", p.JWT(nil)).Handler = "net/http/pprof.Index" }},
		{Name: "a route like any other", Build: served("GET /debugging", "example.com/app/web.x")},
		{Name: "management port", Build: served("GET /metrics", "github.com/prometheus/client_golang/prometheus/promhttp.Handler", func(p *ct.P, _ *dfd.EntryPoint) { p.Listeners[0].Exposure = "management" })},
		{Name: "own metrics page", Build: served("GET /stats", "example.com/app/web.stats")},
	})
}
