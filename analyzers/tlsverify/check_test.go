package tlsverify

import (
	"testing"

	ct "github.com/gostride/gostride/analyzers/checks/checktest"
	"github.com/gostride/gostride/dfd"
)

func setting(symbol string, v *dfd.Value) func(*ct.P) {
	return func(p *ct.P) {
		opts := []ct.Opt{ct.By(p.Route("POST /hook"))}
		if v != nil {
			opts = append(opts, ct.Arg("value", v))
		}
		p.Use("setting", symbol, opts...)
	}
}

func callback(answer *dfd.Value) func(*ct.P) {
	return func(p *ct.P) {
		p.Use("setting", "golang.org/x/crypto/ssh.ClientConfig.HostKeyCallback", ct.Arg("answer", answer), ct.By(p.Route("POST /hook")))
	}
}

func TestSettings(t *testing.T) {
	const skip = "crypto/tls.Config.InsecureSkipVerify"
	open := []string{"tls-verify-off open Medium×High HIGH POST /hook"}
	ct.Run(t, Check, []ct.Case{
		{Name: "off", Build: setting(skip, ct.Const("true")), Want: open, Says: []string{"tls.Config.InsecureSkipVerify"}},
		{Name: "off for some callers", Build: setting(skip, ct.Text("false", "true")), Want: []string{"tls-verify-off to-confirm Medium×High MEDIUM POST /hook"}, Says: []string{"Who sets the value"}},
		{Name: "off by default", Build: setting(skip, ct.Join(ct.Config("SKIP"), ct.Const("true"))), Want: open},
		{Name: "beside a certificate of its own", Build: func(p *ct.P) {
			p.Use("setting", skip, ct.Arg("value", ct.Const("true")), ct.Attr("beside", "certificate"), ct.By(p.Route("POST /hook")))
		}, Want: []string{"tls-verify-off to-confirm Medium×High MEDIUM POST /hook"}, Says: []string{"configuration of a server"}},
		{Name: "any host key", Build: setting("golang.org/x/crypto/ssh.InsecureIgnoreHostKey", nil), Want: open},
		{Name: "a setting decides", Build: setting(skip, ct.Config("SKIP")), Want: []string{"tls-verify-off to-confirm Medium×High MEDIUM POST /hook"}, Says: []string{"SKIP"}},
		{Name: "a setting, off by default, and somebody's own switch", Build: setting(skip, ct.Join(ct.Config("SKIP"), ct.Text("false", "true"))), Want: []string{"tls-verify-off to-confirm Medium×High MEDIUM POST /hook"}, Says: []string{"SKIP"}},
		{Name: "a comparison decides", Build: setting(skip, ct.Join(ct.Origin("compare", ""), ct.Const("false"))), Want: []string{"tls-verify-off to-confirm Medium×High MEDIUM POST /hook"},
			Says: []string{"Who sets the value"}},
		{Name: "kept in a row", Build: setting(skip, ct.Join(ct.Origin("store", "mysql"), ct.Const("true"))),
			Want: []string{"tls-verify-off to-confirm Medium×High MEDIUM POST /hook"}, Says: []string{"kept for the connection"}},
		{Name: "a field decides", Build: func(p *ct.P) {
			setting(skip, ct.Const("true"))(p)
			p.Uses[0].Attr["if"] = "ignoreTLSErrors"
		}, Want: []string{"tls-verify-off to-confirm Medium×High MEDIUM POST /hook"}, Says: []string{"Who sets `ignoreTLSErrors`"}},
		{Name: "at start-up", Build: func(p *ct.P) {
			p.Route("GET /")
			p.Use("setting", skip, ct.Arg("value", ct.Const("true")), ct.AtStart())
		}, Want: []string{"tls-verify-off open Medium×High HIGH"}},
		{Name: "host key callback that says yes", Build: callback(ct.Text("nil")), Want: open, Says: []string{"ssh.ClientConfig.HostKeyCallback"}},
		{Name: "host key callback that looks", Build: callback(ct.Opaque())},
		{Name: "pinned by a function of its own", Build: func(p *ct.P) {
			setting(skip, ct.Const("true"))(p)
			p.Use("setting", "crypto/tls.Config.VerifyConnection", ct.Arg("answer", ct.Opaque()), ct.AtStart())
			p.Uses[1].Place.Func = p.Uses[0].Place.Func
		}},
		{Name: "a function of its own that says yes", Build: func(p *ct.P) {
			setting(skip, ct.Const("true"))(p)
			p.Use("setting", "crypto/tls.Config.VerifyPeerCertificate", ct.Arg("answer", ct.Text("nil")), ct.AtStart())
			p.Uses[1].Place.Func = p.Uses[0].Place.Func
		}, Want: open},
		{Name: "on", Build: setting(skip, ct.Const("false"))},
		{Name: "on by default", Build: setting(skip, ct.Join(ct.Config("SKIP"), ct.Const("false")))},
		{Name: "nothing reaches it", Build: func(p *ct.P) { p.Use("setting", skip, ct.Arg("value", ct.Const("true"))) }},
		{Name: "another setting", Build: setting("crypto/tls.Config.ServerName", ct.Const("true"))},
		{Name: "not known", Build: setting(skip, ct.Opaque())},
	})
}

func TestVersions(t *testing.T) {
	version := func(v *dfd.Value) func(*ct.P) {
		return func(p *ct.P) {
			p.Use("setting", "crypto/tls.Config.MinVersion", ct.Attr("kind", "tls-version"), ct.Arg("value", v), ct.By(p.Route("POST /hook")))
		}
	}
	ct.Run(t, Check, []ct.Case{
		{Name: "TLS 1.0", Build: version(ct.Const("769")), Want: []string{"tls-old-version open Low×Medium LOW POST /hook"}, Says: []string{"tls.Config.MinVersion"}},
		{Name: "TLS 1.1 at times", Build: version(ct.Text("770", "772")), Want: []string{"tls-old-version to-confirm Low×Medium LOW POST /hook"}, Says: []string{"Who chooses"}},
		{Name: "one old version or another", Build: version(ct.Text("769", "770")), Want: []string{"tls-old-version open Low×Medium LOW POST /hook"}},
		{Name: "TLS 1.2", Build: version(ct.Const("771"))},
		{Name: "an old one by default", Build: version(ct.Join(ct.Config("MIN_TLS"), ct.Const("769"))), Want: []string{"tls-old-version to-confirm Low×Medium LOW POST /hook"}, Says: []string{"MIN_TLS"}},
		{Name: "a setting", Build: version(ct.Config("MIN_TLS"))},
		{Name: "nothing reaches it", Build: func(p *ct.P) {
			p.Use("setting", "crypto/tls.Config.MinVersion", ct.Attr("kind", "tls-version"), ct.Arg("value", ct.Const("769")))
		}},
	})
}
