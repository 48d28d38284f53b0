package inlineupload

import (
	"strings"
	"testing"

	ct "github.com/gostride/gostride/analyzers/checks/checktest"
	"github.com/gostride/gostride/dfd"
)

const (
	put = "github.com/aws/aws-sdk-go-v2/service/s3.Client.PutObject"
	get = "github.com/aws/aws-sdk-go-v2/service/s3.PresignClient.PresignGetObject"
)

// files is an upload to a bucket and a link out of it.
type files struct {
	kind        *dfd.Value // stored content type
	list        string     // kind of the guard over the sniffed type
	allowed     *dfd.Value
	value       *dfd.Value // what the list is asked about; nil: the sniffed type
	disposition *dfd.Value
	stored      *dfd.Value // disposition that is stored with the object
	closed      bool       // no link is made
	public      bool       // anybody may upload
	tech        string
}

func (s files) build(p *ct.P) {
	up := p.Route("POST /upload", p.JWT(nil))
	if s.public {
		up = p.Route("POST /drop")
	}
	if s.tech == "" {
		s.tech = "s3"
	}
	store := p.Store(s.tech, "files")
	var past []any
	if s.list != "" {
		value := s.value
		if value == nil {
			value = ct.Origin("sniffed", "")
		}
		opts := []func(*dfd.Guard){ct.Checks("value", value)}
		if s.allowed != nil {
			opts = append(opts, ct.Checks("allowed", s.allowed))
		}
		past = append(past, p.Guard(s.list, opts...))
	}
	w := []ct.Opt{ct.Op("write"), ct.On(store), ct.Arg("body", ct.Input("file:file")), ct.By(up, past...)}
	if s.kind != nil {
		w = append(w, ct.Arg("contenttype", s.kind))
	}
	if s.stored != nil {
		w = append(w, ct.Arg("disposition", s.stored))
	}
	written := p.Use("object", put, w...)
	if s.closed {
		return
	}
	l := []ct.Opt{ct.Op("read"), ct.On(store), ct.By(up, written)}
	if s.disposition != nil {
		l = append(l, ct.Arg("disposition", s.disposition))
	}
	p.Use("presign", get, l...)
}

func TestBuckets(t *testing.T) {
	open := "inline-upload open Medium×Critical HIGH POST /upload"
	held := "inline-upload mitigated Medium×Critical HIGH POST /upload"
	question := "inline-upload to-confirm Medium×Critical MEDIUM POST /upload"
	client, sniffed, images := ct.Input("header:Content-Type"), ct.Origin("sniffed", ""), ct.Text("image/png", "image/jpeg")
	attachment := ct.Const("attachment")
	ct.Run(t, Check, []ct.Case{
		{Name: "client's type", Build: files{kind: client}.build, Want: []string{open}, Says: []string{"s3.Client.PutObject", "PresignGetObject"}},
		{Name: "client's type after a check of the sniffed one", Build: files{kind: client, list: "allowlist", allowed: images}.build, Want: []string{open}, Says: []string{"another one is stored"}},
		{Name: "any sniffed type", Build: files{kind: sniffed}.build, Want: []string{open}, Says: []string{"no allow-list"}},
		{Name: "deny-list", Build: files{kind: sniffed, list: "denylist", allowed: ct.Text("text/html")}.build, Want: []string{open}, Says: []string{"never sees svg"}},
		{Name: "list with text/xml", Build: files{kind: sniffed, list: "allowlist", allowed: ct.Text("image/png", "text/xml")}.build, Want: []string{open}, Says: []string{"text/xml"}},
		{Name: "type by default of the library that sniffs", Build: files{tech: "gcs"}.build, Want: []string{open}},
		{Name: "inline", Build: files{kind: client, disposition: ct.Const("inline")}.build, Want: []string{open}},
		{Name: "inline on request", Build: files{kind: client, disposition: ct.Text("attachment", "inline")}.build, Want: []string{open}},
		{Name: "anybody uploads", Build: files{kind: client, public: true}.build, Want: []string{"inline-upload open High×Critical HIGH POST /drop"}},
		{Name: "allow-list", Build: files{kind: sniffed, list: "allowlist", allowed: images}.build, Want: []string{held}, Says: []string{"allow-list of 2 types"}},
		{Name: "allow-list on one of several things in a field", Build: files{kind: ct.Input("body:files", "inner"), list: "allowlist", allowed: images, value: ct.Input("body:files", "inner")}.build, Want: []string{question}, Says: []string{"of another part"}},
		{Name: "allow-list on the client's type", Build: files{kind: client, list: "allowlist", allowed: images, value: client}.build, Want: []string{held}},
		{Name: "attachment alone", Build: files{kind: client, disposition: attachment}.build, Want: []string{held}, Says: []string{"attachment on every way out"}},
		{Name: "attachment with a name", Build: files{kind: client, disposition: ct.Text(`attachment; filename="{}"`)}.build, Want: []string{held}},
		{Name: "attachment stored with the object", Build: files{kind: client, stored: attachment}.build, Want: []string{held}},
		{Name: "link that overrides it", Build: files{kind: client, stored: attachment, disposition: ct.Const("inline")}.build, Want: []string{open}},
		{Name: "constant type", Build: files{kind: ct.Const("application/octet-stream")}.build, Want: []string{held}},
		{Name: "no type at all", Build: files{}.build, Want: []string{held}, Says: []string{"serves octet-stream"}},
		{Name: "no type at all, and a link that names the one that was kept", Build: func(p *ct.P) {
			files{}.build(p)
			p.Uses[len(p.Uses)-1].Args["responsetype"] = ct.Origin("store", "")
		}, Want: []string{question}, Says: []string{"a presigned link"}},
		{Name: "no type at all, and a link that names the caller's", Build: func(p *ct.P) {
			files{}.build(p)
			p.Uses[len(p.Uses)-1].Args["responsetype"] = ct.Input("query:type")
		}, Want: []string{question}},
		{Name: "client's type, and a link that names a harmless one", Build: func(p *ct.P) {
			files{kind: client}.build(p)
			p.Uses[len(p.Uses)-1].Args["responsetype"] = ct.Const("application/octet-stream")
		}, Want: []string{held}},
		{Name: "constant type, sent by the server itself", Build: func(p *ct.P) {
			s := files{kind: ct.Const("image/png"), closed: true}
			s.build(p)
			down, written := p.Route("GET /files/{id}"), p.Uses[len(p.Uses)-1]
			p.Use("object", put, ct.Op("read"), ct.By(down)).Element = written.Element
			p.Use("respond", "io.Copy", ct.Attr("kind", "stream"), ct.By(down))
		}, Want: []string{question}, Says: []string{"the stored type is image/png"}},
		{Name: "list that could not be read", Build: files{kind: sniffed, list: "allowlist"}.build, Want: []string{question}},
		{Name: "no way out", Build: files{kind: client, closed: true}.build, Want: []string{question}, Says: []string{"no way out"}},
		{Name: "disposition not followed", Build: files{kind: client, disposition: ct.Opaque()}.build, Want: []string{question}},
		{Name: "type not followed", Build: files{kind: ct.Opaque()}.build, Want: []string{question}},
	})
}

// served is an upload to a folder under the caller's name and a route that sends what is in it.
func served(headers map[string]*dfd.Value, symbol string) func(*ct.P) {
	return servedAs(ct.Input("filename:file"), headers, symbol)
}

func servedAs(name *dfd.Value, headers map[string]*dfd.Value, symbol string) func(*ct.P) {
	return func(p *ct.P) {
		dir := p.Store("filesystem", "data")
		p.Use("file", "os.WriteFile", ct.Op("write"), ct.On(dir), ct.Arg("path", name), ct.Arg("body", ct.Input("file:file")), ct.By(p.Route("POST /upload", p.JWT(nil))))
		down := p.Route("GET /files/{name}")
		var past []any
		for _, name := range []string{"Content-Disposition", "Content-Security-Policy", "Content-Type"} {
			if v := headers[name]; v != nil {
				past = append(past, p.Use("set-header", "net/http.Header.Set", ct.Arg("name", ct.Const(name)), ct.Arg("value", v), ct.By(down)))
			}
		}
		p.Use("respond", symbol, ct.Attr("kind", "file"), ct.By(down, past...))
	}
}

func TestFolders(t *testing.T) {
	open := "inline-upload open Medium×Critical HIGH POST /upload"
	held := "inline-upload mitigated Medium×Critical HIGH POST /upload"
	question := "inline-upload to-confirm Medium×Critical MEDIUM POST /upload"
	const send = "net/http.ServeFile"
	ct.Run(t, Check, []ct.Case{
		{Name: "served as it is", Build: served(nil, send), Want: []string{open}, Says: []string{"http.ServeFile"}},
		{Name: "a file that is set is served, and a chosen one of a folder of its own", Build: func(p *ct.P) {
			served(nil, send)(p)
			p.Uses[0].Args["path"] = ct.Join(ct.Text("{}/{}"), ct.Input("filename:file"))
			chosen := ct.Join(ct.Text("{config}/icons/{}"), ct.Input("query:icon"))
			icon := p.Uses[len(p.Uses)-1]
			icon.Args["path"] = chosen
			p.Use("respond", send, ct.Attr("kind", "file"), ct.Arg("path", ct.Config("LOGO")), ct.By(p.EntryPoints[len(p.EntryPoints)-1]))
		}, Want: []string{question}},
		{Name: "served inline on request", Build: served(map[string]*dfd.Value{"Content-Disposition": ct.Text("attachment", "inline; filename={}")}, send), Want: []string{open}},
		{Name: "a policy that stops scripts, set where it is shown only", Build: func(p *ct.P) {
			served(map[string]*dfd.Value{"Content-Disposition": ct.Text("attachment", "inline")}, send)(p)
			where := p.Uses[1].Place
			p.Use("set-header", "net/http.Header.Set", ct.Arg("name", ct.Const("Content-Security-Policy")), ct.Arg("value", ct.Const("script-src 'none'")), ct.By(p.EntryPoints[len(p.EntryPoints)-1])).Place = where
		}, Want: []string{question}},
		{Name: "a policy that stops scripts, set elsewhere on some ways", Build: func(p *ct.P) {
			served(map[string]*dfd.Value{"Content-Disposition": ct.Text("attachment", "inline")}, send)(p)
			p.Use("set-header", "net/http.Header.Set", ct.Arg("name", ct.Const("Content-Security-Policy")), ct.Arg("value", ct.Const("script-src 'none'")), ct.By(p.EntryPoints[len(p.EntryPoints)-1]))
		}, Want: []string{open}},
		{Name: "policy that lets scripts run", Build: served(map[string]*dfd.Value{"Content-Security-Policy": ct.Const("default-src 'self'")}, send), Want: []string{open}},
		{Name: "headers of a list whose names were not followed", Build: func(p *ct.P) {
			served(nil, send)(p)
			p.Use("set-header", "net/http.Header.Set", ct.By(p.EntryPoints[len(p.EntryPoints)-1]))
		}, Want: []string{question}},
		{Name: "such headers, on another route", Build: func(p *ct.P) {
			served(nil, send)(p)
			p.Use("set-header", "net/http.Header.Set", ct.By(p.Route("GET /x")))
		}, Want: []string{open}},
		{Name: "such headers, and it is said that it is shown", Build: func(p *ct.P) {
			served(map[string]*dfd.Value{"Content-Disposition": ct.Const("inline")}, send)(p)
			p.Use("set-header", "net/http.Header.Set", ct.By(p.EntryPoints[len(p.EntryPoints)-1]))
		}, Want: []string{open}},
		{Name: "served as attachment", Build: served(map[string]*dfd.Value{"Content-Disposition": ct.Text("attachment; filename={}")}, send), Want: []string{held}},
		{Name: "policy that stops scripts", Build: served(map[string]*dfd.Value{"Content-Security-Policy": ct.Const("default-src 'self'; script-src 'none'")}, send), Want: []string{held}},
		{Name: "served as plain text", Build: served(map[string]*dfd.Value{"Content-Type": ct.Const("text/plain; charset=utf-8")}, send), Want: []string{held}},
		{Name: "served as another text", Build: served(map[string]*dfd.Value{"Content-Type": ct.Const("text/html")}, send), Want: []string{open}},
		{Name: "library's attachment", Build: served(nil, "github.com/gin-gonic/gin.Context.FileAttachment"), Want: []string{held}},
		{Name: "name without an extension", Build: servedAs(ct.Join(ct.Text("data/{}"), ct.Fresh()), nil, send), Want: []string{open}, Says: []string{"http.ServeFile"}},
		{Name: "number for a name", Build: servedAs(ct.Join(ct.Text("data/{}"), ct.Input("query:id", "number")), nil, send), Want: []string{open}},
		{Name: "the server's own .html", Build: servedAs(ct.Join(ct.Text("data/{}.html"), ct.Fresh()), nil, send), Want: []string{open}},
		{Name: "the server's own .png", Build: servedAs(ct.Join(ct.Text("data/{}.png"), ct.Fresh()), nil, send), Want: []string{held}},
		{Name: "the server's own .png, no way out is seen", Build: func(p *ct.P) {
			p.Use("file", "os.WriteFile", ct.Op("write"), ct.On(p.Store("filesystem", "d")), ct.Arg("path", ct.Join(ct.Text("data/{}.png"), ct.Fresh())), ct.Arg("body", ct.Input("file:file")), ct.By(p.Route("POST /upload", p.JWT(nil))))
		}, Want: []string{question}, Says: []string{"How do these files get to a browser"}},
		{Name: "the server's own .png, sent as bytes", Build: func(p *ct.P) {
			servedAs(ct.Join(ct.Text("data/{}.png"), ct.Fresh()), nil, send)(p)
			u := p.Uses[len(p.Uses)-1]
			u.Attr["kind"] = "stream"
			p.Use("file", "os.Open", ct.Op("read"), ct.Arg("path", ct.Text("data/{}.png")), ct.By(p.EntryPoints[len(p.EntryPoints)-1])).Element = p.Uses[0].Element
		}, Want: []string{question}},
		{Name: "name of the caller's, sent with a harmless type", Build: func(p *ct.P) {
			served(nil, "github.com/gin-gonic/gin.Context.DataFromReader")(p)
			p.Uses[len(p.Uses)-1].Args["contenttype"] = ct.Const("application/octet-stream")
		}, Want: []string{held}},
		{Name: "an extension of a list", Build: servedAs(ct.Join(ct.Text("data/{}{}"), ct.Fresh(), ct.Input("filename:file", "ext", "allowlisted")), nil, send), Want: []string{held}},
		{Name: "a folder that is set, and a name without an extension", Build: servedAs(ct.Join(ct.Text("{}/{}"), ct.Config("DIR"), ct.Fresh()), nil, send), Want: []string{question}},
		{Name: "name without an extension, a type that was kept", Build: servedAs(ct.Join(ct.Text("data/{}"), ct.Fresh()), map[string]*dfd.Value{"Content-Type": ct.Origin("store", "")}, send), Want: []string{question}},
		{Name: "name without an extension, type that runs nothing", Build: servedAs(ct.Join(ct.Text("data/{}"), ct.Fresh()), map[string]*dfd.Value{"Content-Type": ct.Const("application/octet-stream")}, send), Want: []string{held}},
		{Name: "two writes, of which one may be kept elsewhere", Build: func(p *ct.P) {
			name := ct.Input("filename:file")
			servedAs(ct.Join(ct.Text("data/{}"), name), map[string]*dfd.Value{"Content-Disposition": ct.Const("attachment")}, send)(p)
			p.Uses[len(p.Uses)-1].Args["path"] = ct.Text("data/{}")
			one, elsewhere := p.Uses[0], ct.Arg("path", ct.Join(ct.Text("{}/{}"), ct.Config("DIR"), name))
			two := p.Use("file", "os.WriteFile", ct.Op("write"), elsewhere, ct.Arg("body", ct.Input("file:file")), ct.By(p.Route("POST /other", p.JWT(nil))))
			two.Element, two.Place.Func = one.Element, one.Place.Func
		}, Want: []string{held, strings.Replace(question, "/upload", "/other", 1)}},
		{Name: "nothing uploaded", Build: func(p *ct.P) {
			p.Use("respond", send, ct.Attr("kind", "file"), ct.By(p.Route("GET /f")))
		}},
		{Name: "the program's own file", Build: func(p *ct.P) {
			p.Use("file", "os.WriteFile", ct.Op("write"), ct.On(p.Store("filesystem", "d")), ct.Arg("path", ct.Const("a.svg")), ct.Arg("body", ct.Const("x")), ct.By(p.Route("POST /r")))
		}},
	})
}
