package catalog

import (
	"errors"
	"strings"
	"testing"
	"testing/fstest"
)

const head = "library: lib\nrows:\n"

func TestLoadErrors(t *testing.T) {
	tests := []struct{ name, src, want string }{
		{"not YAML", "library: [\n", "lib.yaml:"},
		{"empty", "", "lib.yaml: want one YAML document"},
		{"list", "- a\n- b\n", "lib.yaml:1: file: want key: value lines"},
		{"no library", "rows: []\n", "key library is missing"},
		{"unknown file key", "library: x\nrow: []\n", `lib.yaml:2: unknown key "row"; did you mean "rows"?`},
		{"unknown row key", head + "  - {package: p, symbols: [F], role: pass, metod: GET}\n", `lib.yaml:3: unknown key "metod"; did you mean "method"?`},
		{"unknown role", head + "  - {package: p, symbols: [F], role: rout}\n", `lib.yaml:3: unknown role "rout"; did you mean "route"?`},
		{"unknown arg without a neighbour", head + "  - {package: p, symbols: [F], role: wire, args: {quark: 0}}\n", `role wire: unknown arg "quark"; want fn, value`},
		{"unknown value", head + "  - {package: p, symbols: [F], role: middleware, self: yes}\n", `unknown value of self "yes"; want true`},
		{"unknown place", head + "  - {package: p, symbols: [F], role: sql, args: {query: recvr.Name}}\n", `args.query: "recvr.Name": want an argument number, last, recv, result or =text; did you mean "recv"?`},
		{"row that is an alias", head + "  - &x {package: p, symbols: [F], role: none}\n", "row: want key: value lines"},
		{"unknown arg", head + "  - {package: p, symbols: [F], role: route, args: {handler: 0, pfad: 1}}\n", `role route: unknown arg "pfad"; did you mean "path"?`},
		{"missing arg", head + "  - {package: p, symbols: [F], role: route, args: {path: 0}}\n", "role route needs args.handler"},
		{"bad place", head + "  - {package: p, symbols: [F], role: pass, args: {value: first}}\n", `args.value: "first": want an argument number`},
		{"bad value", head + "  - {package: p, symbols: [F], role: serve, tls: maybe}\n", `unknown value of tls "maybe"`},
		{"bad op", head + "  - {package: p, symbols: [F], role: sql, op: reed}\n", `unknown op "reed"; did you mean "read"?`},
		{"bad package", head + "  - {package: p q, symbols: [F], role: pass}\n", `package "p q" is no import path`},
		{"bad symbol", head + "  - {package: p, symbols: ['*T.M'], role: pass}\n", `symbol "*T.M"`},
		{"wildcard with meaning", head + "  - {package: p, symbols: ['*'], role: exec, args: {command: 0}}\n", "is only for the roles"},
		{"no symbols", head + "  - {package: p, role: pass}\n", "key symbols is missing"},
		{"no package", head + "  - {symbols: [F], role: pass}\n", "key package is missing"},
		{"twice", head + "  - {package: p, package: q, symbols: [F], role: pass}\n", "already defined"},
		{"rows no list", "library: x\nrows: 3\n", "lib.yaml:2: want a list"},
		{"attribute no scalar", head + "  - {package: p, symbols: [F], role: pass, kind: {a: b}}\n", "want a plain value"},
		{"duplicate", head + "  - {package: p, symbols: [F], role: pass}\n  - {package: p, symbols: [F], role: pass}\n", "lib.yaml:4: p.F, role pass, is a duplicate of lib.yaml:3"},
		{"contradiction", head + "  - {package: p, symbols: [F], role: kdf, args: {value: 0}}\n  - {package: p, symbols: [F], role: kdf, args: {value: 1}}\n", "lib.yaml:4: p.F, role kdf, contradicts role kdf at lib.yaml:3"},
		{"none and more", head + "  - {package: p, symbols: [F], role: none}\n  - {package: p, symbols: [F], role: pass}\n", "contradicts role none"},
		{"nested", strings.Repeat("[", 200), "lib.yaml:1: brackets nested deeper"},
		{"long line", "library: x\n# " + strings.Repeat("x", maxLine), "lib.yaml:2: line longer"},
		{"long file", strings.Repeat("#\n", maxFile/2+1), "lib.yaml: longer than"},
		{"technology", "library: x\ntechnologies:\n  - {tech: a, nam: b}\n", `unknown key "nam"; did you mean "name"?`},
		{"driver twice", "library: x\ntechnologies:\n  - {tech: a, name: A, drivers: [d]}\n  - {tech: b, name: B, drivers: [d]}\n", `lib.yaml:4: driver "d" is claimed by b and by a`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c, err := Load(oneFile(tt.src))
			if err == nil || c != nil {
				t.Fatalf("loaded, want %q", tt.want)
			}
			if !strings.Contains(err.Error(), tt.want) {
				t.Errorf("got %v, want %q", err, tt.want)
			}
			var e *Error
			if !errors.As(err, &e) || e.File != "lib.yaml" {
				t.Errorf("%v names no file", err)
			}
		})
	}
}

// TestLoadAllMistakes: a person sees all mistakes at once, of all files.
func TestLoadAllMistakes(t *testing.T) {
	_, err := Load(fstest.MapFS{
		"a.yaml":     {Data: []byte(head + "  - {package: p, symbols: [F], role: a}\n  - {package: p, symbols: [F], role: b}\n")},
		"sub/b.yml":  {Data: []byte("library: x\nfoo: 1\n")},
		"ignored.md": {Data: []byte("no model")},
	})
	if err == nil {
		t.Fatal("loaded")
	}
	for _, want := range []string{"a.yaml:3:", "a.yaml:4:", "sub/b.yml:2:"} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("%v does not name %s", err, want)
		}
	}
}

func TestLoad(t *testing.T) {
	c := mustLoad(t, `
library: lib
package: example.com/lib
rows:
  - symbols: [A|B.Get|Post, F]
    role: route
    method: $NAME
    args:
      path: [0, 1.Path]
      handler: 1...
`)
	if n := len(c.Rows()); n != 5 {
		t.Fatalf("%d rows, want 5", n)
	}
	r := c.Lookup("example.com/lib.B.Post")[0]
	if r.Attr["method"] != "POST" || r.Library != "lib" || len(r.Args["path"]) != 2 || !r.Args["handler"][0].Spread {
		t.Errorf("B.Post: %+v", r)
	}
	if got := r.Place(); got != "lib.yaml:5" {
		t.Errorf("place %s", got)
	}
}

func TestWith(t *testing.T) {
	base := mustLoad(t, head+`
  - {package: p, symbols: [F], role: kdf, args: {value: 0}}
  - {package: p, symbols: [G], role: pass}
`)
	user := func(src string) *Catalog {
		c, err := Load(fstest.MapFS{"mine.yaml": {Data: []byte("library: mine\nrows:\n" + src)}})
		if err != nil {
			t.Fatal(err)
		}
		return c
	}
	t.Run("adds", func(t *testing.T) {
		c, err := base.With(user("  - {package: p, symbols: [H], role: none}\n  - {package: own, symbols: [F], role: none}\n"))
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range []string{"p.F", "p.G", "p.H", "own.F"} {
			if len(c.Lookup(s)) != 1 {
				t.Errorf("%s: %d rows", s, len(c.Lookup(s)))
			}
		}
		if lib, _ := c.KnownPackage("p"); lib != "lib" {
			t.Errorf("package p belongs to %s", lib)
		}
		if c.Digest() == base.Digest() {
			t.Error("the digest does not tell them apart")
		}
		if len(base.Lookup("p.H")) != 0 {
			t.Error("the base has changed")
		}
	})
	t.Run("same", func(t *testing.T) {
		c, err := base.With(user("  - {package: p, symbols: [G], role: pass}\n"))
		if err != nil || len(c.Lookup("p.G")) != 1 {
			t.Errorf("%v, %d rows", err, len(c.Lookup("p.G")))
		}
	})
	t.Run("disagrees", func(t *testing.T) {
		_, err := base.With(user("  - {package: p, symbols: [F], role: kdf, args: {value: 1}}\n"))
		if err == nil || !strings.Contains(err.Error(), "mine.yaml:3: p.F is modelled differently in lib.yaml:4") {
			t.Errorf("got %v", err)
		}
	})
	t.Run("overrides", func(t *testing.T) {
		c, err := base.With(user("  - {package: p, symbols: [F], role: kdf, override: true, args: {value: 1}}\n"))
		if err != nil {
			t.Fatal(err)
		}
		if rows := c.Lookup("p.F"); len(rows) != 1 || rows[0].Args["value"][0].Index != 1 {
			t.Errorf("%s", contents(rows))
		}
	})
	t.Run("builtin", func(t *testing.T) {
		b, err := Builtin()
		if err != nil {
			t.Fatal(err)
		}
		if _, err := b.With(user("  - {package: net/http, symbols: [Error], role: none}\n")); err == nil || !strings.Contains(err.Error(), "std-nethttp.yaml") {
			t.Errorf("got %v", err)
		}
	})
}

func TestArg(t *testing.T) {
	for _, s := range []string{"0", "12", "1...", "last", "recv", "recv.Addr", "1.Key", "result", "result.1", "result.1.Body", "result.Body", "2.args.0.Expires", "=text", "="} {
		a, err := ParseArg(s)
		if err != nil {
			t.Errorf("%s: %v", s, err)
			continue
		}
		if a.String() != s {
			t.Errorf("%s comes back as %s", s, a)
		}
	}
	for _, s := range []string{"", "x", "-1", "01", "100", "1..", "...", "1.", "1..Key", ".Key", "1.a b"} {
		if a, err := ParseArg(s); err == nil {
			t.Errorf("%q is read as %v", s, a)
		}
	}
}

// FuzzLoad: any text is loaded whole or refused with a file and a reason, and what is loaded can be written and read back.
func FuzzLoad(f *testing.F) {
	f.Add(head + "  - {package: p, symbols: [A|B.C], role: route, method: $NAME, args: {path: 0, handler: [1..., recv.X]}}\n")
	f.Add("library: x\ntechnologies:\n  - {tech: a, name: A, hosts: ['*.b']}\n")
	f.Add("library: x\nrows:\n- package: p\n  symbols: F\n  role: pass\n  kind: |\n    a\n    b\n")
	f.Add("library: &a x\nrows: *a\n")
	f.Add("? [a]\n: b\n")
	f.Fuzz(func(t *testing.T, src string) {
		c, err := Load(oneFile(src))
		if err != nil {
			if c != nil {
				t.Fatal("half loaded")
			}
			if !strings.Contains(err.Error(), "lib.yaml") {
				t.Fatalf("no file in %v", err)
			}
			return
		}
		if len(c.Rows()) == 0 {
			return
		}
		again, err := readCompact(string(c.Compact()))
		if err != nil {
			t.Fatal(err)
		}
		if digest(again) != c.Digest() {
			t.Fatalf("written and read back, it differs:\n%s", c.Compact())
		}
	})
}

func FuzzParseArg(f *testing.F) {
	f.Add("1.Key")
	f.Add("result.1.x")
	f.Fuzz(func(t *testing.T, s string) {
		a, err := ParseArg(s)
		if err != nil {
			return
		}
		b, err := ParseArg(a.String())
		if err != nil || b.String() != a.String() {
			t.Fatalf("%q: %v, %v", s, b, err)
		}
	})
}
