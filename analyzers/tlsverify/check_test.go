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
		p.Use("option", symbol, opts...)
	}
}

func TestSettings(t *testing.T) {
	const skip = "crypto/tls.Config.InsecureSkipVerify"
	open := []string{"tls-verify-off open Medium×High HIGH POST /hook"}
	ct.Run(t, Check, []ct.Case{
		{Name: "off", Build: setting(skip, ct.Const("true")), Want: open, Says: []string{"tls.Config.InsecureSkipVerify"}},
		{Name: "off at times", Build: setting(skip, ct.Text("false", "true")), Want: open},
		{Name: "off by default", Build: setting(skip, ct.Join(ct.Config("SKIP"), ct.Const("true"))), Want: open},
		{Name: "any host key", Build: setting("golang.org/x/crypto/ssh.InsecureIgnoreHostKey", nil), Want: open},
		{Name: "a setting decides", Build: setting(skip, ct.Config("SKIP")), Want: []string{"tls-verify-off to-confirm Medium×High MEDIUM POST /hook"}, Says: []string{"SKIP"}},
		{Name: "at start-up", Build: func(p *ct.P) {
			p.Route("GET /")
			p.Use("option", skip, ct.Arg("value", ct.Const("true")), ct.AtStart())
		}, Want: []string{"tls-verify-off open Medium×High HIGH"}},
		{Name: "on", Build: setting(skip, ct.Const("false"))},
		{Name: "on by default", Build: setting(skip, ct.Join(ct.Config("SKIP"), ct.Const("false")))},
		{Name: "nothing reaches it", Build: func(p *ct.P) { p.Use("option", skip, ct.Arg("value", ct.Const("true"))) }},
		{Name: "another setting", Build: setting("crypto/tls.Config.MinVersion", ct.Const("true"))},
		{Name: "not known", Build: setting(skip, ct.Opaque())},
	})
}
