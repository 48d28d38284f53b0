package inlineupload

import (
	"testing"

	ct "github.com/gostride/gostride/analyzers/checks/checktest"
	"github.com/gostride/gostride/dfd"
)

// records keeps a file in a table, and answers with it.
type records struct {
	kind     *dfd.Value // the type's column
	list     string     // a guard of the upload
	column   string     // "": type
	content  *dfd.Value // nil: the file
	told     *dfd.Value // what the answer says of the type; nil: what was read
	headers  map[string]*dfd.Value
	own      bool // read by who asks
	table    string
	answered string // kind of the answer
}

func (s records) build(p *ct.P) {
	db, up, down := p.Store("sqlite", "db"), p.Route("POST /files", p.JWT(nil)), p.Route("GET /f/{id}")
	if s.column == "" {
		s.column = "type"
	}
	if s.content == nil {
		s.content = ct.Input("file:file")
	}
	if s.table == "" {
		s.table = "files"
	}
	var past []any
	if s.list != "" {
		past = append(past, p.Guard(s.list, ct.Checks("value", s.kind), ct.Checks("allowed", ct.Text("image/png", "image/jpeg"))))
	}
	p.Use("sql", "database/sql.DB.Exec", ct.Op("write"), ct.On(db), ct.SQL("INSERT INTO files (blob, "+s.column+") VALUES (?, ?)", "blob", s.column),
		ct.Arg("column:blob", s.content), ct.Arg("column:"+s.column, s.kind), ct.By(up, past...)).Tables = []string{"files"}
	who := ct.Input("path:id")
	if s.own {
		who = ct.User()
	}
	read := p.Use("sql", "database/sql.DB.QueryRow", ct.Op("read"), ct.On(db), ct.SQL("SELECT blob, type FROM "+s.table+" WHERE id = ?"), ct.Arg("values", who), ct.By(down))
	read.Tables = []string{s.table}
	was := func() *dfd.Value {
		return &dfd.Value{Origins: []dfd.Origin{{Kind: "store", Place: read.Place}}}
	}
	before := []any{read}
	if s.told == nil {
		s.told = was()
	}
	header := func(name string, v *dfd.Value) {
		before = append(before, p.Use("set-header", "net/http.Header.Set", ct.Arg("name", ct.Const(name)), ct.Arg("value", v), ct.By(down)))
	}
	header("Content-Type", s.told)
	for _, name := range []string{"Content-Disposition", "Content-Security-Policy"} {
		if v := s.headers[name]; v != nil {
			header(name, v)
		}
	}
	if s.answered == "" {
		s.answered = "text"
	}
	p.Use("respond", "net/http.ResponseWriter.Write", ct.Attr("kind", s.answered), ct.Arg("body", was()), ct.By(down, before...))
}

func TestKept(t *testing.T) {
	const open, question = "inline-upload open Medium×Critical HIGH POST /files", "inline-upload to-confirm Medium×Critical MEDIUM POST /files"
	told := ct.Input("header:Content-Type")
	ct.Run(t, Check, []ct.Case{
		{Name: "under the type that the sender chose", Build: records{kind: told}.build, Want: []string{open}, Says: []string{"GET /f/{id}"}},
		{Name: "a type in the body", Build: records{kind: ct.Input("body:mime"), column: "mime_type"}.build, Want: []string{open}},
		{Name: "content in the body", Build: records{kind: told, content: ct.Input("body")}.build, Want: []string{open}},
		{Name: "a policy that lets scripts of the same origin run", Build: records{kind: told, headers: map[string]*dfd.Value{"Content-Security-Policy": ct.Const("default-src 'self'")}}.build, Want: []string{open}},
		{Name: "shown on request", Build: records{kind: told, headers: map[string]*dfd.Value{"Content-Disposition": ct.Text("inline; filename={}")}}.build, Want: []string{open}},
		{Name: "some types are told as plain text", Build: func(p *ct.P) {
			records{kind: told}.build(p)
			p.Uses[2].Args["value"].Text = []string{"text/plain"}
		}, Want: []string{question}},
		{Name: "read by who asks", Build: records{kind: told, own: true}.build, Want: []string{question}},
		{Name: "a disposition that was not followed", Build: records{kind: told, headers: map[string]*dfd.Value{"Content-Disposition": ct.Opaque()}}.build, Want: []string{question}},
		{Name: "as attachment", Build: records{kind: told, headers: map[string]*dfd.Value{"Content-Disposition": ct.Const("attachment")}}.build},
		{Name: "in a sandbox", Build: records{kind: told, headers: map[string]*dfd.Value{"Content-Security-Policy": ct.Const("sandbox")}}.build},
		{Name: "under a type of the program's", Build: records{kind: told, told: ct.Const("application/octet-stream")}.build},
		{Name: "a type of a list", Build: records{kind: told, list: "allowlist"}.build},
		{Name: "the sniffed type", Build: records{kind: ct.Origin("sniffed", "")}.build},
		{Name: "another table", Build: records{kind: told, table: "pages"}.build},
		{Name: "an answer in JSON", Build: records{kind: told, answered: "json"}.build},
		{Name: "a word that is no type of content", Build: records{kind: ct.Input("body:kind"), column: "kind"}.build},
		{Name: "the size of the file", Build: records{kind: told, content: ct.Input("file:file", "size")}.build},
	})
}
