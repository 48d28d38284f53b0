package timeouts

import (
	"testing"

	ct "github.com/gostride/gostride/analyzers/checks/checktest"
	"github.com/gostride/gostride/dfd"
)

func server(verdict, value string, more ...func(p *ct.P)) func(*ct.P) {
	return func(p *ct.P) {
		at := dfd.Place{File: "cmd/api/main.go", Line: 30, Func: ct.Module + "/cmd/api.run"}
		p.Listeners[0].Evidence = []dfd.Place{at}
		p.Route("GET /")
		if verdict != "" {
			p.Controls = append(p.Controls, &dfd.Control{ID: "control:timeout:main", Kind: "timeout", Verdict: verdict, Value: value, Scope: "global", Evidence: []dfd.Place{at}})
		}
		for _, m := range more {
			m(p)
		}
	}
}

func TestServers(t *testing.T) {
	open := []string{"server-timeouts open Medium×Medium MEDIUM GET /"}
	held := []string{"server-timeouts mitigated Medium×Medium MEDIUM GET /"}
	ct.Run(t, Check, []ct.Case{
		{Name: "none", Build: server("absent", ""), Want: open, Says: []string{":8080", "api.run"}},
		{Name: "only for writing", Build: server("present", "WriteTimeout, IdleTimeout"), Want: open, Says: []string{"as long as the client likes"}},
		{Name: "only for idle connections", Build: server("present", "IdleTimeout"), Want: open},
		{Name: "only for writing, and that perhaps", Build: server("unknown", "WriteTimeout"), Want: []string{"server-timeouts to-confirm Medium×Medium MEDIUM GET /"}},
		{Name: "of a second listener", Build: server("present", "ReadTimeout", func(p *ct.P) {
			at := dfd.Place{File: "cmd/api/admin.go", Line: 9, Func: ct.Module + "/cmd/api.admin"}
			p.Listeners = append(p.Listeners, &dfd.Listener{ID: "admin", Process: "api", Address: ":9090", TLS: "no", Exposure: "internet", Evidence: []dfd.Place{at}})
			p.Route("GET /admin").Listener = "admin"
			p.Controls = append(p.Controls, &dfd.Control{ID: "control:timeout:admin", Kind: "timeout", Verdict: "absent", Scope: "global", Evidence: []dfd.Place{at}})
		}), Want: []string{held[0], "server-timeouts open Medium×Medium MEDIUM GET /admin"}},
		{Name: "of the one that all get to, beside one of this host's", Build: server("absent", "", func(p *ct.P) {
			p.Listeners = append(p.Listeners, &dfd.Listener{ID: "debug", Process: "api", Address: "127.0.0.1:6060", TLS: "no", Exposure: "local"})
		}), Want: open},
		{Name: "header", Build: server("present", "ReadHeaderTimeout"), Want: held},
		{Name: "all", Build: server("present", "ReadHeaderTimeout, ReadTimeout, WriteTimeout, IdleTimeout"), Want: held},
		{Name: "not known", Build: server("unknown", ""), Want: []string{"server-timeouts to-confirm Medium×Medium MEDIUM GET /"}},
		{Name: "no verdict", Build: server("", "")},
		{Name: "only this host", Build: server("absent", "", func(p *ct.P) { p.Listeners[0].Exposure = "local" })},
		{Name: "nothing is served", Build: server("absent", "", func(p *ct.P) { p.EntryPoints[0].Listener = "" })},
		{Name: "timeout of something else", Build: server("", "", func(p *ct.P) {
			p.Controls = append(p.Controls, &dfd.Control{ID: "x", Kind: "timeout", Verdict: "absent", Scope: "function"})
		})},
	})
}
