package secretslog

import (
	"testing"

	ct "github.com/gostride/gostride/analyzers/checks/checktest"
	"github.com/gostride/gostride/dfd"
)

func log(arg string, v *dfd.Value) func(*ct.P) {
	return func(p *ct.P) { p.Use("log", "log.Printf", ct.Arg(arg, v), ct.By(p.Route("POST /login"))) }
}

func TestLogs(t *testing.T) {
	open := []string{"secret-logged open Low×High MEDIUM POST /login"}
	ct.Run(t, Check, []ct.Case{
		{Name: "token made here", Build: log("fields", ct.Origin("secret", "token")), Want: open, Says: []string{"holds the token", "log.Printf"}},
		{Name: "Authorization", Build: log("fields", ct.Input("header:Authorization")), Want: open},
		{Name: "in the message", Build: log("message", ct.Input("header:authorization", "lower")), Want: open},
		{Name: "beside what is harmless", Build: log("fields", ct.Join(ct.Input("header:User-Agent"), ct.Input("header:Authorization"))), Want: open},
		{Name: "all headers", Build: log("fields", ct.Input("header:")), Want: []string{"secret-logged to-confirm Low×High MEDIUM POST /login"}},
		{Name: "the name of a basic credential", Build: log("fields", ct.Input("header:Authorization", "username"))},
		{Name: "cookie", Build: log("fields", ct.Input("cookie:sid")), Want: open},
		{Name: "a field of what a cookie holds", Build: log("fields", ct.Input("cookie:sid", "inner")), Want: []string{"secret-logged to-confirm Low×High MEDIUM POST /login"}, Says: []string{"the part of the cookie"}},
		{Name: "a letter", Build: log("fields", ct.Input("header:Authorization", "letter")), Want: []string{"secret-logged to-confirm Low×High MEDIUM POST /login"}},
		{Name: "a cookie, and a field of it", Build: log("fields", ct.Join(ct.Input("cookie:sid", "inner"), ct.Input("cookie:sid"))), Want: open},
		{Name: "what somebody likes", Build: log("fields", ct.Input("cookie:lang"))},
		{Name: "hashed", Build: log("fields", ct.Input("cookie:sid", "hash"))},
		{Name: "another header", Build: log("fields", ct.Input("header:User-Agent"))},
		{Name: "identity", Build: log("fields", ct.User())},
		{Name: "error", Build: log("fields", ct.Origin("error", "os.Open"))},
		{Name: "whether there is one", Build: log("fields", ct.Input("header:Authorization", "bool"))},
		{Name: "one of what many callers log", Build: log("fields", &dfd.Value{Origins: ct.Origin("secret", "").Origins, Many: true, Unknown: true}),
			Want: []string{"secret-logged to-confirm Low×High MEDIUM POST /login"}, Says: []string{"More callers"}},
		{Name: "link", Build: log("fields", ct.Origin("presigned", "s3"))},
	})
}
