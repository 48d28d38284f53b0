package link

import (
	"fmt"
	"strings"
	"testing"

	"github.com/gostride/gostride/analyzers/catalog"
	"github.com/gostride/gostride/analyzers/lower/lowertest"
	"github.com/gostride/gostride/dfd"
)

// TestCertainty: what is only done where a setting is switched on is told apart, and what only one of several implementations does.
func TestCertainty(t *testing.T) {
	type certainty struct {
		on      string
		covered bool
	}
	want := map[string]certainty{
		"ANY /switched": {"keep", true}, "ANY /unless": {"", true}, "ANY /default": {"", true}, "ANY /asked": {"", true},
		"ANY /either": {"", true}, "ANY /save": {"", true}, "ANY /drop": {"", false},
		"ANY /named": {"DIR", true}, "ANY /unnamed": {"", true}, "ANY /cleared": {"", false},
	}
	got, ways := map[string]certainty{}, map[string][][]dfd.Choice{}
	p := linked(t, loaded(t, "testdata/certainty.txt"))
	for path, want := range map[string]string{"/heap": "[keep]", "/mutex": "[]"} {
		if c := p.Chains["http:ANY "+path]; c == nil || fmt.Sprint(c.Switched) != want {
			t.Errorf("%s: %+v, want %s", path, c, want)
		}
	}
	skips := 0
	for _, u := range p.Uses {
		if strings.HasSuffix(u.Symbol, "InsecureSkipVerify") {
			skips++
		}
		if strings.HasSuffix(u.Symbol, "InsecureSkipVerify") && (u.Attr["beside"] == "certificate") != strings.HasSuffix(u.Place.Func, "shown") {
			t.Errorf("%s: beside %q", u.Place.Func, u.Attr["beside"])
		}
		for _, on := range u.On {
			if name := strings.TrimPrefix(on.Entry, "http:"); u.Role == "file" && name != "" {
				ways[name] = append(ways[name], on.Choices)
				got[name] = certainty{on.Switch, dfd.Covered(ways[name])}
			}
		}
	}
	for name, c := range want {
		if got[name] != c {
			t.Errorf("%s: %v, want %v", name, got[name], c)
		}
	}
	if len(got) != len(want) || skips != 2 {
		t.Errorf("entry points: %v; %d settings", got, skips)
	}
}

// TestPicks: what is reached whichever function is called is as certain as the call itself.
func TestPicks(t *testing.T) {
	i, up := &inst{}, &pick{i: &inst{}, of: 3, took: 1}
	one, other := &pick{i: i, took: 1, of: 2, up: up}, &pick{i: i, took: 2, of: 2, up: up}
	for name, c := range map[string]struct{ a, b, want *pick }{
		"both":                {one, other, up},
		"the same":            {one, one, one},
		"a certain way":       {one, nil, nil},
		"the way to the call": {one, up, up},
		"another call":        {one, &pick{i: i, at: 1, took: 2, of: 2, up: up}, one},
		"nothing more":        {one, &pick{i: i, took: 1, of: 2, up: up}, one},
	} {
		got := c.a.or(c.b)
		if got != c.want {
			t.Errorf("%s: %+v, want %+v", name, got, c.want)
		}
	}
}

// TestShared: what a function makes that is called in more contexts than are kept apart may be another route's; what is passed on as it is, and
// what is passed to one of a few, is this one's.
func TestShared(t *testing.T) {
	cat, err := catalog.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		full bool
		name string
		want bool
	}{{false, `"/srv/" + name`, false}, {true, `"/srv/" + name`, true}, {true, "name", false}} {
		const callers = 8
		var b strings.Builder
		b.WriteString("-- go.mod --\nmodule example.com/m\n\ngo 1.24\n-- main.go --\npackage main\n\nimport (\n\t\"net/http\"\n\t\"os\"\n)\n\n")
		b.WriteString("func put(name string) { os.WriteFile(" + c.name + ", nil, 0o600) }\n\nfunc main() {\n")
		for n := range callers {
			fmt.Fprintf(&b, "\thttp.HandleFunc(\"/%d\", func(w http.ResponseWriter, r *http.Request) { put(\"%d\") })\n", n, n)
		}
		b.WriteString("\thttp.ListenAndServe(\":8080\", nil)\n}\n")
		seen, shared := 0, 0
		in := Input{Packages: lowertest.Module(t, b.String()), Catalog: cat}
		l := newLinker(newWorld(in.Packages, in.Catalog))
		if c.full {
			l.many = 1 - len(l.funcs)/4
		}
		l.solve(nil)
		for _, u := range newAssembly(l, in).program().Uses {
			for _, on := range u.On {
				if u.Role == "file" {
					seen++
					if on.Shared {
						shared++
					}
				}
			}
		}
		if seen == 0 || (shared > 0) != c.want {
			t.Errorf("%+v: %d of %d are shared", c, shared, seen)
		}
	}
}
