package wslimits

import (
	"testing"

	ct "github.com/gostride/gostride/analyzers/checks/checktest"
	"github.com/gostride/gostride/dfd"
)

// ws is a connection that is read, with what is set on it before.
func ws(symbol string, set func(p *ct.P, e *dfd.EntryPoint) []any, opts ...ct.Opt) func(*ct.P) {
	return func(p *ct.P) {
		e := p.Route("GET /ws")
		var past []any
		if set != nil {
			past = set(p, e)
		}
		p.Use("input", symbol, append([]ct.Opt{ct.Attr("from", "message"), ct.By(e, past...)}, opts...)...)
	}
}

const (
	gorilla = "github.com/gorilla/websocket.Conn.ReadMessage"
	coder   = "github.com/coder/websocket.Conn.Read"
)

func limited(v *dfd.Value, deadline bool) func(p *ct.P, e *dfd.EntryPoint) []any {
	return func(p *ct.P, e *dfd.EntryPoint) []any {
		u := p.Use("bodylimit", "SetReadLimit", ct.Attr("kind", "message"), ct.Arg("limit", v), ct.By(e))
		if deadline {
			p.Use("deadline", "SetReadDeadline", ct.Arg("value", ct.Now()), ct.By(e))
		}
		return []any{p.Guard("bodylimit", ct.Decided(u), ct.Checks("limit", v))}
	}
}

func TestMessages(t *testing.T) {
	open := []string{"websocket-limits open Medium×Medium MEDIUM GET /ws"}
	default32 := ct.Attr("default_limit", "32KiB")
	ct.Run(t, Check, []ct.Case{
		{Name: "gorilla", Build: ws(gorilla, nil), Want: open, Says: []string{"SetReadLimit", "Conn.ReadMessage"}},
		{Name: "gorilla, JSON", Build: ws("github.com/gorilla/websocket.Conn.ReadJSON", nil), Want: open},
		{Name: "gobwas", Build: ws("github.com/gobwas/ws/wsutil.ReadClientData", nil), Want: open},
		{Name: "too large", Build: ws(gorilla, limited(ct.Const("10737418240"), true)), Want: open},
		{Name: "default switched off", Build: ws(coder, limited(ct.Const("-1"), false), default32), Want: open},
		{Name: "limit on the body of the request", Build: ws(gorilla, func(p *ct.P, _ *dfd.EntryPoint) []any { return []any{p.Guard("bodylimit", ct.Valued("1 MiB"))} }), Want: open},
		{Name: "beside one to somebody else", Build: ws(gorilla, func(p *ct.P, e *dfd.EntryPoint) []any {
			p.Use("call", "github.com/gorilla/websocket.Dialer.Dial", ct.Attr("kind", "websocket"), ct.By(e))
			p.Use("upgrade", "github.com/gorilla/websocket.Upgrader.Upgrade", ct.By(e))
			return nil
		}), Want: open},
		{Name: "from a setting", Build: ws(gorilla, limited(ct.Config("WS_LIMIT"), true)), Want: []string{"websocket-limits to-confirm Medium×Medium MEDIUM GET /ws"}},
		{Name: "never times out", Build: ws(gorilla, limited(ct.Const("512"), false)), Want: []string{"websocket-limits open Low×Medium LOW GET /ws"}, Says: []string{"never time out"}},
		{Name: "reader that is read to its end", Build: func(p *ct.P) {
			e := p.Route("GET /ws")
			p.Use("input", "github.com/gorilla/websocket.Conn.NextReader", ct.Attr("from", "message"), ct.By(e))
			p.Use("read-all", "io.ReadAll", ct.Arg("value", ct.Input("message:")), ct.By(e))
		}, Want: open},

		{Name: "messages that are passed over", Build: ws("github.com/gorilla/websocket.Conn.NextReader", nil)},
		{Name: "a socket to somebody else", Build: ws(gorilla, func(p *ct.P, e *dfd.EntryPoint) []any {
			p.Use("call", "github.com/gorilla/websocket.Dialer.Dial", ct.Attr("kind", "websocket"), ct.By(e))
			return nil
		})},
		{Name: "limit and deadline", Build: ws(gorilla, limited(ct.Const("512"), true))},
		{Name: "coder limits by itself", Build: ws(coder, nil, default32)},
		{Name: "coder with another limit", Build: ws(coder, limited(ct.Const("1048576"), false), default32)},
		{Name: "x/net limits by itself", Build: ws("golang.org/x/net/websocket.Codec.Receive", nil, ct.Attr("default_limit", "32MiB"))},
		{Name: "message of a queue", Build: ws("github.com/segmentio/kafka-go.Reader.ReadMessage", nil)},
		{Name: "header of a frame", Build: ws("github.com/gobwas/ws.ReadHeader", nil)},
		{Name: "only written to", Build: func(p *ct.P) {
			p.Use("respond", "github.com/gorilla/websocket.Conn.WriteMessage", ct.By(p.Route("GET /ws")))
		}},
	})
}
