package weakrandom

import (
	"testing"

	ct "github.com/gostride/gostride/analyzers/checks/checktest"
	"github.com/gostride/gostride/dfd"
)

func made(role, arg string, v *dfd.Value) func(*ct.P) {
	return func(p *ct.P) { p.Use(role, "x.Call", ct.Arg(arg, v), ct.By(p.Route("POST /login"))) }
}

func TestSecrets(t *testing.T) {
	weak := ct.Origin("fresh", "weak-random")
	open := []string{"weak-random open Medium×High HIGH POST /login"}
	ct.Run(t, Check, []ct.Case{
		{Name: "cookie", Build: made("set-cookie", "value", weak), Want: open, Says: []string{"The cookie of POST /login"}},
		{Name: "key", Build: made("sign", "key", weak), Want: open},
		{Name: "key of a cipher", Build: made("encrypt", "key", ct.Join(weak, ct.Const("salt"))), Want: open},
		{Name: "code by mail", Build: made("mail", "body", ct.Join(ct.Text("Your code is {}"), weak)), Want: open},
		{Name: "code by SMS", Build: made("sms", "body", weak), Want: open},
		{Name: "one of many things that are mailed", Build: made("mail", "body", &dfd.Value{Origins: weak.Origins, Many: true, Unknown: true}),
			Want: []string{"weak-random to-confirm Medium×High MEDIUM POST /login"}, Says: []string{"only names something"}},
		{Name: "strong", Build: made("set-cookie", "value", ct.Origin("fresh", "random"))},
		{Name: "strong beside weak", Build: made("set-cookie", "value", ct.Join(weak, ct.Origin("fresh", "uuid")))},
		{Name: "signed", Build: made("set-cookie", "value", ct.Join(weak, ct.Origin("secret", "token")))},
		{Name: "key of an object", Build: made("object", "key", weak)},
		{Name: "answer", Build: made("respond", "body", weak)},
		{Name: "nothing reaches it", Build: func(p *ct.P) { p.Use("sign", "x", ct.Arg("key", weak)) }},
	})
}
