package massassign

import (
	"testing"

	ct "github.com/gostride/gostride/analyzers/checks/checktest"
	"github.com/gostride/gostride/dfd"
)

func create(typ string, v *dfd.Value) func(*ct.P) {
	return func(p *ct.P) {
		v.Type = typ
		p.Use("orm", "gorm.io/gorm.DB.Create", ct.Op("write"), ct.On(p.Store("postgresql", "db")), ct.Arg("values", v), ct.By(p.Route("POST /users")))
	}
}

func TestModels(t *testing.T) {
	const user = ct.Module + "/model.User"
	asked := []string{"mass-assignment to-confirm Medium×Medium MEDIUM POST /users"}
	ct.Run(t, Check, []ct.Case{
		{Name: "as it was sent", Build: create("*"+user, ct.Input("body:")), Want: asked, Says: []string{"model.User", "gorm.DB.Create"}},
		{Name: "by value", Build: create(user, ct.Input("body")), Want: asked},
		{Name: "a list", Build: create("[]"+user, ct.Input("body:")), Want: asked},
		{Name: "a form", Build: create("*"+user, ct.Input("form:")), Want: asked},
		{Name: "with the owner set afterwards", Build: create("*"+user, ct.Join(ct.Input("body:"), ct.User())), Want: asked},
		{Name: "field by field", Build: create("*"+user, ct.Input("body:email"))},
		{Name: "type of a library", Build: create("*github.com/x/y.User", ct.Input("body:"))},
		{Name: "made by the server", Build: create("*"+user, ct.Fresh())},
		{Name: "type not known", Build: create("", ct.Input("body:"))},
		{Name: "read", Build: func(p *ct.P) {
			p.Use("orm", "gorm.DB.Find", ct.Op("read"), ct.On(p.Store("postgresql", "db")), ct.Arg("model", &dfd.Value{Type: user, Origins: ct.Input("body:").Origins}), ct.By(p.Route("POST /find")))
		}},
	})
}
