package signuprole

import (
	"testing"

	ct "github.com/gostride/gostride/analyzers/checks/checktest"
	"github.com/gostride/gostride/dfd"
)

// service is a program whose sign-in reads users, and one statement that writes there.
func service(route string, text string, opts ...func(p *ct.P, e *dfd.EntryPoint) ct.Opt) func(*ct.P) {
	return func(p *ct.P) {
		db := p.Store("postgresql", "PostgreSQL")
		login := p.Route("POST /login")
		p.Use("sql", "sqlx.DB.Get", ct.SQL("SELECT * FROM users WHERE email = $1"), ct.On(db), ct.By(login))
		p.Use("compare", "bcrypt.CompareHashAndPassword", ct.Attr("kind", "password"), ct.By(login))
		e := p.Route(route)
		all := []ct.Opt{ct.SQL(text), ct.On(db)}
		for _, o := range opts {
			all = append(all, o(p, e))
		}
		if len(opts) < 2 {
			all = append(all, ct.By(e))
		}
		p.Use("sql", "sqlx.DB.Exec", all...)
	}
}

func column(name string, v *dfd.Value) func(*ct.P, *dfd.EntryPoint) ct.Opt {
	return func(*ct.P, *dfd.EntryPoint) ct.Opt { return ct.Column(name, v) }
}

func past(kind string, opts ...func(*dfd.Guard)) func(*ct.P, *dfd.EntryPoint) ct.Opt {
	return func(p *ct.P, e *dfd.EntryPoint) ct.Opt { return ct.By(e, p.Guard(kind, opts...)) }
}

func list(values ...string) []func(*dfd.Guard) {
	return []func(*dfd.Guard){ct.Checks("value", ct.Input("body:role")), ct.Checks("allowed", ct.Text(values...))}
}

// member is a route of signed-in users that writes what somebody may do, by a key.
func member(key *dfd.Value) func(*ct.P) {
	return func(p *ct.P) {
		service("POST /x", "DELETE FROM x")(p)
		e := p.Route("PUT /members/{user}", p.JWT(nil))
		p.Use("sql", "sqlx.DB.Exec", ct.SQL("UPDATE users SET role = $1 WHERE id = $2"), ct.On(p.Store("postgresql", "PostgreSQL")), ct.Column("role", ct.Input("body:role")), ct.Arg("where:id", key), ct.By(e))
	}
}

// shared is a route that sets a role by a statement.
func shared(text string) func(*ct.P) {
	return service("POST /signup", text, column("role", ct.Input("body:role")), func(p *ct.P, e *dfd.EntryPoint) ct.Opt {
		return func(u *dfd.Use) { ct.Arg("query", ct.Text(text))(u); ct.By(e)(u) }
	})
}

const insert = "INSERT INTO users (email, role) VALUES ($1, $2)"

func TestOpen(t *testing.T) {
	role := ct.Input("body:role")
	open := []string{"signup-role open High×High HIGH POST /signup"}
	ct.Run(t, Check, []ct.Case{
		{Name: "column", Build: service("POST /signup", insert, column("role", role)), Want: open, Says: []string{`request body field "role"`, "by its name"}},
		{Name: "form field, flag of an administrator", Build: service("POST /signup", insert, column("is_admin", ct.Input("form:admin", "bool"))), Want: open},
		{Name: "without columns, by the name of what was sent", Build: service("POST /signup", "INSERT INTO users VALUES ($1, $2)", func(p *ct.P, e *dfd.EntryPoint) ct.Opt {
			return ct.Arg("values", ct.Join(ct.Input("body:email"), ct.Input("body:user_role")))
		}), Want: open},
		{Name: "list with the administrator in it", Build: service("POST /signup", insert, column("role", role), past("allowlist", list("admin", "user")...)), Want: open, Says: []string{"lets admin through"}},
		{Name: "tag with the administrator in it", Build: tagged("required,oneof=user admin"), Want: open, Says: []string{"lets admin through"}},
		{Name: "another value held to a list", Build: service("POST /signup", insert, column("role", role), past("allowlist", ct.Checks("value", ct.Input("body:plan")), ct.Checks("allowed", ct.Text("free")))), Want: open},
		{Name: "profile of a signed-in user", Build: func(p *ct.P) {
			service("POST /x", "DELETE FROM x")(p)
			e := p.Route("PUT /me", p.JWT(nil))
			p.Use("sql", "sqlx.DB.Exec", ct.SQL("UPDATE users SET role = $1"), ct.On(p.Store("postgresql", "PostgreSQL")), ct.Column("role", role), ct.By(e))
		}, Want: []string{"signup-role open High×High HIGH PUT /me"}},
		{Name: "member of a team, by a signed-in user", Build: member(ct.Input("path:user")), Want: []string{"signup-role to-confirm High×High MEDIUM PUT /members/{user}"}, Says: []string{"somebody else"}},
		{Name: "the caller's own record, by a path", Build: member(ct.Join(ct.Input("path:user"), ct.Origin("identity", "jwt"))), Want: []string{"signup-role open High×High HIGH PUT /members/{user}"}},
		{Name: "member of a team, by anybody", Build: service("PUT /members/{user}", "UPDATE users SET role = $1 WHERE id = $2", column("role", role), func(p *ct.P, e *dfd.EntryPoint) ct.Opt {
			return func(u *dfd.Use) { ct.Arg("where:id", ct.Input("path:user"))(u); ct.By(e)(u) }
		}), Want: []string{"signup-role open High×High HIGH PUT /members/{user}"}},
		{Name: "a share, found by whose and of what", Build: shared("UPDATE users SET role = $1 WHERE user_id = $2 AND project_id = $3"), Want: []string{"signup-role to-confirm High×High MEDIUM POST /signup"}, Says: []string{"one thing"}},
		{Name: "a share, with both in its columns", Build: service("POST /signup", insert, column("role", role), func(p *ct.P, e *dfd.EntryPoint) ct.Opt {
			return func(u *dfd.Use) {
				ct.Column("user_id", ct.Input("body:user"))(u)
				ct.Arg("field:TeamID", ct.Input("body:team"))(u)
				ct.By(e)(u)
			}
		}), Want: []string{"signup-role to-confirm High×High MEDIUM POST /signup"}},
		{Name: "an account of a tenant, with a picture", Build: shared("UPDATE users SET role = $1 WHERE tenant_id = $2 AND picture_id = $3"), Want: open},
		{Name: "an account by its number", Build: shared("UPDATE users SET role = $1 WHERE user_id = $2"), Want: open},
		{Name: "model bound as a whole", Build: func(p *ct.P) {
			v := ct.Join(ct.Input("body:"), ct.Input("body:password", "hash"))
			p.Use("orm", "gorm.DB.Create", ct.Op("write"), ct.On(p.Store("mysql", "db")), ct.Arg("values", v), ct.Arg("field:Role", ct.Input("body:role")), ct.By(p.Route("POST /signup")))
		}, Want: open, Says: []string{"`Role`"}},
		{Name: "another field set anew", Build: service("POST /signup", insert, column("role", role), past("set", ct.Valued("example.com/app.User.Permissions"), ct.Checks("value", ct.Input("body:")))), Want: open},
		{Name: "set anew in another request", Build: service("POST /signup", insert, column("role", role), past("set", ct.Valued("example.com/app.User.Role"), ct.Checks("value", elsewhere()))), Want: open},
	})
}

func elsewhere() *dfd.Value {
	v := ct.Input("body:")
	v.Origins[0].Place = dfd.Place{File: "other.go", Line: 7}
	return v
}

func TestQuestions(t *testing.T) {
	role := ct.Input("body:role")
	asked := []string{"signup-role to-confirm High×High MEDIUM POST /signup"}
	ct.Run(t, Check, []ct.Case{
		{Name: "list that could not be read", Build: service("POST /signup", insert, column("role", role), past("allowlist", ct.Checks("value", role))), Want: asked},
		{Name: "administrators refused", Build: service("POST /signup", insert, column("role", role), past("denylist", list("admin")...)), Want: asked, Says: []string{"no other value"}},
		{Name: "who calls is not known", Build: func(p *ct.P) {
			service("POST /signup", insert, column("role", role))(p)
			p.EntryPoints[1].Auth.Verdict = "unknown"
		}, Want: asked, Says: []string{"Who gets to"}},
		{Name: "accounts by the name of the table only", Build: func(p *ct.P) {
			p.Use("sql", "Exec", ct.SQL("INSERT INTO accounts (role) VALUES ($1)"), ct.On(p.Store("mysql", "db")), ct.Column("role", role), ct.By(p.Route("POST /signup")))
		}, Want: asked},
	})
}

func TestSilence(t *testing.T) {
	role := ct.Input("body:role")
	ct.Run(t, Check, []ct.Case{
		{Name: "constant", Build: service("POST /signup", insert, column("role", ct.Const("user")))},
		{Name: "list without a rank", Build: service("POST /signup", insert, column("role", role), past("allowlist", list("user", "guest")...))},
		{Name: "set anew after it was bound", Build: service("POST /signup", insert, column("role", role), past("set", ct.Valued("example.com/app.User.Role"), ct.Checks("value", ct.Input("body:"))))},
		{Name: "only administrators may ask for one", Build: service("POST /signup", insert, column("role", role), past("graded"))},
		{Name: "what is sent asks for nothing", Build: service("POST /signup", insert, column("role", role), past("unprivileged", ct.Valued("example.com/app.In.Role")))},
		{Name: "administrators' route", Build: func(p *ct.P) {
			e := p.Route("POST /users", p.JWT(nil), p.Guard("role", ct.Valued("admin")))
			p.Use("sql", "Exec", ct.SQL(insert), ct.On(p.Store("postgresql", "PostgreSQL")), ct.Column("role", role), ct.By(e))
		}},
		{Name: "role in a film", Build: service("POST /cast", "INSERT INTO cast_members (role) VALUES ($1)", column("role", role))},
		{Name: "mail address of the administrator", Build: service("POST /signup", insert, column("admin_email", ct.Input("body:admin_email")))},
		{Name: "tag of the struct", Build: tagged("required,oneof=user guest")},
		{Name: "read", Build: service("POST /signup", "SELECT * FROM users WHERE role = $1", column("role", role))},
	})
}

// tagged is a program whose request is bound into a struct with a rule on its role.
func tagged(rule string) func(*ct.P) {
	return func(p *ct.P) {
		service("POST /x", "DELETE FROM x")(p)
		e := p.Route("POST /signup")
		p.Use("input", "github.com/gin-gonic/gin.Context.ShouldBindJSON", ct.Attr("from", "body"), ct.Attr("rule:role", "binding:"+rule), ct.By(e), ct.Func("web.f"), at("web/f.go"))
		v := ct.Input("body:role")
		v.Origins[0].Place = dfd.Place{File: "web/f.go", Line: 1, Func: ct.Module + "/web.f"}
		p.Use("sql", "Exec", ct.SQL(insert), ct.On(p.Store("postgresql", "PostgreSQL")), ct.Column("role", v), ct.By(e))
	}
}

func at(file string) ct.Opt {
	return func(u *dfd.Use) { u.Place.File, u.Place.Line = file, 1 }
}
