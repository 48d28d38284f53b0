package ratelimit

import (
	"testing"

	ct "github.com/gostride/gostride/analyzers/checks/checktest"
)

// What a route costs has to be certain of this route: not a record that a setting switches on, nor what others pass a helper.
func TestCertain(t *testing.T) {
	ct.Run(t, Check, []ct.Case{
		{Name: "one of two writes where a setting says so", Build: func(p *ct.P) {
			a, b := p.Route("POST /a", p.JWT(nil)), p.Route("POST /b", p.JWT(nil))
			p.Use("object", put, ct.Op("write"), ct.On(p.Store("s3", "S3")), ct.By(a), ct.BySwitch("Backup", b))
		}, Want: []string{"missing-rate-limit open High×Medium HIGH POST /a", "missing-rate-limit to-confirm High×Medium MEDIUM POST /b"}, Says: []string{"Backup is switched on", "exhaust the service: POST /a"}},
		{Name: "a public route that always reads, and writes where a setting says so", Build: func(p *ct.P) {
			e, db := p.Route("GET /a"), p.Store("postgresql", "PostgreSQL")
			p.Use("sql", "database/sql.DB.Query", ct.Op("read"), ct.On(db), ct.SQL("SELECT id FROM t"), ct.By(e))
			p.Use("sql", "database/sql.DB.Exec", ct.Op("write"), ct.On(db), ct.SQL("INSERT INTO log (id) VALUES ($1)"), ct.BySwitch("Audit", e))
		}, Want: []string{"missing-rate-limit open High×Medium MEDIUM GET /a"}},
		{Name: "one of two stores, the other one in memory", Build: func(p *ct.P) {
			p.Use("object", put, ct.Op("write"), ct.On(p.Store("s3", "S3")), ct.ByOneOf("Save", 0, 2, p.Route("POST /a", p.JWT(nil))))
		}, Want: []string{"missing-rate-limit open High×Medium HIGH POST /a"}, Says: []string{"where that one of several functions is called"}},
	})
}
