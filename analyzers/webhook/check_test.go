package webhook

import (
	"testing"

	ct "github.com/gostride/gostride/analyzers/checks/checktest"
	"github.com/gostride/gostride/dfd"
)

// hook is a route that does something with what it is sent, past the guards that a case gives it.
func hook(path string, before func(p *ct.P, e *dfd.EntryPoint) []any) func(*ct.P) {
	return func(p *ct.P) {
		e := p.Route(path)
		p.Use("read-all", "io.ReadAll", ct.Arg("value", ct.Input("body")), ct.By(e))
		var past []any
		if before != nil {
			past = before(p, e)
		}
		pay(p, e, past...)
	}
}

func pay(p *ct.P, e *dfd.EntryPoint, past ...any) {
	p.Use("sql", "database/sql.DB.Exec", ct.SQL("UPDATE orders SET paid = true WHERE id = $1"), ct.On(p.Store("postgresql", "PostgreSQL")), ct.By(e, past...))
}

func reads(header string) func(p *ct.P, e *dfd.EntryPoint) []any {
	return func(p *ct.P, e *dfd.EntryPoint) []any {
		p.Use("input", "net/http.Header.Get", ct.Attr("refines", "true"), ct.Arg("name", ct.Const(header)), ct.By(e))
		return nil
	}
}

// compared is a check of a header by a comparison, of the kind given ("" for ==).
func compared(header, kind string, more ...string) func(p *ct.P, e *dfd.EntryPoint) []any {
	return func(p *ct.P, e *dfd.EntryPoint) []any {
		for _, h := range append(more, header) {
			reads(h)(p, e)
		}
		opts := []func(*dfd.Guard){ct.Checks("value", ct.Join(ct.Input("header:"+header), ct.Config("SECRET")))}
		if kind != "" {
			opts = append(opts, ct.Decided(p.Use("compare", "crypto/hmac.Equal", ct.Attr("kind", kind), ct.By(e))))
		}
		return []any{p.Guard("auth", opts...)}
	}
}

func verified(symbol string) func(p *ct.P, e *dfd.EntryPoint) []any {
	return func(p *ct.P, e *dfd.EntryPoint) []any {
		u := p.Use("verify", symbol, ct.Attr("scheme", "signature"), ct.By(e))
		return []any{p.Guard("auth", ct.Decided(u))}
	}
}

const row = " Medium×High HIGH POST /hooks/stripe"

func TestUnsigned(t *testing.T) {
	open := []string{"webhook-signature open" + row}
	ask := []string{"webhook-signature to-confirm Medium×High MEDIUM POST /webhook"}
	front := func(others ...string) func(*ct.P) { // a header that middleware reads, in front of others as well
		return func(p *ct.P) {
			e := p.Route("POST /hooks/stripe")
			u := p.Use("input", "net/http.Header.Get", ct.Attr("refines", "true"), ct.Arg("name", ct.Const("Stripe-Signature")), ct.By(e))
			for _, name := range others {
				ct.By(p.Route(name))(u)
			}
			for n, r := range u.On {
				p.Chains[r.Entry].Links = append(p.Chains[r.Entry].Links, dfd.Link{Func: "web.signed"})
				ct.Begin(&u.On[n], "web.signed")
			}
			pay(p, e)
		}
	}
	ct.Run(t, Check, []ct.Case{
		{Name: "header that middleware reads", Build: front(), Want: open},
		{Name: "header that middleware reads, in front of another such route", Build: front("POST /hooks/other"), Want: open},
		{Name: "header that middleware reads, in front of pages as well", Build: front("GET /orders")},
		{Name: "header read and not compared", Build: hook("POST /hooks/stripe", reads("Stripe-Signature")), Want: open, Says: []string{"Stripe-Signature", "sql.DB.Exec"}},
		{Name: "event type of a library", Build: hook("POST /hooks/stripe", func(p *ct.P, e *dfd.EntryPoint) []any {
			into := ct.Origin("input", "body")
			into.Type = "github.com/stripe/stripe-go/v82.Event"
			p.Use("decode", "encoding/json.Decoder.Decode", ct.Arg("from", ct.Input("body")), ct.Arg("into", into), ct.By(e))
			return nil
		}), Want: open, Says: []string{"stripe-go.Event"}},
		{Name: "parsed by a library", Build: hook("POST /hooks/stripe", func(p *ct.P, e *dfd.EntryPoint) []any {
			p.Use("decode", "github.com/google/go-github/github.ParseWebHook", ct.Arg("from", ct.Input("body")), ct.By(e))
			return nil
		}), Want: open},
		{Name: "outcome ignored", Build: hook("POST /hooks/stripe", func(p *ct.P, e *dfd.EntryPoint) []any {
			verified("github.com/stripe/stripe-go/v82/webhook.ConstructEvent")(p, e)
			return nil
		}), Want: open},
		{Name: "checked after the change", Build: func(p *ct.P) {
			hook("POST /hooks/stripe", reads("X-Signature"))(p)
			g := compared("X-Signature", "constant-time")(p, p.EntryPoints[0])
			p.Use("respond", "w.Write", ct.By(p.EntryPoints[0], g[0]))
		}, Want: open},
		{Name: "checked on a sibling", Build: func(p *ct.P) {
			hook("POST /hooks/stripe", reads("X-Signature"))(p)
			hook("POST /hooks/b", compared("X-Signature", "constant-time"))(p)
		}, Want: []string{"webhook-signature open" + row, "webhook-signature mitigated Medium×High HIGH POST /hooks/b"}},
		{Name: "one change before, one after", Build: func(p *ct.P) {
			hook("POST /hooks/stripe", compared("X-Signature", "constant-time"))(p)
			pay(p, p.EntryPoints[0])
		}, Want: open},
		{Name: "signed by one of two services", Build: func(p *ct.P) {
			e := p.Route("POST /hooks/{service}")
			g := verified("github.com/stripe/stripe-go/v82/webhook.ConstructEvent")(p, e)
			p.Use("decode", "encoding/json.Unmarshal", ct.Arg("from", ct.Input("body:")), ct.By(e, g...))
			pay(p, e)
		}, Want: []string{"webhook-signature to-confirm Medium×High MEDIUM POST /hooks/{service}"}, Says: []string{"Which events get past"}},
		{Name: "compared, and nobody acts on it", Build: hook("POST /hooks/stripe", func(p *ct.P, e *dfd.EntryPoint) []any {
			p.Use("compare", "crypto/hmac.Equal", ct.Attr("kind", "constant-time"), ct.Arg("a", ct.Input("header:X-Hub-Signature-256")), ct.By(e))
			return reads("X-Hub-Signature-256")(p, e)
		}), Want: open},
		{Name: "compared by one of several ways", Build: hook("POST /hooks/stripe", func(p *ct.P, e *dfd.EntryPoint) []any {
			for _, header := range []string{"X-Hub-Signature-256", "X-Gitlab-Token"} {
				p.Use("compare", "crypto/hmac.Equal", ct.Attr("kind", "constant-time"), ct.Arg("a", ct.Input("header:"+header)), ct.By(e))
			}
			return reads("X-Hub-Signature-256")(p, e)
		}), Want: []string{"webhook-signature to-confirm Medium×High MEDIUM POST /hooks/stripe"}, Says: []string{"Which events get past"}},
		{Name: "only the path says so", Build: hook("POST /webhook", nil), Want: ask, Says: []string{"Its path says webhook"}},
		{Name: "a library that was not looked into", Build: func(p *ct.P) {
			hook("POST /webhook", reads("X-Signature"))(p)
			p.Unresolved = []*dfd.Unresolved{{ID: "x", EntryPoints: []string{"POST /webhook"}}}
		}, Want: ask},
	})
}

func TestSigned(t *testing.T) {
	held := "webhook-signature mitigated" + row
	low := func(rule string) []string { return []string{held, rule + " open Low×Medium LOW POST /hooks/stripe"} }
	ct.Run(t, Check, []ct.Case{
		{Name: "library", Build: hook("POST /hooks/stripe", verified("github.com/stripe/stripe-go/v82/webhook.ConstructEvent")), Want: []string{held}},
		{Name: "by hand", Build: hook("POST /hooks/stripe", compared("X-Hub-Signature-256", "constant-time")), Want: []string{held}},
		{Name: "secret in a header", Build: hook("POST /hooks/stripe", compared("X-Gitlab-Token", "constant-time")), Want: []string{held}},
		{Name: "by ==", Build: hook("POST /hooks/stripe", compared("X-Hub-Signature-256", "")), Want: low("webhook-compare"), Says: []string{"hmac.Equal"}},
		{Name: "by bytes.Equal", Build: hook("POST /hooks/stripe", compared("X-Hub-Signature-256", "plain")), Want: low("webhook-compare")},
		{Name: "tolerance ignored", Build: hook("POST /hooks/stripe", verified("github.com/stripe/stripe-go/v82/webhook.ConstructEventIgnoringTolerance")), Want: low("webhook-replay")},
		{Name: "time signed and not looked at", Build: hook("POST /hooks/stripe", compared("X-Slack-Signature", "constant-time", "X-Slack-Request-Timestamp")), Want: low("webhook-replay")},
		{Name: "time compared", Build: hook("POST /hooks/stripe", func(p *ct.P, e *dfd.EntryPoint) []any {
			return append(compared("X-Slack-Signature", "constant-time", "X-Slack-Request-Timestamp")(p, e), p.Guard("recent"))
		}), Want: []string{held}},
	})
}

func TestSilence(t *testing.T) {
	ct.Run(t, Check, []ct.Case{
		{Name: "settings of webhooks, behind a session", Build: func(p *ct.P) {
			e := p.Route("POST /api/webhook", p.Guard("auth", func(g *dfd.Guard) { g.Scheme = "session" }))
			p.Use("read-all", "io.ReadAll", ct.Arg("value", ct.Input("body")), ct.By(e))
			pay(p, e)
		}},
		{Name: "an API with a token", Build: func(p *ct.P) { pay(p, p.Route("POST /orders", p.JWT(nil))) }},
		{Name: "another header", Build: hook("POST /orders", reads("X-Request-Id"))},
		{Name: "nothing is done with it", Build: func(p *ct.P) { reads("X-Signature")(p, p.Route("POST /hooks/stripe")) }},
		{Name: "GET", Build: hook("GET /webhook", reads("X-Signature"))},
		{Name: "form of a site", Build: hook("POST /hooks", nil)},
		{Name: "only this host", Build: func(p *ct.P) {
			p.Listeners[0].Exposure = "local"
			hook("POST /webhook", reads("X-Signature"))(p)
		}},
	})
}
