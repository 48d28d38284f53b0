package errleak

import (
	"testing"

	ct "github.com/gostride/gostride/analyzers/checks/checktest"
	"github.com/gostride/gostride/dfd"
)

const (
	httpError = "net/http.Error"
	putObject = "github.com/aws/aws-sdk-go-v2/service/s3.Client.PutObject"
)

// answer builds an upload that answers an error with the given bodies.
func answer(bodies ...*dfd.Value) func(*ct.P) {
	return func(p *ct.P) {
		up := p.Route("POST /upload")
		put := p.Use("object", putObject, ct.Op("write"), ct.On(p.Store("s3", "S3")), ct.By(up))
		for _, b := range bodies {
			p.Use("respond", httpError, ct.Attr("kind", "error"), ct.Arg("body", b), ct.Func("web.(*Handler).Upload"), ct.ByFailure(up, put))
		}
		p.Use("log", "log/slog.Error", ct.Arg("fields", failed(putObject)), ct.ByFailure(up, put))
		p.Use("respond", "w.Write", ct.Attr("kind", "json"), ct.Arg("body", ct.Fresh()), ct.By(up, put))
	}
}

// told is an upload that answers errors with a fixed text, asks something else, and answers something.
func told(role string, v *dfd.Value) func(*ct.P) {
	return func(p *ct.P) {
		answer(ct.Const("internal error"))(p)
		p.Use(role, "push.Send", ct.By(p.EntryPoints[0]))
		p.Use("respond", "encoding/json.Encoder.Encode", ct.Attr("kind", "json"), ct.Arg("body", v), ct.By(p.EntryPoints[0]))
	}
}

// header is an upload that answers a fixed text, and sets a header.
func header(v *dfd.Value) func(*ct.P) {
	return func(p *ct.P) {
		answer(ct.Const("internal error"))(p)
		p.Use("set-header", "net/http.Header.Set", ct.Arg("value", v), ct.Func("web.(*Handler).Upload"), ct.By(p.EntryPoints[0]))
	}
}

// writing is an upload that answers, at one place, and then tells what failed there.
func writing(name string) func(*ct.P) {
	return func(p *ct.P) {
		up := p.Route("POST /upload")
		u := p.Use("respond", "io.WriteString", ct.Arg("body", ct.Const("ok")), ct.By(up))
		v := failed(name)
		v.Origins[0].Place = u.Place
		p.Use("respond", httpError, ct.Attr("kind", "error"), ct.Arg("body", v), ct.Func("web.(*Handler).Upload"), ct.By(up))
	}
}

// reading is an upload that tells what failed where something was read to its end.
func reading(what *dfd.Value) func(*ct.P) {
	return func(p *ct.P) {
		up := p.Route("POST /upload")
		u := p.Use("read-all", "io.ReadAll", ct.Arg("value", what), ct.By(up))
		v := failed("io.ReadAll")
		v.Origins[0].Place = u.Place
		p.Use("respond", httpError, ct.Attr("kind", "error"), ct.Arg("body", v), ct.Func("web.(*Handler).Upload"), ct.By(up))
	}
}

// encodes is an upload that answers with an error as a value, in JSON.
func encodes(name string) func(*ct.P) {
	return func(p *ct.P) {
		answer(failed(name))(p)
		for _, u := range p.Uses {
			if u.Role == "respond" && u.Attr["kind"] == "error" {
				u.Attr["kind"], u.Attr["encodes"] = "json", "error"
			}
		}
	}
}

func failed(name string) *dfd.Value { return ct.Origin("error", name) }

func TestText(t *testing.T) {
	open := "error-leak open Medium×Low LOW POST /upload"
	held := "error-leak mitigated Medium×Low LOW POST /upload"
	ct.Run(t, Check, []ct.Case{
		{Name: "nothing of a body is sent", Build: func(p *ct.P) {
			e := p.Route("HEAD /upload")
			p.Use("respond", httpError, ct.Attr("kind", "error"), ct.Arg("body", failed(putObject)), ct.By(e))
		}},
		{Name: "what fails where the body is read", Build: reading(ct.Input("body:"))},
		{Name: "where something else is read", Build: reading(ct.Origin("store", "filesystem")), Want: []string{open}},
		{Name: "where either is read", Build: reading(ct.Join(ct.Input("body:"), ct.Origin("external", "http"))), Want: []string{open}},
		{Name: "the error itself in JSON, which may hold nothing", Build: encodes("gorm.io/gorm.DB.Error"), Want: []string{"error-leak to-confirm Medium×Low LOW POST /upload"}, Says: []string{"not its text"}},
		{Name: "the error itself in JSON, which names the path", Build: encodes("path/filepath.Walk"), Want: []string{open}},
		{Name: "a request of the caller's to sign a certificate", Build: answer(failed("crypto/x509.CertificateRequest.CheckSignature")), Want: []string{held}},
		{Name: "what fails is the answer", Build: writing("io.WriteString")},
		{Name: "what fails there is something else", Build: writing("os.Open"), Want: []string{open}, Says: []string{"os.Open"}},
		{Name: "a page is rendered afterwards", Build: func(p *ct.P) {
			e := p.Route("GET /login")
			p.Use("respond", "net/http.Error", ct.Attr("kind", "error"), ct.Arg("body", ct.Const("no")), ct.By(e))
			p.Use("respond", "github.com/beego/beego/v2/server/web.Controller.TplName", ct.Attr("kind", "page"), ct.By(e))
			p.Use("sql", "database/sql.DB.Query", ct.On(p.Store("postgresql", "db")), ct.By(e))
		}},
		{Name: "a library answers", Build: func(p *ct.P) {
			e := p.Route("GET /login")
			p.Use("respond", "net/http.Error", ct.Attr("kind", "error"), ct.Arg("body", ct.Const("no")), ct.By(e))
			p.Use("sql", "database/sql.DB.Query", ct.On(p.Store("postgresql", "db")), ct.By(e))
			p.Chains[e.ID].Answers = []dfd.Place{{File: "web/x.go", Line: 1}}
		}},
		{Name: "error text", Build: answer(failed(putObject)), Want: []string{open}, Says: []string{"s3.Client.PutObject", "web.(*Handler).Upload"}},
		{Name: "wrapped error text", Build: answer(ct.Join(ct.Text("store file {}: {}"), failed(putObject))), Want: []string{open}},
		{Name: "one of several", Build: answer(ct.Const("quota exceeded"), failed("github.com/jackc/pgx/v5/pgxpool.Pool.Exec")), Want: []string{open}, Says: []string{"pgxpool.Pool.Exec"}},
		{Name: "error of an unknown call", Build: answer(&dfd.Value{Origins: []dfd.Origin{{Kind: "error", Place: dfd.Place{File: "web/x.go", Line: 3}}}}), Want: []string{open}, Says: []string{"an inner error"}},
		{Name: "error of one of many callers, behind something that may fail", Build: answer(&dfd.Value{Origins: []dfd.Origin{{Kind: "error"}}, Unknown: true, Many: true}), Want: []string{"error-leak to-confirm Medium×Low LOW POST /upload"}},
		{Name: "error of one of many callers", Build: func(p *ct.P) {
			p.Use("respond", httpError, ct.Attr("kind", "error"), ct.Arg("body", &dfd.Value{Origins: []dfd.Origin{{Kind: "error"}}, Unknown: true, Many: true}), ct.By(p.Route("POST /upload")))
		},
			Want: []string{"error-leak to-confirm Medium×Low LOW POST /upload"}, Says: []string{"More callers share it"}},
		{Name: "a shared answer beside one of its own", Build: answer(&dfd.Value{Origins: []dfd.Origin{{Kind: "error"}}, Unknown: true, Many: true}, failed(putObject)), Want: []string{open}},
		{Name: "file system", Build: answer(ct.Join(failed("os.Open"), failed("strconv.Atoi"))), Want: []string{open}},
		{Name: "fixed texts", Build: answer(ct.Const("quota exceeded"), ct.Const("internal error")), Want: []string{held}, Says: []string{"slog.Error"}},
		{Name: "fixed texts, and what a third party said of each", Build: told("call", &dfd.Value{Type: "[]" + ct.Module + "/push.Outcome"})},
		{Name: "fixed texts, and what could not be followed of a third party", Build: told("call", ct.Opaque())},
		{Name: "fixed texts, and a record of the program's own store", Build: told("sql", &dfd.Value{Type: ct.Module + "/push.Outcome"}), Want: []string{held}},
		{Name: "fixed texts, and what a third party is asked, unsaid", Build: told("call", ct.Const("ok")), Want: []string{held}},
		{Name: "fixed texts, and the error in a header", Build: header(failed(putObject)), Want: []string{open}, Says: []string{"s3.Client.PutObject"}},
		{Name: "fixed texts, and what many callers pass in a header", Build: header(&dfd.Value{Origins: []dfd.Origin{{Kind: "error"}}, Unknown: true, Many: true}), Want: []string{"error-leak to-confirm Medium×Low LOW POST /upload"}},
		{Name: "fixed texts, and one in a header", Build: header(ct.Const("retry")), Want: []string{held}},
		{Name: "fixed texts, and an error of the program's own in a header", Build: header(failed(ct.Module + "/files.ErrQuota")), Want: []string{held}},
		{Name: "the program's own error", Build: answer(failed(ct.Module + "/internal/files.ErrQuota")), Want: []string{held}},
		{Name: "error about the input", Build: answer(failed("encoding/json.Decoder.Decode")), Want: []string{held}},
		{Name: "something not followed", Build: answer(ct.Opaque())},
		{Name: "only its type is known", Build: answer(&dfd.Value{Type: ct.Module + "/web.errorResponse"})},
		{Name: "only middleware answers", Build: func(p *ct.P) { // the handler is a library's, and tells what it likes
			g := p.JWT(nil)
			e := p.Route("POST /graphql", g)
			put := p.Use("object", putObject, ct.Op("write"), ct.On(p.Store("s3", "S3")), ct.By(e))
			u := p.Use("respond", httpError, ct.Attr("kind", "error"), ct.Arg("body", ct.Const("no")), ct.ByFailure(e, put))
			ct.Begin(&u.On[0], g.Place.Func)
		}},
		{Name: "gin's list of errors", Build: func(p *ct.P) {
			up := p.Route("POST /upload")
			put := p.Use("object", putObject, ct.Op("write"), ct.On(p.Store("s3", "S3")), ct.By(up))
			p.Use("abort", "github.com/gin-gonic/gin.Context.AbortWithError", ct.ByFailure(up, put))
		}},
		{Name: "framework that answers returned errors", Build: func(p *ct.P) {
			up := p.Route("POST /upload")
			put := p.Use("object", putObject, ct.Op("write"), ct.On(p.Store("s3", "S3")), ct.By(up))
			p.Use("respond", "github.com/gofiber/fiber/v2.Ctx.SendString", ct.Arg("body", ct.Const("no")), ct.ByFailure(up, put))
		}},
		{Name: "status alone", Build: func(p *ct.P) {
			up := p.Route("POST /upload")
			put := p.Use("object", putObject, ct.Op("write"), ct.On(p.Store("s3", "S3")), ct.By(up))
			p.Use("abort", "github.com/gin-gonic/gin.Context.AbortWithStatus", ct.ByFailure(up, put))
		}, Want: []string{held}},
		{Name: "nothing inside to tell of", Build: func(p *ct.P) {
			p.Use("respond", httpError, ct.Attr("kind", "error"), ct.Arg("body", ct.Const("no")), ct.ByFailure(p.Route("GET /")))
		}},
		{Name: "no error is answered", Build: func(p *ct.P) {
			p.Use("respond", "w.Write", ct.Arg("body", ct.Const("ok")), ct.By(p.Route("GET /")))
		}},
		{Name: "job", Build: func(p *ct.P) {
			p.Use("respond", "w.Write", ct.Arg("body", failed(putObject)), ct.By(p.Job("@daily")))
		}},
	})
}

func TestStack(t *testing.T) {
	ct.Run(t, Check, []ct.Case{
		{Name: "stack in the answer", Build: answer(failed("runtime/debug.Stack")),
			Want: []string{"stack-leak open Medium×Medium MEDIUM POST /upload"}},
		{Name: "stack in the log", Build: func(p *ct.P) {
			p.Use("log", "log.Print", ct.Arg("message", failed("runtime/debug.Stack")), ct.By(p.Route("GET /")))
		}},
	})
}
