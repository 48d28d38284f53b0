package bodylimit

import (
	"testing"

	ct "github.com/gostride/gostride/analyzers/checks/checktest"
	"github.com/gostride/gostride/dfd"
)

func decode(name string, more func(p *ct.P) []*dfd.Guard, opts ...ct.Opt) func(*ct.P) {
	return func(p *ct.P) {
		var gates []*dfd.Guard
		if more != nil {
			gates = more(p)
		}
		e := p.Route(name, gates...)
		all := append([]ct.Opt{ct.Arg("from", ct.Input("body:")), ct.By(e)}, opts...)
		p.Use("decode", "encoding/json.Decoder.Decode", all...)
	}
}

func limit(value string, body *dfd.Value) func(p *ct.P) []*dfd.Guard {
	return func(p *ct.P) []*dfd.Guard {
		g := p.Guard("bodylimit", ct.Valued(value))
		if body != nil {
			g.Args = map[string]*dfd.Value{"body": body}
		}
		return []*dfd.Guard{g}
	}
}

// mail is a server that reads each mail to its end, with a setting of that size.
func mail(path, size string) func(*ct.P) {
	return func(p *ct.P) {
		e := p.Route("POST /login")
		e.Kind, e.Method, e.Path = "tcp", "", path
		p.Use("read-all", "io.ReadAll", ct.Arg("value", ct.Input("message:")), ct.By(e))
		p.Use("decode", "io.ReadAll", ct.Arg("from", ct.Input("body:")), ct.By(e))
		p.Use("setting", "github.com/emersion/go-smtp.Server.MaxMessageBytes", ct.Attr("kind", "message-size"), ct.Arg("value", ct.Const(size)), ct.AtStart())
	}
}

func TestBodies(t *testing.T) {
	open := []string{"unbounded-body open Medium×Medium MEDIUM POST /login"}
	held := []string{"unbounded-body mitigated Medium×Medium MEDIUM POST /login"}
	ct.Run(t, Check, []ct.Case{
		{Name: "mails of a size that is set", Build: mail("smtp :25 DATA", "1048576"), Want: []string{"unbounded-body to-confirm Medium×Medium MEDIUM POST /login"}},
		{Name: "mails of any size", Build: mail("smtp :25 DATA", "0"), Want: open},
		{Name: "no mails, beside such a server", Build: mail("ssh :22", "1048576"), Want: open},
		{Name: "decoded", Build: decode("POST /login", nil), Want: open, Says: []string{"json.Decoder.Decode", "http.MaxBytesReader"}},
		{Name: "copied into a buffer", Build: func(p *ct.P) {
			into := ct.Input("body:")
			into.Type = "bytes.Buffer"
			p.Use("decode", "io.Copy", ct.Attr("kind", "copy"), ct.Arg("from", ct.Input("body:")), ct.Arg("into", into), ct.By(p.Route("POST /login")))
		}, Want: open},
		{Name: "copied to nobody", Build: func(p *ct.P) {
			into := ct.Input("body:")
			into.Type = "io.Writer"
			p.Use("decode", "io.Copy", ct.Attr("kind", "copy"), ct.Arg("from", ct.Input("body:")), ct.Arg("into", into), ct.By(p.Route("POST /login")))
		}},
		{Name: "bound by a framework", Build: func(p *ct.P) {
			p.Use("input", "gin.Context.ShouldBindJSON", ct.Attr("from", "body"), ct.By(p.Route("POST /login")))
		}, Want: open},
		{Name: "read to its end", Build: func(p *ct.P) {
			p.Use("read-all", "io.ReadAll", ct.Arg("value", ct.Input("body:")), ct.By(p.Route("POST /login")))
		}, Want: open},
		{Name: "limit of 1 GiB", Build: decode("POST /login", limit("1 GiB", nil)), Want: open, Says: []string{"above 64 MiB"}},
		{Name: "limit on something else", Build: decode("POST /login", limit("1 MiB", ct.Origin("external", "api"))), Want: open},
		{Name: "one row for many", Build: func(p *ct.P) {
			decode("POST /a", nil)(p)
			decode("PUT /b", nil)(p)
		}, Want: []string{"unbounded-body open Medium×Medium MEDIUM POST /a, PUT /b"}},
		{Name: "limited", Build: decode("POST /login", limit("1048576", nil)), Want: held, Says: []string{"1 MiB"}},
		{Name: "limit on the body itself", Build: decode("POST /login", limit("1048576", ct.Input("body:"))), Want: held},
		{Name: "limit from a setting", Build: decode("POST /login", func(p *ct.P) []*dfd.Guard {
			return []*dfd.Guard{p.Guard("bodylimit", ct.Checks("limit", ct.Config("MAX_BODY")))}
		}), Want: []string{"unbounded-body to-confirm Medium×Medium MEDIUM POST /login"}},
		{Name: "call that limits by itself", Build: decode("POST /login", nil, ct.Attr("read_limit", "10485760"))},
		{Name: "access to the field", Build: func(p *ct.P) {
			p.Use("input", "net/http.Request.Body", ct.Attr("from", "body"), ct.By(p.Route("POST /login")))
		}},
		{Name: "query", Build: func(p *ct.P) {
			p.Use("input", "gin.Context.Query", ct.Attr("from", "query"), ct.By(p.Route("POST /login")))
		}},
		{Name: "read of something else", Build: func(p *ct.P) {
			p.Use("read-all", "io.ReadAll", ct.Arg("value", ct.Origin("external", "api")), ct.By(p.Route("POST /login")))
		}},
		{Name: "a field of what was read before", Build: func(p *ct.P) {
			p.Use("decode", "encoding/json.Unmarshal", ct.Arg("from", ct.Input("body:settings")), ct.By(p.Route("POST /login")))
		}},
		{Name: "a body, or what a store holds", Build: func(p *ct.P) {
			p.Use("decode", "encoding/json.Unmarshal", ct.Arg("from", ct.Join(ct.Input("body:"), ct.Origin("store", "users"))), ct.By(p.Route("POST /login")))
		}},
		{Name: "an answer of another service, or a body", Build: func(p *ct.P) {
			p.Use("read-all", "io.ReadAll", ct.Arg("value", ct.Join(ct.Input("body:"), ct.Origin("external", "api"))), ct.By(p.Route("POST /login")))
		}},
		{Name: "for some requests", Build: decode("POST /login", func(p *ct.P) []*dfd.Guard {
			g := p.Guard("switched", ct.Valued("bodylimit"))
			g.Library = true
			return []*dfd.Guard{g}
		}), Want: []string{"unbounded-body to-confirm Medium×Medium MEDIUM POST /login"}},
		{Name: "get", Build: decode("GET /login", nil)},
		{Name: "upload that is stored", Build: func(p *ct.P) {
			e := p.Route("POST /upload")
			p.Use("input", "net/http.Request.FormFile", ct.Attr("from", "file"), ct.By(e))
			p.Use("object", "PutObject", ct.Op("write"), ct.On(p.Store("s3", "S3")), ct.Arg("body", ct.Input("file:file")), ct.By(e))
		}},
	})
}
