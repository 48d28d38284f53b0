package filename

import (
	"testing"

	ct "github.com/gostride/gostride/analyzers/checks/checktest"
	"github.com/gostride/gostride/dfd"
)

const put = "github.com/aws/aws-sdk-go-v2/service/s3.Client.PutObject"

// object builds an upload whose object gets the given key.
func object(key *dfd.Value, guards ...*dfd.Guard) func(*ct.P) {
	return func(p *ct.P) {
		up := p.Route("POST /upload", p.JWT(nil))
		past := make([]any, 0, len(guards))
		for _, g := range guards {
			held := p.Guard(g.Kind)
			held.Args, held.Symbol, held.Value = g.Args, g.Symbol, g.Value
			past = append(past, held)
		}
		p.Use("object", put, ct.Op("write"), ct.On(p.Store("s3", "S3")), ct.Arg("key", key), ct.Arg("body", ct.Input("file:file")), ct.By(up, past...))
	}
}

func file(op, symbol string, name *dfd.Value, opts ...ct.Opt) func(*ct.P) {
	return func(p *ct.P) {
		e := p.Route("POST /files", p.JWT(nil))
		p.Use("file", symbol, append(opts, ct.Op(op), ct.On(p.Store("filesystem", "data")), ct.Arg("path", name), ct.By(e))...)
	}
}

// listing is a call of a bucket's that is given a parameter.
func listing(symbol string) func(*ct.P) {
	return func(p *ct.P) {
		p.Use("object", symbol, ct.Op("read"), ct.On(p.Store("gcs", "files")), ct.Arg("key", ct.Input("query:parent")), ct.By(p.Route("GET /list")))
	}
}

// named stores an object by what the rest of the route's path says.
func named(key *dfd.Value) func(*ct.P) {
	return func(p *ct.P) {
		up := p.Route("POST /upload/{name...}", p.JWT(nil))
		p.Use("object", put, ct.Op("write"), ct.On(p.Store("s3", "S3")), ct.Arg("key", key), ct.Arg("body", ct.Input("file:file")), ct.By(up))
	}
}

func key(parts ...*dfd.Value) *dfd.Value {
	return ct.Join(append([]*dfd.Value{ct.Text("uploads/{}/{}"), ct.Origin("const", "uploads/")}, parts...)...)
}

func pattern(text string) *dfd.Guard {
	g := &dfd.Guard{Kind: "confine", Value: "regexp", Symbol: "regexp.Regexp.MatchString", Args: map[string]*dfd.Value{"value": ct.Input("form:name")}}
	if text != "" {
		g.Args["allow"] = ct.Const(text)
	}
	return g
}

func prefix(v *dfd.Value, base string) *dfd.Guard {
	return &dfd.Guard{Kind: "confine", Value: "prefix", Symbol: "strings.HasPrefix", Args: map[string]*dfd.Value{"value": v, "base": ct.Text(base)}}
}

func TestKeys(t *testing.T) {
	open := "user-filename open High×High HIGH POST /upload"
	weaker := "upload-overwrite open Medium×High HIGH POST /upload"
	held := "user-filename mitigated High×High HIGH POST /upload"
	ct.Run(t, Check, []ct.Case{
		{Name: "form field", Build: object(key(ct.User(), ct.Input("form:name"))), Want: []string{open}, Says: []string{`form field "name"`, "../7/a.png", "uploads/{}/{}"}},
		{Name: "cleaned form field", Build: object(key(ct.User(), ct.Input("form:name", "clean"))), Want: []string{open}, Says: []string{"Clean confines nothing"}},
		{Name: "fresh part beside a raw one", Build: object(key(ct.Fresh(), ct.Input("form:name"))), Want: []string{open}},
		{Name: "header", Build: object(key(ct.Input("header:X-Name", "escape-path"))), Want: []string{open}},
		{Name: "guard about another field", Build: object(key(ct.Input("form:name")), &dfd.Guard{Kind: "confine", Args: map[string]*dfd.Value{"value": ct.Input("form:title")}}), Want: []string{open}},
		{Name: "one of two is confined", Build: object(key(ct.Input("form:dir"), ct.Input("form:name", "base"))), Want: []string{open}},
		{Name: "file name of the upload", Build: object(key(ct.User(), ct.Input("filename:file"))), Want: []string{weaker}, Says: []string{"overwrites and collides"}},
		{Name: "last element in a shared folder", Build: object(key(ct.Input("form:name", "base"))), Want: []string{weaker}},
		{Name: "last element in the user's folder", Build: object(key(ct.User(), ct.Input("form:name", "base"))), Want: []string{held}, Says: []string{"mitigated for traversal", "last element"}},
		{Name: "last element of the file name, which Go has cut down already", Build: object(key(ct.User(), ct.Input("filename:file", "base"))), Want: []string{weaker}},
		{Name: "extension of the file name", Build: object(key(ct.Fresh(), ct.Input("filename:file", "base", "ext"))), Want: []string{held}},
		{Name: "server-made key", Build: object(key(ct.User(), ct.Fresh())), Want: []string{held}, Says: []string{"server-made values"}},
		{Name: "a key that another server chose, or a server-made one", Build: object(key(ct.User(), ct.Join(ct.Origin("external", "http"), ct.Fresh())))},
		{Name: "server-made key with the upload's name behind", Build: object(key(ct.Fresh(), ct.Input("filename:file"))), Want: []string{held}},
		{Name: "server-made key with the name's extension", Build: object(key(ct.Fresh(), ct.Input("form:name", "ext"))), Want: []string{held}},
		{Name: "number", Build: object(key(ct.Input("path:id", "number"))), Want: []string{held}},
		{Name: "the route's own path", Build: named(ct.Join(ct.Text("uploads/{}"), ct.Input("path:id"))), Want: []string{"user-filename to-confirm High×High MEDIUM POST /upload/{name...}"}, Says: []string{"leads nowhere in a key", "begins with `uploads/`"}},
		{Name: "the route's own path, joined as folders are", Build: named(ct.Join(ct.Text("uploads/{}"), ct.Input("path:", "joined"))), Want: []string{"user-filename open High×High HIGH POST /upload/{name...}"}},
		{Name: "the route's own path and a field of the form", Build: named(ct.Join(ct.Text("uploads/{}"), ct.Input("path:"), ct.Input("form:name"))), Want: []string{"user-filename open High×High HIGH POST /upload/{name...}"}},
		{Name: "local by a guard", Build: object(key(ct.User(), ct.Input("form:name")), &dfd.Guard{Kind: "confine", Symbol: "path/filepath.IsLocal", Args: map[string]*dfd.Value{"value": ct.Input("form:name")}}),
			Want: []string{held}, Says: []string{"filepath.IsLocal"}},
		{Name: "strict pattern", Build: object(key(ct.User(), ct.Input("form:name")), pattern("^[a-z0-9_-]+\\.png$")), Want: []string{held}},
		{Name: "pattern that lets anything through", Build: object(key(ct.User(), ct.Input("form:name")), pattern("\\.png$|passwd")), Want: []string{open}},
		{Name: "pattern not known", Build: object(key(ct.User(), ct.Input("form:name")), pattern("")), Want: []string{"user-filename to-confirm High×High MEDIUM POST /upload"}},
		{Name: "prefix of a raw name", Build: object(key(ct.User(), ct.Input("form:name")), prefix(ct.Input("form:name"), "uploads/{}/")), Want: []string{open}},
		{Name: "prefix without separator", Build: object(key(ct.User(), ct.Input("form:name", "clean")), prefix(ct.Input("form:name", "clean"), "uploads/{}")), Want: []string{open}},
		{Name: "prefix of a clean name", Build: object(key(ct.User(), ct.Input("form:name", "clean")), prefix(ct.Input("form:name", "clean"), "uploads/{}/")), Want: []string{held}},
		{Name: "one of more constants than are kept apart, and an extension", Build: object(&dfd.Value{Unknown: true, Many: true, Origins: ct.Input("filename:file", "base", "ext").Origins}), Want: []string{held}},
		{Name: "one of more constants than are kept apart, and a name", Build: object(&dfd.Value{Unknown: true, Many: true, Origins: ct.Input("form:name").Origins}), Want: []string{"user-filename open High×High HIGH POST /upload"}},
		{Name: "not followed", Build: object(ct.Join(ct.Text("{}"), ct.Opaque())), Want: []string{"user-filename to-confirm High×High MEDIUM POST /upload"}},
	})
}

// listed stores a file by a name where a value is held to a list.
func listed(name, held *dfd.Value) func(*ct.P) {
	return func(p *ct.P) {
		list := p.Guard("allowlist", ct.Checks("value", held), ct.Checks("allowed", ct.Text("a", "b")))
		p.Use("file", "os.Create", ct.Op("write"), ct.On(p.Store("filesystem", "data")), ct.Arg("path", name), ct.By(p.Route("POST /files", p.JWT(nil)), list))
	}
}

func TestPaths(t *testing.T) {
	ct.Run(t, Check, []ct.Case{
		{Name: "written", Build: file("write", "os.Create", ct.Input("query:name")), Want: []string{"user-filename open High×High HIGH POST /files"}, Says: []string{"etc/passwd", "os.OpenRoot"}},
		{Name: "deleted", Build: file("delete", "os.Remove", ct.Input("form:name", "abs")), Want: []string{"user-filename open High×High HIGH POST /files"}},
		{Name: "names that begin so, of which none is read", Build: listing("cloud.google.com/go/storage.BucketHandle.Objects")},
		{Name: "names that begin so, page by page", Build: listing("github.com/Azure/azure-sdk-for-go/sdk/storage/azblob.Client.NewListBlobsFlatPager")},
		{Name: "one of them", Build: listing("cloud.google.com/go/storage.ObjectHandle.NewReader"), Want: []string{"path-read open High×High HIGH GET /list"}},
		{Name: "read", Build: file("read", "os.Open", ct.Input("query:name")), Want: []string{"path-read open High×High HIGH POST /files"}},
		{Name: "archive", Build: file("write", "os.Create", ct.Input("archive:zip")), Want: []string{"zip-slip open High×High HIGH POST /files"}},
		{Name: "archive given to a command", Build: func(p *ct.P) {
			p.Use("file", "os.Create", ct.Op("write"), ct.On(p.Store("filesystem", "data")), ct.Arg("path", ct.Input("archive:zip")), ct.By(p.Job("@daily")))
		}, Want: []string{"zip-slip open Medium×High HIGH cron @daily"}, Says: []string{"must be given one"}},
		{Name: "entry confined in a command", Build: func(p *ct.P) {
			p.Use("file", "os.Create", ct.Op("write"), ct.On(p.Store("filesystem", "data")), ct.Arg("path", ct.Input("archive:zip", "base")), ct.By(p.Job("@daily")))
		}},
		{Name: "argument of a command", Build: func(p *ct.P) {
			p.Use("file", "os.Create", ct.Op("write"), ct.On(p.Store("filesystem", "data")), ct.Arg("path", ct.Input("flag:out")), ct.By(p.Job("@daily")))
		}},
		{Name: "moved to", Build: func(p *ct.P) {
			p.Use("file", "os.Rename", ct.Op("write"), ct.On(p.Store("filesystem", "data")), ct.Arg("path", ct.Fresh()), ct.Arg("to", ct.Input("body:name")), ct.By(p.Route("POST /mv", p.JWT(nil))))
		}, Want: []string{"user-filename open High×High HIGH POST /mv"}},
		{Name: "sent", Build: func(p *ct.P) {
			p.Use("respond", "net/http.ServeFile", ct.Attr("kind", "file"), ct.Arg("path", ct.Input("query:f")), ct.By(p.Route("GET /f")))
		}, Want: []string{"path-read open High×High HIGH GET /f"}},
		{Name: "sent, of the path, in which the call refuses dots", Build: func(p *ct.P) {
			p.Use("respond", "net/http.ServeFile", ct.Attr("kind", "file"), ct.Arg("path", ct.Input("path:f")), ct.By(p.Route("GET /f/{f...}")))
		}, Want: []string{"path-read to-confirm High×High MEDIUM GET /f/{f...}"}},
		{Name: "administrators only", Build: func(p *ct.P) {
			e := p.Route("POST /admin/files", p.JWT(nil), p.Guard("role", ct.Valued("admin")))
			p.Use("file", "os.Create", ct.Op("write"), ct.On(p.Store("filesystem", "data")), ct.Arg("path", ct.Input("query:name")), ct.By(e))
		}, Want: []string{"user-filename open Medium×High HIGH POST /admin/files"}, Says: []string{"only callers with a role"}},
		{Name: "through os.Root", Build: file("write", "os.Root.Create", ct.Input("query:name"), ct.Attr("root", "confined"), ct.Arg("body", ct.Input("body:"))),
			Want: []string{"upload-overwrite open Medium×High HIGH POST /files"}},
		{Name: "read through os.Root", Build: file("read", "os.Root.Open", ct.Input("query:name"), ct.Attr("root", "confined"))},
		{Name: "below a folder that is not known", Build: file("write", "os.Create", ct.Input("query:name", "clean", "joined", "rooted")), Want: []string{"user-filename to-confirm High×High MEDIUM POST /files"}, Says: []string{"ever empty"}},
		{Name: "from the root", Build: file("write", "os.Create", ct.Input("query:name", "clean", "rooted")), Want: []string{"user-filename open High×High HIGH POST /files"}},
		{Name: "found in a store first", Build: func(p *ct.P) {
			e := p.Route("POST /files", p.JWT(nil))
			found := p.Guard("found", ct.Checks("value", ct.Input("form:name")))
			p.Use("file", "os.Create", ct.Op("write"), ct.On(p.Store("filesystem", "data")), ct.Arg("path", ct.Input("form:name")), ct.By(e, found))
		}, Want: []string{"user-filename to-confirm High×High MEDIUM POST /files"}, Says: []string{"What names does"}},
		{Name: "another one found in a store first", Build: func(p *ct.P) {
			e := p.Route("POST /files", p.JWT(nil))
			found := p.Guard("found", ct.Checks("value", ct.Input("form:id")))
			p.Use("file", "os.Create", ct.Op("write"), ct.On(p.Store("filesystem", "data")), ct.Arg("path", ct.Input("form:name")), ct.By(e, found))
		}, Want: []string{"user-filename open High×High HIGH POST /files"}},
		{Name: "a list that one of several things in the request is held to", Build: listed(ct.Input(""), ct.Input("")), Want: []string{"user-filename to-confirm High×High MEDIUM POST /files"}},
		{Name: "a list that an answer is held to", Build: listed(ct.Input("form:name"), ct.Input("form:name", "answered")), Want: []string{"user-filename open High×High HIGH POST /files"}},
		{Name: "a list that the name is held to", Build: listed(ct.Input("form:name"), ct.Input("form:name")), Want: []string{"user-filename mitigated High×High HIGH POST /files"}},
		{Name: "below a folder, by the way from another one", Build: file("write", "os.Create", ct.Input("query:name", "clean", "joined", "rel", "rooted", "root-join")), Want: []string{"user-filename to-confirm High×High MEDIUM POST /files"}, Says: []string{"made relative"}},
		{Name: "below a folder", Build: file("write", "os.Create", ct.Input("query:name", "clean", "joined", "rooted", "root-join"), ct.Arg("body", ct.Input("body:"))), Want: []string{"upload-overwrite open Medium×High HIGH POST /files"}},
		{Name: "below a folder, and what is written is not seen", Build: file("write", "os.Create", ct.Input("query:name", "clean", "joined", "rooted", "root-join")), Want: []string{"upload-overwrite to-confirm Medium×High MEDIUM POST /files"}},
		{Name: "one of several fields", Build: file("write", "os.Create", ct.Input("query:{}")), Want: []string{"user-filename to-confirm High×High MEDIUM POST /files"}},
		{Name: "a field of what a field holds", Build: file("write", "os.Create", ct.Input("body:job", "inner")), Want: []string{"user-filename open High×High HIGH POST /files"}},
		{Name: "one of several fields, beside one that is known", Build: file("write", "os.Create", ct.Join(ct.Input("query:{}"), ct.Input("form:name"))), Want: []string{"user-filename open High×High HIGH POST /files"}},
		{Name: "setting", Build: file("write", "os.Create", ct.Config("OUT"))},
		{Name: "name from a store", Build: file("read", "os.Open", ct.Origin("store", "postgresql files"))},
		{Name: "object of the user's own", Build: func(p *ct.P) {
			p.Use("object", put, ct.Op("read"), ct.On(p.Store("s3", "S3")), ct.Arg("key", key(ct.User(), ct.Input("path:name"))), ct.By(p.Route("GET /f", p.JWT(nil))))
		}},
		{Name: "nothing reaches it", Build: func(p *ct.P) {
			p.Use("file", "os.Create", ct.Op("write"), ct.On(p.Store("filesystem", "data")), ct.Arg("path", ct.Input("query:name")))
		}},
	})
}

func TestOpened(t *testing.T) {
	name := ct.Join(ct.Text("data/{}"), ct.Input("filename:file"))
	ct.Run(t, Check, []ct.Case{
		{Name: "anew", Build: file("write", "os.OpenFile", name), Want: []string{"upload-overwrite open Medium×High HIGH POST /files"}, Says: []string{"replaces what is stored"}},
		{Name: "beside a part that could not be followed", Build: file("write", "os.WriteFile", ct.Join(ct.Text("data/{}/{}"), ct.Input("form:name", "base", "inset"), ct.Origin("unknown", "lib.ID"))),
			Want: []string{"user-filename to-confirm High×High MEDIUM POST /files"}},
		{Name: "a piece of a path", Build: file("write", "os.WriteFile", ct.Join(ct.Text("data/{}"), ct.Input("form:uri", "inset", "piece"))),
			Want: []string{"user-filename to-confirm High×High MEDIUM POST /files"}, Says: []string{"Can the form field"}},
		{Name: "to append", Build: file("write", "os.OpenFile", name, ct.Attr("opens", "append")), Want: []string{"upload-overwrite open Medium×High HIGH POST /files"}, Says: []string{"is added to what is stored"}},
		{Name: "by a request that brings nothing", Build: func(p *ct.P) {
			file("write", "os.OpenFile", name)(p)
			p.EntryPoints[0].Method = "GET"
		}, Want: []string{"user-filename mitigated High×High HIGH POST /files"}},
		{Name: "only if there is none", Build: file("write", "os.OpenFile", name, ct.Attr("opens", "new")), Want: []string{"user-filename mitigated High×High HIGH POST /files"}},
	})
}

// element is a route that gets to a folder by what a router gives as one element of a path that was not cleaned.
func element(path, op, symbol, text string, marks ...string) func(*ct.P) {
	return func(p *ct.P) {
		e := p.Route("DELETE " + path)
		in := ct.Input("path:name", marks...)
		in.Origins[0].Place = p.Use("input", "github.com/gin-gonic/gin.Context.Param", ct.Attr("kind", "segment"), ct.By(e)).Place
		p.Use("file", symbol, ct.Op(op), ct.On(p.Store("filesystem", "data")), ct.Arg("path", ct.Join(ct.Text(text), in)), ct.By(e))
	}
}

func TestElements(t *testing.T) {
	const at = "/files/{name}"
	ask := func(rule string) []string { return []string{rule + " to-confirm High×High MEDIUM DELETE " + at} }
	held := []string{"user-filename mitigated High×High HIGH DELETE " + at}
	ct.Run(t, Check, []ct.Case{
		{Name: "read", Build: element(at, "read", "os.ReadFile", "data/{}")},
		{Name: "read with an ending", Build: element(at, "read", "os.ReadFile", "data/{}.sql")},
		{Name: "what the path names is replaced", Build: element(at, "write", "os.Create", "data/{}", "base"), Want: []string{"upload-overwrite to-confirm Medium×High MEDIUM DELETE " + at}, Says: []string{"what it is for"}},
		{Name: "removed", Build: element(at, "delete", "os.Remove", "data/{}"), Want: held, Says: []string{"one element"}},
		{Name: "removed with all that is in it", Build: element(at, "delete", "os.RemoveAll", "data/{}"), Want: ask("user-filename"), Says: []string{"one folder up"}},
		{Name: "removed with all that is in it, behind a prefix", Build: element(at, "delete", "os.RemoveAll", "data/u-{}"), Want: held},
		{Name: "listed", Build: element(at, "read", "os.ReadDir", "data/{}"), Want: ask("path-read")},
		{Name: "a folder of its own", Build: element(at, "read", "os.ReadFile", "data/{}/notes.txt"), Want: ask("path-read"), Says: []string{"`..`"}},
		{Name: "decoded once more", Build: element(at, "read", "os.ReadFile", "data/{}", "unescaped"), Want: []string{"path-read open High×High HIGH DELETE " + at}},
		{Name: "put together letter by letter", Build: element(at, "read", "os.ReadFile", "data/{}", "letter"), Want: ask("path-read")},
		{Name: "the rest of a path", Build: element("/files/{name...}", "read", "os.ReadFile", "data/{}"), Want: []string{"path-read open High×High HIGH DELETE /files/{name...}"}},
		{Name: "the last element, of a folder that is removed", Build: file("delete", "os.RemoveAll", ct.Join(ct.Text("data/{}"), ct.Input("form:name", "base"))), Want: []string{"user-filename to-confirm High×High MEDIUM POST /files"}},
		{Name: "the last element, in a folder of the user's own", Build: file("write", "os.Create", ct.Join(ct.Text("data/{}/{}"), ct.User(), ct.Input("form:name", "base"))), Want: []string{"user-filename mitigated High×High HIGH POST /files"}},
		{Name: "the last element, for a folder and for a file", Build: file("write", "os.Create", ct.Join(ct.Text("data/{}/{}"), ct.Input("form:name", "base"))), Want: []string{"user-filename to-confirm High×High MEDIUM POST /files"}},
		{Name: "a number, for a folder", Build: file("write", "os.Create", ct.Join(ct.Text("data/{}/a"), ct.Input("form:name", "number"))), Want: []string{"user-filename mitigated High×High HIGH POST /files"}},
	})
}

// segment is a route that reads a file by what a router gives as one element of a cleaned path.
func segment(path string, raw bool, marks ...string) func(*ct.P) {
	return func(p *ct.P) {
		e := p.Route("GET " + path)
		in := ct.Input("path:name", marks...)
		in.Origins[0].Place = p.Use("input", "github.com/gorilla/mux.Vars", ct.Attr("kind", "segments"), ct.By(e)).Place
		if raw {
			p.Use("setting", "github.com/gorilla/mux.Router.UseEncodedPath", ct.Attr("kind", "raw-path"))
		}
		p.Use("file", "os.Open", ct.Op("read"), ct.On(p.Store("filesystem", "data")), ct.Arg("path", in), ct.By(e))
	}
}

func TestSegments(t *testing.T) {
	read := func(path string) []string { return []string{"path-read open High×High HIGH GET " + path} }
	ask := func(path string) []string { return []string{"path-read to-confirm High×High MEDIUM GET " + path} }
	ct.Run(t, Check, []ct.Case{
		{Name: "one element", Build: segment("/files/{name}", false)},
		{Name: "the rest of a path", Build: segment("/files/{name...}", false), Want: ask("/files/{name...}"), Says: []string{"The router had cleaned it"}},
		{Name: "a pattern of its own", Build: segment("/({name:.*}).zip", false), Want: ask("/({name:.*}).zip")},
		{Name: "a router that leaves paths as they are sent", Build: segment("/files/{name}", true), Want: read("/files/{name}")},
		{Name: "the rest of a path, as it was sent", Build: segment("/files/{name...}", true), Want: read("/files/{name...}")},
		{Name: "put together letter by letter", Build: segment("/files/{name}", false, "letter"), Want: ask("/files/{name}")},
		{Name: "decoded once more", Build: segment("/files/{name}", false, "unescaped"), Want: read("/files/{name}")},
		{Name: "a folder that is made and a file that is deleted replace nothing", Build: func(p *ct.P) {
			file("write", "os.MkdirAll", ct.Join(ct.Text("data/{}"), ct.Input("form:name", "base")))(p)
			file("delete", "os.Remove", ct.Join(ct.Text("data/{}"), ct.Input("form:name", "base")))(p)
		}, Want: []string{"user-filename mitigated High×High HIGH POST /files"}},
	})
}

func TestCauses(t *testing.T) {
	stored := func(p *ct.P, by *dfd.EntryPoint, from, in, symbol string, on *dfd.Element, field string) {
		u := p.Use("object", symbol, ct.Op("write"), ct.On(on), ct.Func(in), ct.Arg("key", key(ct.Input("form:"+field))), ct.By(by))
		u.On[0].Way = dfd.NewWay(dfd.Place{File: "app.go", Line: 1, Func: ct.Module + "/" + from}, u.Place)
	}
	row := "user-filename open High×High HIGH POST /a"
	ct.Run(t, Check, []ct.Case{
		{Name: "all implementations are handed it, and calls of one", Build: func(p *ct.P) {
			e, s3 := p.Route("POST /a", p.JWT(nil)), p.Store("s3", "S3")
			stored(p, e, "app.Upload", "store.(*Plain).Put", put, s3, "name")
			stored(p, e, "app.Upload", "store.(*Dated).Put", put, s3, "name")
			stored(p, e, "app.Upload", "store.(*Dated).Put", "github.com/aws/aws-sdk-go-v2/service/s3.Client.CopyObject", s3, "name")
		}, Want: []string{row}, Says: []string{"3 calls get this name"}},
		{Name: "two stores", Build: func(p *ct.P) {
			e := p.Route("POST /a", p.JWT(nil))
			stored(p, e, "app.Upload", "store.(*Plain).Put", put, p.Store("s3", "S3"), "name")
			stored(p, e, "app.Upload", "store.(*Other).Put", put, p.Store("minio", "MinIO"), "name")
		}, Want: []string{row, row}},
		{Name: "two names", Build: func(p *ct.P) {
			e, s3 := p.Route("POST /a", p.JWT(nil)), p.Store("s3", "S3")
			stored(p, e, "app.Upload", "store.(*Plain).Put", put, s3, "name")
			stored(p, e, "app.Upload", "store.(*Dated).Put", put, s3, "title")
		}, Want: []string{row, row}},
		{Name: "two callers of two functions", Build: func(p *ct.P) {
			e, s3 := p.Route("POST /a", p.JWT(nil)), p.Store("s3", "S3")
			stored(p, e, "app.Upload", "store.(*Plain).Put", put, s3, "name")
			stored(p, e, "app.Import", "store.(*Dated).Put", put, s3, "name")
		}, Want: []string{row, row}},
		{Name: "handlers of one name that an adapter calls", Build: func(p *ct.P) {
			for _, path := range []string{"/a", "/b"} {
				e := p.Route("POST "+path, p.JWT(nil))
				e.Handler = ct.Module + "/app.(*" + path[1:] + ").Create"
				stored(p, e, "app.adapt", "app.(*"+path[1:]+").Create", put, p.Store("s3", "S3"), "name")
			}
		}, Want: []string{row, "user-filename open High×High HIGH POST /b"}},
		{Name: "two functions that an adapter calls", Build: func(p *ct.P) {
			e, s3 := p.Route("POST /a", p.JWT(nil)), p.Store("s3", "S3")
			stored(p, e, "app.adapt", "app.(*API).Upload", put, s3, "name")
			stored(p, e, "app.adapt", "app.(*API).Import", put, s3, "name")
		}, Want: []string{row, row}},
	})
}

// readBy builds two routes: the first reads a body by a call of that role, the second opens a file that is named like what was read there.
func readBy(role, symbol string, both bool) func(*ct.P) {
	return func(p *ct.P) {
		first, second := p.Route("POST /settings", p.JWT(nil)), p.Route("GET /reload", p.JWT(nil))
		read := p.Use(role, symbol, ct.By(first))
		if both {
			ct.By(second)(read)
		}
		name := ct.Input("body:dir")
		name.Origins[0].Place = read.Place
		p.Use("file", "os.ReadFile", ct.Op("read"), ct.On(p.Store("filesystem", "data")), ct.Arg("path", name), ct.By(second))
	}
}

// TestReadElsewhere: what only another request reads, by whichever call, is not this one's name.
func TestReadElsewhere(t *testing.T) {
	open := []string{"path-read open High×High HIGH GET /reload"}
	ct.Run(t, Check, []ct.Case{
		{Name: "decoded by another", Build: readBy("decode", "encoding/json.Decoder.Decode", false)},
		{Name: "read whole by another", Build: readBy("read-all", "io.ReadAll", false)},
		{Name: "decoded by itself as well", Build: readBy("decode", "encoding/json.Decoder.Decode", true), Want: open},
		{Name: "read whole by itself as well", Build: readBy("read-all", "io.ReadAll", true), Want: open},
	})
}
