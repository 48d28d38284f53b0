package dirlisting

import (
	"testing"

	ct "github.com/gostride/gostride/analyzers/checks/checktest"
	"github.com/gostride/gostride/dfd"
)

func serve(symbol string, opts ...ct.Opt) func(*ct.P) {
	return func(p *ct.P) {
		all := append([]ct.Opt{ct.Op("read"), ct.Attr("kind", "serve"), ct.On(p.Store("filesystem", "files")), ct.By(p.Route("GET /files/{path...}"))}, opts...)
		p.Use("file", symbol, all...)
	}
}

var yes = ct.Attr("listing", "yes")

func TestFolders(t *testing.T) {
	open := []string{"directory-listing open Medium×Low LOW GET /files/{path...}"}
	dir := ct.Arg("fs", ct.Const("./public"))
	ct.Run(t, Check, []ct.Case{
		{Name: "http.FileServer", Build: serve("net/http.FileServer", yes, dir), Want: open, Says: []string{"`./public`", "http.FileServer"}},
		{Name: "gin.StaticFS over http.Dir", Build: serve("github.com/gin-gonic/gin.RouterGroup.StaticFS", yes, dir), Want: open},
		{Name: "fiber with Browse", Build: serve("github.com/gofiber/fiber/v2.App.Static", ct.Arg("dir", ct.Const("./public")), ct.Arg("listing", ct.Const("true"))), Want: open, Says: []string{"switch the list"}},
		{Name: "fasthttp with GenerateIndexPages", Build: serve("github.com/valyala/fasthttp.FS.NewRequestHandler", ct.Arg("listing", ct.Const("true"))), Want: open},
		{Name: "folder from a setting", Build: serve("net/http.FileServer", yes, ct.Arg("fs", ct.Config("env:DATA"))), Want: open, Says: []string{"DATA"}},
		{Name: "where uploads are stored", Build: func(p *ct.P) {
			serve("net/http.FileServer", yes, dir)(p)
			p.Use("file", "os.WriteFile", ct.Op("write"), ct.On(p.Store("filesystem", "files")), ct.Arg("path", ct.Text("public/{}")), ct.Arg("body", ct.Input("file:f")), ct.By(p.Route("POST /upload")))
		}, Want: []string{"directory-listing open Medium×Medium MEDIUM GET /files/{path...}"}, Says: []string{"os.WriteFile"}},
		{Name: "by a setting", Build: serve("github.com/gofiber/fiber/v2.App.Static", ct.Arg("listing", ct.Config("env:BROWSE"))), Want: []string{"directory-listing to-confirm Medium×Low LOW GET /files/{path...}"}},

		{Name: "fiber as it is", Build: serve("github.com/gofiber/fiber/v2.App.Static", ct.Arg("dir", ct.Const("./public")))},
		{Name: "switched off", Build: serve("github.com/gofiber/fiber/v2.App.Static", ct.Arg("listing", ct.Const("false")))},
		{Name: "gin.Dir without a list", Build: serve("github.com/gin-gonic/gin.RouterGroup.StaticFS", yes, ct.Arg("listing", ct.Const("false")))},
		{Name: "echo.Static", Build: serve("github.com/labstack/echo/v4.Echo.Static", ct.Arg("dir", ct.Const("public")))},
		{Name: "file system of a library", Build: serve("net/http.FileServer", yes, ct.Arg("fs", ct.Opaque()))},
		{Name: "one file", Build: func(p *ct.P) {
			p.Use("file", "net/http.ServeFile", ct.Op("read"), yes, ct.Arg("path", ct.Const("index.html")), ct.By(p.Route("GET /")))
		}},
		{Name: "administrators only", Build: func(p *ct.P) {
			e := p.Route("GET /logs/{path...}", p.JWT(nil), p.Guard("role", ct.Valued("admin")))
			p.Use("file", "net/http.FileServer", ct.Op("read"), ct.Attr("kind", "serve"), yes, ct.On(p.Store("filesystem", "files")), ct.By(e))
		}},
		{Name: "on this host only", Build: func(p *ct.P) {
			p.Listeners = append(p.Listeners, &dfd.Listener{ID: "ops", Exposure: "local"})
			e := p.Route("GET /debug/{path...}")
			e.Listener = "ops"
			p.Use("file", "net/http.FileServer", ct.Op("read"), ct.Attr("kind", "serve"), yes, ct.By(e))
		}},
	})
}
