package dfdtest

import (
	"fmt"

	"github.com/gostride/gostride/dfd"
)

// Service is the reference feature in its whole service: two binaries, an open route, an administrator's routes, a cache in
// memory, a consumer, a call that could not be resolved, a threat that belongs to another route.
func Service() *dfd.Program {
	p := Upload()
	m := p.Model
	m.Feature = ""
	m.Processes = append(m.Processes, &dfd.Process{ID: "p2", Name: "worker", Package: module + "/cmd/worker", Kind: "binary"})
	m.Listeners = append(m.Listeners, &dfd.Listener{ID: "l2", Process: "p1", Network: "tcp", Address: "127.0.0.1:6060", TLS: "no", Exposure: "local"})
	m.Boundaries = append(m.Boundaries,
		&dfd.Boundary{ID: "b-admin", Kind: "privilege", Name: "administrators", Parent: "b-auth", Basis: "seen", Reason: "role admin"},
		&dfd.Boundary{ID: "b-async", Kind: "async", Name: "queue", Basis: "declared", Reason: "compose.yaml"})
	m.Elements = append(m.Elements,
		&dfd.Element{ID: "e-health", Kind: "process", Name: "GET /healthz", Boundary: "b-app", Level: 2},
		&dfd.Element{ID: "e-users", Kind: "process", Name: "GET /api/v1/users", Boundary: "b-admin", Level: 2},
		&dfd.Element{ID: "e-user", Kind: "process", Name: "DELETE /api/v1/users/{id}", Boundary: "b-admin", Level: 2},
		&dfd.Element{ID: "e-thumbs", Kind: "process", Name: "kafka uploads", Boundary: "b-app", Level: 2},
		&dfd.Element{ID: "e-cache", Kind: "store", Subkind: "memory", Name: "users cache", Boundary: "b-app", Level: 2},
		&dfd.Element{ID: "e-queue", Kind: "store", Subkind: "queue", Tech: "kafka", Name: "Kafka uploads", Boundary: "b-async", Level: 0},
		&dfd.Element{ID: "e-hook", Kind: "unresolved", Name: "h.notify", Boundary: "b-app", Level: 2})
	m.EntryPoints = append(m.EntryPoints,
		route("ep-health", "GET", "/healthz", "internal/httpapi.NewRouter.func1", "e-health", "public", "none"),
		route("ep-users", "GET", "/api/v1/users", "internal/admin.(*Users).List", "e-users", "protected", "jwt", "admin"),
		route("ep-user", "DELETE", "/api/v1/users/{id}", "internal/admin.(*Users).Delete", "e-user", "protected", "jwt", "admin"),
		&dfd.EntryPoint{ID: "ep-thumbs", Kind: "queue", Method: "kafka", Path: "uploads", Handler: module + "/internal/thumbs.Consume", Element: "e-thumbs", Processes: []string{"p2"}, Auth: dfd.Auth{Verdict: "unknown", Scheme: "unknown"}})
	m.Flows = append(m.Flows,
		flow("f6", "e-browser", "e-health", "request", "GET /healthz", "ep-health", "b-internet", "b-app"),
		flow("f7", "e-browser", "e-auth", "request", "GET /api/v1/users", "ep-users", "b-internet", "b-app"),
		flow("f8", "e-browser", "e-auth", "request", "DELETE /api/v1/users/{id}", "ep-user", "b-internet", "b-app"),
		flow("f9", "e-auth", "e-users", "call", "administrator's identity", "ep-users", "b-auth", "b-admin"),
		flow("f10", "e-auth", "e-user", "call", "administrator's identity", "ep-user", "b-auth", "b-admin"),
		flow("f11", "e-pg", "e-users", "read", "SELECT users", "ep-users", "b-db"),
		flow("f12", "e-users", "e-cache", "write", "users by id", "ep-users"),
		flow("f13", "e-user", "e-pg", "delete", "DELETE users", "ep-user", "b-db"),
		flow("f14", "e-queue", "e-thumbs", "consume", "upload events", "ep-thumbs", "b-async"),
		flow("f15", "e-thumbs", "e-s3", "write", "PutObject thumbnails", "ep-thumbs", "b-cloud"),
		flow("f16", "e-user", "e-hook", "call", "user id", "ep-user"))
	m.Threats = append(m.Threats, &dfd.Threat{ID: "T-5SQL", Rule: "sql-injection", STRIDE: "T", Target: "e-pg", EntryPoints: []string{"ep-users"},
		Title: "a search text changes the statement", Likelihood: "Medium", Impact: "High", Priority: "HIGH", Tier: "shown", Status: "open", Outer: "sql-injection api GET /api/v1/users postgresql"})
	m.Unresolved = append(m.Unresolved, &dfd.Unresolved{ID: "n1", Kind: "call", What: "h.notify", File: "internal/admin/users.go", Line: 51, Reason: "no function is ever assigned", EntryPoints: []string{"ep-user"}})
	p.Uses = append(p.Uses, &dfd.Use{ID: "u-users", Role: "sql", Element: "e-pg", Flow: "f11", Place: place("internal/postgres/users.go", 12, "internal/postgres.(*Users).List", ""), On: []dfd.Reach{{Entry: "ep-users", Guards: []string{"g-admin"}}}})
	p.Guards["g-admin"] = &dfd.Guard{ID: "g-admin", Kind: "role", Value: "admin"}
	p.Chains["ep-users"] = &dfd.Chain{Guards: []string{"g-admin", "g-jwt"}}
	return p
}

func route(id, method, path, handler, element, verdict, scheme string, roles ...string) *dfd.EntryPoint {
	return &dfd.EntryPoint{ID: id, Kind: "http", Method: method, Path: path, Handler: module + "/" + handler, Element: element,
		Processes: []string{"p1"}, Listener: "l1", Auth: dfd.Auth{Verdict: verdict, Scheme: scheme, Roles: roles}}
}

func flow(id, from, to, op, label, entry string, crosses ...string) *dfd.Flow {
	return &dfd.Flow{ID: id, From: from, To: to, Op: op, Label: label, EntryPoints: []string{entry}, Crosses: crosses}
}

// Many is a service with n routes that each read a table of their own name.
func Many(n int) *dfd.Program {
	p := Upload()
	for i := range n {
		id := fmt.Sprint(i)
		path := fmt.Sprintf("/area%d/item%d", i%7, i)
		p.Elements = append(p.Elements, &dfd.Element{ID: "e-many" + id, Kind: "process", Name: "GET " + path, Boundary: "b-app", Level: 2})
		p.EntryPoints = append(p.EntryPoints, route("ep-many"+id, "GET", path, "internal/many.Get"+id, "e-many"+id, "public", "none"))
		p.Flows = append(p.Flows,
			flow("fm"+id, "e-browser", "e-many"+id, "request", "GET "+path, "ep-many"+id, "b-internet", "b-app"),
			flow("fs"+id, "e-pg", "e-many"+id, "read", "SELECT item"+id, "ep-many"+id, "b-db"))
	}
	return p
}

// Named is Service with every name, label and reason replaced by what the function makes of it. Ids stay.
func Named(rename func(string) string) *dfd.Program {
	p := Service()
	for _, b := range p.Boundaries {
		b.Name, b.Reason = rename(b.Name), rename(b.Reason)
	}
	for _, e := range p.Elements {
		e.Name, e.Tech = rename(e.Name), rename(e.Tech)
	}
	for _, f := range p.Flows {
		f.Label, f.Protocol, f.Site.File, f.Site.Func = rename(f.Label), rename(f.Protocol), rename(f.Site.File), rename(f.Site.Func)
	}
	return p
}
