package checks

import (
	"fmt"
	"testing"

	"github.com/gostride/gostride/analyzers/catalog"
	"github.com/gostride/gostride/dfd"
	"github.com/gostride/gostride/stride"
)

// TestEmpty runs every check over programs with nothing in them.
func TestEmpty(t *testing.T) {
	for _, p := range []*dfd.Program{
		{Model: &dfd.Model{}},
		{Model: &dfd.Model{EntryPoints: []*dfd.EntryPoint{{ID: "e", Kind: "http"}}}, Uses: []*dfd.Use{{ID: "u", Role: "object", Op: "write", On: []dfd.Reach{{Entry: "e"}, {Entry: "gone"}}}, {}}},
	} {
		for _, c := range All() {
			c.Program(p)
		}
	}
}

// TestSparse runs every check over each role with the least that a use may carry, and with the most: the catalogue's
// arguments, each of everything. No check may panic, and none may say "mitigated" of a value that could not be followed.
func TestSparse(t *testing.T) {
	names := []string{"key", "path", "to", "body", "contenttype", "acl", "policy", "block", "expires", "disposition", "query", "where", "table", "values", "model",
		"url", "host", "addr", "command", "args", "value", "name", "secure", "httponly", "samesite", "perm", "limit", "rate", "window", "message", "fields", "from", "status", "keyfunc",
		"size", "items", "panics", "fn", "answer", "origins", "skip", "listing", "dir", "fs", "options", "into", "dsn", "burst"}
	for _, role := range catalog.Roles() {
		for _, op := range []string{"", "read", "write", "delete"} {
			for _, full := range []bool{false, true} {
				t.Run(fmt.Sprint(role, " ", op, " ", full), func(t *testing.T) { sparse(t, role, op, full, names) })
			}
		}
	}
}

func sparse(t *testing.T, role, op string, full bool, names []string) {
	p := &dfd.Program{Model: &dfd.Model{
		EntryPoints: []*dfd.EntryPoint{{ID: "e", Kind: "http", Method: "POST", Path: "/x", Element: "el", Auth: dfd.Auth{Verdict: "protected", Scheme: "jwt"}}},
		Elements:    []*dfd.Element{{ID: "el", Kind: "process"}, {ID: "s", Kind: "store", Subkind: "object", Tech: "s3"}},
	}}
	u := &dfd.Use{ID: "u", Role: role, Op: op, Symbol: "x.Y", Element: "s", Place: dfd.Place{File: "a.go", Line: 1, Func: "x.F"}, On: []dfd.Reach{{Entry: "e"}}}
	if full {
		u.Args, u.Attr, u.Tables, u.SQL = map[string]*dfd.Value{}, map[string]string{"scheme": "jwt", "kind": "structured"}, []string{"t"}, "("
		for _, n := range names {
			u.Args[n] = &dfd.Value{Unknown: true}
		}
	}
	p.Uses = []*dfd.Use{u}
	if err := stride.Assess(p, All(), stride.Options{}); err != nil {
		t.Fatal(err)
	}
	for _, un := range p.Unresolved {
		if un.Kind == "check" {
			t.Error(un.Reason)
		}
	}
	for _, th := range p.Threats {
		if full && th.Status == stride.Mitigated {
			t.Errorf("%s is mitigated, and nothing is known: %s", th.Rule, th.Reason)
		}
	}
}
