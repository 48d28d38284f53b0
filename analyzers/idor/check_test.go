package idor

import (
	"testing"

	ct "github.com/gostride/gostride/analyzers/checks/checktest"
	"github.com/gostride/gostride/dfd"
)

// files is a program whose table has an owner, and one statement that picks a row of it.
func files(statement string, params *dfd.Value, more func(p *ct.P, e *dfd.EntryPoint)) func(*ct.P) {
	return func(p *ct.P) {
		db := p.Store("postgresql", "PostgreSQL")
		gate := p.JWT(nil)
		p.Use("sql", "Exec", ct.SQL("INSERT INTO files (id, owner) VALUES ($1, $2)"), ct.On(db), ct.Column("owner", ct.User()), ct.By(p.Route("POST /files", gate)))
		e := p.Route("DELETE /files/{id}", gate)
		p.Use("sql", "pgxpool.Pool.Exec", ct.SQL(statement), ct.On(db), ct.Arg("values", params), ct.By(e))
		if more != nil {
			more(p, e)
		}
	}
}

func TestRows(t *testing.T) {
	id := ct.Input("path:id")
	change := []string{"object-owner-change open Medium×High HIGH DELETE /files/{id}"}
	read := []string{"object-owner-read open Medium×High HIGH DELETE /files/{id}"}
	const del = "DELETE FROM files WHERE id = $1"
	ct.Run(t, Check, []ct.Case{
		{Name: "deleted", Build: files(del, id, nil), Want: change, Says: []string{"row of files", "pgxpool.Pool.Exec"}},
		{Name: "deleted by a number", Build: files(del, ct.Input("path:id", "number"), nil), Want: change},
		{Name: "changed", Build: files("UPDATE public.files SET name = $2 WHERE id = $1", ct.Join(id, ct.Input("body:name")), nil), Want: change},
		{Name: "read", Build: files("SELECT * FROM files WHERE id = $1", id, nil), Want: read},
		{Name: "identity in what is set only", Build: files("UPDATE files SET name = $2 WHERE id = $1", id, func(p *ct.P, _ *dfd.EntryPoint) {
			p.Uses[1].Args["where:id"] = id
		}), Want: change},
		{Name: "with the owner", Build: files("DELETE FROM files WHERE id = $1 AND owner = $2", ct.Join(id, ct.User()), nil)},
		{Name: "owner compared afterwards", Build: files("SELECT * FROM files WHERE id = $1", id, func(p *ct.P, e *dfd.EntryPoint) {
			p.Use("respond", "w.Write", ct.By(e, p.Guard("owner")))
		})},
		{Name: "administrators only", Build: files(del, id, func(p *ct.P, e *dfd.EntryPoint) { e.Auth.Roles = []string{"admin"} })},
		{Name: "table without owner", Build: files("DELETE FROM tags WHERE id = $1", id, nil)},
		{Name: "id of the server's", Build: files(del, ct.Fresh(), nil)},
		{Name: "search", Build: files("SELECT * FROM files WHERE name LIKE $1", ct.Input("query:q"), nil)},
		{Name: "something not followed", Build: files(del, ct.Join(id, ct.Opaque()), nil)},
		{Name: "verdict not known, and a guard holds", Build: files(del, id, func(_ *ct.P, e *dfd.EntryPoint) { e.Auth.Verdict = "unknown" }), Want: change},
	})
}
