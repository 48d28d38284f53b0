package wsorigin

import (
	"testing"

	ct "github.com/gostride/gostride/analyzers/checks/checktest"
	"github.com/gostride/gostride/dfd"
)

const (
	gorilla = "github.com/gorilla/websocket.Upgrader.Upgrade"
	coder   = "github.com/coder/websocket.Accept"
	melody  = "github.com/olahol/melody.Melody.HandleRequest"
)

func session(p *ct.P) *dfd.Guard {
	return p.Guard("auth", func(g *dfd.Guard) { g.Scheme = "session" })
}

// socket is a route that upgrades by a library with the options given, for callers known as the guards say.
func socket(symbol, byDefault string, gate func(p *ct.P) *dfd.Guard, opts ...ct.Opt) func(*ct.P) {
	return func(p *ct.P) {
		var gates []*dfd.Guard
		if gate != nil {
			gates = append(gates, gate(p))
		}
		all := append([]ct.Opt{ct.Attr("default_origins", byDefault), ct.By(p.Route("GET /ws", gates...))}, opts...)
		p.Use("upgrade", symbol, all...)
	}
}

func jwt(p *ct.P) *dfd.Guard { return p.JWT(nil) }

func TestOpen(t *testing.T) {
	raised := []string{"websocket-origin open Medium×High HIGH GET /ws"}
	low := []string{"websocket-origin open Low×Medium LOW GET /ws"}
	yes := ct.Arg("answer", ct.Text("true"))
	ct.Run(t, Check, []ct.Case{
		{Name: "always yes, by cookie", Build: socket(gorilla, "same", session, yes), Want: raised, Says: []string{"always says yes", "as the signed-in user"}},
		{Name: "always yes, by token", Build: socket(gorilla, "same", jwt, yes), Want: low},
		{Name: "always yes, for everybody", Build: socket(gorilla, "same", nil, yes), Want: low},
		{Name: "token in a cookie", Build: func(p *ct.P) {
			socket(gorilla, "same", jwt, yes)(p)
			p.Use("input", "net/http.Request.Cookie", ct.Attr("from", "cookie"), ct.By(p.EntryPoints[0]))
		}, Want: raised},
		{Name: "switched off", Build: socket(coder, "same", session, ct.Arg("skip", ct.Const("true"))), Want: raised},
		{Name: "a star in the list", Build: socket(coder, "same", session, ct.Arg("origins", ct.Text("*", "example.com"))), Want: raised},
		{Name: "library without a check", Build: socket(melody, "*", session), Want: raised, Says: []string{"unless told otherwise"}},
		{Name: "a setting decides", Build: socket(coder, "same", session, ct.Arg("skip", ct.Config("DEV"))),
			Want: []string{"websocket-origin to-confirm Medium×High MEDIUM GET /ws"}},
		{Name: "a function of its own", Build: socket(gorilla, "same", session, ct.Arg("answer", ct.Opaque())),
			Want: []string{"websocket-origin to-confirm Medium×High MEDIUM GET /ws"}, Says: []string{"Which origins"}},
	})
}

func TestHeld(t *testing.T) {
	held := []string{"websocket-origin mitigated Medium×High HIGH GET /ws"}
	ct.Run(t, Check, []ct.Case{
		{Name: "gorilla's default", Build: socket(gorilla, "same", session), Want: held, Says: []string{"compares the origin with the host"}},
		{Name: "coder's default", Build: socket(coder, "same", session, ct.Arg("skip", ct.Const("false"))), Want: held},
		{Name: "a list", Build: socket(coder, "same", session, ct.Arg("origins", ct.Text("app.example.com"))), Want: held},
		{Name: "the handler refuses before", Build: func(p *ct.P) {
			e := p.Route("GET /ws", session(p))
			g := p.Guard("allowlist", ct.Checks("value", ct.Input("header:Origin")))
			p.Use("upgrade", melody, ct.Attr("default_origins", "*"), ct.By(e, g))
		}, Want: held, Says: []string{"held to a list"}},
		{Name: "checked on another route", Build: func(p *ct.P) {
			p.Route("GET /other", p.Guard("allowlist", ct.Checks("value", ct.Input("header:Origin"))))
			socket(melody, "*", session)(p)
		}, Want: []string{"websocket-origin open Medium×High HIGH GET /ws"}},
		{Name: "another header is checked", Build: func(p *ct.P) {
			e := p.Route("GET /ws", session(p))
			g := p.Guard("allowlist", ct.Checks("value", ct.Input("header:Host")))
			p.Use("upgrade", melody, ct.Attr("default_origins", "*"), ct.By(e, g))
		}, Want: []string{"websocket-origin open Medium×High HIGH GET /ws"}},
		{Name: "always no", Build: socket(gorilla, "same", session, ct.Arg("answer", ct.Text("false")))},
		{Name: "client", Build: func(p *ct.P) { p.Use("call", "github.com/gorilla/websocket.Dialer.Dial", ct.By(p.Route("GET /x"))) }},
		{Name: "plain answer", Build: func(p *ct.P) { p.Use("respond", "w.Write", ct.By(p.Route("GET /ws", session(p)))) }},
		{Name: "never reached", Build: func(p *ct.P) { p.Use("upgrade", gorilla, ct.Arg("answer", ct.Text("true"))) }},
	})
}
