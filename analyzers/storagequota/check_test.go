package storagequota

import (
	"testing"

	ct "github.com/gostride/gostride/analyzers/checks/checktest"
	"github.com/gostride/gostride/dfd"
)

const put = "github.com/aws/aws-sdk-go-v2/service/s3.Client.PutObject"

// parts are the controls of an upload.
type parts struct {
	limit    *dfd.Value // of MaxBytesReader
	lateRead bool       // the form is read before the limit is set
	quota    string     // "", guard, update, after
	role     string
	body     *dfd.Value
}

func (s parts) build(p *ct.P) {
	gates := []*dfd.Guard{p.JWT(nil)}
	if s.role != "" {
		gates = append(gates, p.Guard("role", ct.Valued(s.role)))
	}
	up := p.Route("POST /upload", gates...)
	var past []any
	if s.limit != nil {
		read := p.Use("input", "net/http.Request.ParseMultipartForm", ct.Attr("from", "form"), ct.By(up))
		wrap := []any{}
		if s.lateRead {
			wrap = append(wrap, read)
		}
		u := p.Use("bodylimit", "net/http.MaxBytesReader", ct.Arg("limit", s.limit), ct.By(up, wrap...))
		past = append(past, p.Guard("bodylimit", ct.Decided(u)))
	}
	db := p.Store("postgresql", "PostgreSQL")
	update := p.Use("sql", "pgxpool.Pool.Exec", ct.SQL("UPDATE quotas SET used = used + $2 WHERE id = $1 AND used + $2 <= quota"), ct.On(db), ct.By(up))
	switch s.quota {
	case "guard":
		past = append(past, p.Guard("quota", ct.Decided(update), ct.Checks("column:id", ct.User())))
	case "update":
		past = append(past, p.Guard("compare", ct.Decided(update)))
	case "blind":
		update.SQL = "UPDATE quotas SET used = used + $2 WHERE id = $1"
		past = append(past, p.Guard("compare", ct.Decided(update)))
	}
	body := s.body
	if body == nil {
		body = ct.Input("file:file")
	}
	w := p.Use("object", put, ct.Op("write"), ct.On(p.Store("s3", "S3")), ct.Arg("body", body), ct.By(up, past...))
	if s.quota == "after" {
		g := p.Guard("quota", ct.Decided(update))
		p.Use("respond", "w.WriteHeader", ct.By(up, g, w))
	}
}

// file writes a request's content to a file.
func file(path *dfd.Value, opts ...ct.Opt) func(*ct.P) {
	return func(p *ct.P) {
		all := append([]ct.Opt{ct.Op("write"), ct.On(p.Store("filesystem", "data")), ct.Arg("path", path), ct.Arg("body", ct.Input("body:text")), ct.By(p.Route("POST /f"))}, opts...)
		p.Use("file", "os.WriteFile", all...)
	}
}

func TestUploads(t *testing.T) {
	open := "storage-exhaustion open High×High HIGH POST /upload"
	half := "storage-exhaustion open Medium×High HIGH POST /upload"
	held := "storage-exhaustion mitigated High×High HIGH POST /upload"
	fifty, huge := ct.Const("52428800"), ct.Const("53687091200")
	ct.Run(t, Check, []ct.Case{
		{Name: "neither", Build: parts{}.build, Want: []string{open}, Says: []string{"http.MaxBytesReader", "quota", "s3.Client.PutObject"}},
		{Name: "limit alone", Build: parts{limit: fifty}.build, Want: []string{half}, Says: []string{"50 MiB", "a quota before the write is missing"}},
		{Name: "quota alone", Build: parts{quota: "guard"}.build, Want: []string{half}, Says: []string{"a limit on the body is missing"}},
		{Name: "limit of 50 GiB", Build: parts{limit: huge}.build, Want: []string{open}, Says: []string{"50 GiB", "above 1 GiB"}},
		{Name: "limit of 50 GiB and a quota", Build: parts{limit: huge, quota: "guard"}.build, Want: []string{half}},
		{Name: "limit set when the form is read", Build: parts{limit: fifty, lateRead: true}.build, Want: []string{open}, Says: []string{"after the body has been read"}},
		{Name: "quota after the write", Build: parts{limit: fifty, quota: "after"}.build, Want: []string{half}, Says: []string{"before the write"}},
		{Name: "update without condition", Build: parts{limit: fifty, quota: "blind"}.build, Want: []string{half}},
		{Name: "limit of the caller's choice", Build: parts{limit: ct.Join(fifty, ct.Input("query:max")), quota: "guard"}.build, Want: []string{"storage-exhaustion to-confirm High×High MEDIUM POST /upload"}},
		{Name: "both", Build: parts{limit: fifty, quota: "guard"}.build, Want: []string{held}, Says: []string{"50 MiB"}},
		{Name: "conditional update acted on", Build: parts{limit: fifty, quota: "update"}.build, Want: []string{held}},
		{Name: "limit from a setting", Build: parts{limit: ct.Config("MAX_UPLOAD"), quota: "guard"}.build,
			Want: []string{"storage-exhaustion to-confirm High×High MEDIUM POST /upload"}, Says: []string{"MAX_UPLOAD"}},
		{Name: "administrators only", Build: parts{role: "admin"}.build, Want: []string{half}, Says: []string{"only callers with a role"}},
		{Name: "the program's own content", Build: parts{body: ct.Const("report")}.build},
		{Name: "copied into a file", Build: func(p *ct.P) {
			e := p.Route("POST /f")
			p.Use("file", "os.Create", ct.Op("write"), ct.On(p.Store("filesystem", "data")), ct.Arg("path", ct.Fresh()), ct.Func("app.save"), ct.By(e))
			p.Use("decode", "io.Copy", ct.Attr("kind", "copy"), ct.Arg("from", ct.Input("file:file")), ct.Func("app.save"), ct.By(e))
		}, Want: []string{"storage-exhaustion open High×High HIGH POST /f"}},
		{Name: "under one name", Build: file(ct.Join(ct.Config("DIR"), ct.Text("{config}/theme.css")))},
		{Name: "written to a file that was opened under one name", Build: func(p *ct.P) {
			e := p.Route("POST /f")
			data := p.Store("filesystem", "data")
			p.Use("file", "os.Create", ct.Op("write"), ct.On(data), ct.Arg("path", ct.Config("SETTINGS")), ct.Func("app.save"), ct.By(e))
			p.Use("file", "os.File.WriteString", ct.Op("write"), ct.On(data), ct.Attr("kind", "handle"), ct.Arg("body", ct.Input("body:text")), ct.Func("app.save"), ct.By(e))
		}},
		{Name: "written to one of two files", Build: func(p *ct.P) {
			e := p.Route("POST /f")
			data := p.Store("filesystem", "data")
			for _, name := range []*dfd.Value{ct.Config("SETTINGS"), ct.Fresh()} {
				p.Use("file", "os.Create", ct.Op("write"), ct.On(data), ct.Arg("path", name), ct.Func("app.save"), ct.By(e))
			}
			p.Use("file", "os.File.WriteString", ct.Op("write"), ct.On(data), ct.Attr("kind", "handle"), ct.Arg("body", ct.Input("body:text")), ct.Func("app.save"), ct.By(e))
		}, Want: []string{"storage-exhaustion open High×High HIGH POST /f"}},
		{Name: "over a file that has to be there", Build: file(ct.Input("query:name"), ct.Attr("opens", "old"))},
		{Name: "added to one file", Build: file(ct.Const("/data/all.log"), ct.Attr("opens", "append")), Want: []string{"storage-exhaustion open High×High HIGH POST /f"}},
		{Name: "under the caller's name", Build: file(ct.Input("query:name")), Want: []string{"storage-exhaustion open High×High HIGH POST /f"}},
		{Name: "under a name that is not known", Build: file(&dfd.Value{Unknown: true}), Want: []string{"storage-exhaustion open High×High HIGH POST /f"}},
		{Name: "read", Build: func(p *ct.P) {
			p.Use("object", put, ct.Op("read"), ct.On(p.Store("s3", "S3")), ct.By(p.Route("GET /f")))
		}},
		{Name: "record", Build: func(p *ct.P) {
			p.Use("sql", "Exec", ct.SQL("INSERT INTO notes (t) VALUES ($1)"), ct.On(p.Store("postgresql", "db")), ct.Arg("body", ct.Input("body:t")), ct.By(p.Route("POST /n")))
		}},
		{Name: "another route's limit", Build: func(p *ct.P) {
			p.Route("POST /avatar", p.Guard("bodylimit", ct.Valued("1 MiB")))
			parts{}.build(p)
		}, Want: []string{open}},
	})
}
