package checks

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// TestEnough counts the cases of each check's own tests: at least five programs in which it must speak, and five that look alike and in
// which it must not, or says that what holds the threat off is there. A case that a loop makes counts once, one whose findings
// cannot be read here counts as none.
func TestEnough(t *testing.T) {
	const enough = 5
	for _, c := range All() {
		files, err := filepath.Glob(filepath.Join("..", c.Name, "*_test.go"))
		if err != nil || len(files) == 0 {
			t.Errorf("%s: no tests", c.Name)
			continue
		}
		var n tally
		for _, file := range files {
			n.add(t, file)
		}
		if n.speaks < enough || n.silent < enough {
			t.Errorf("%s: %d programs in which it speaks, %d in which it must not", c.Name, n.speaks, n.silent)
		}
	}
}

type tally struct{ speaks, silent int }

func (n *tally) add(t *testing.T, file string) {
	f, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	known := named(f)
	ast.Inspect(f, func(x ast.Node) bool {
		lit, ok := x.(*ast.CompositeLit)
		if !ok || part(lit, "Name") == nil || part(lit, "Build") == nil {
			return true
		}
		want := part(lit, "Want")
		texts := strings.Join(known.read(want), "\n")
		switch {
		case strings.Contains(texts, " open ") || strings.Contains(texts, " to-confirm "):
			n.speaks++
		case want == nil || texts != "":
			n.silent++
		}
		return true
	})
}

// part is the value of a field in a literal, nil where it is not given or nil.
func part(lit *ast.CompositeLit, name string) ast.Expr {
	for _, e := range lit.Elts {
		if kv, ok := e.(*ast.KeyValueExpr); ok {
			if k, ok := kv.Key.(*ast.Ident); ok && k.Name == name {
				if v, ok := kv.Value.(*ast.Ident); ok && v.Name == "nil" {
					return nil
				}
				return kv.Value
			}
		}
	}
	return nil
}

type findings map[string]ast.Expr

// named gives what the variables and functions of a file are said to be.
func named(f *ast.File) findings {
	out := findings{}
	ast.Inspect(f, func(x ast.Node) bool {
		switch x := x.(type) {
		case *ast.AssignStmt:
			for i, l := range x.Lhs {
				if id, ok := l.(*ast.Ident); ok && len(x.Lhs) == len(x.Rhs) {
					out[id.Name] = x.Rhs[i]
				}
			}
		case *ast.ValueSpec:
			for i, id := range x.Names {
				if i < len(x.Values) {
					out[id.Name] = x.Values[i]
				}
			}
		case *ast.FuncDecl:
			if x.Body != nil && len(x.Body.List) == 1 {
				if r, ok := x.Body.List[0].(*ast.ReturnStmt); ok && len(r.Results) == 1 {
					out[x.Name.Name] = r.Results[0]
				}
			}
		}
		return true
	})
	return out
}

// read collects the texts in an expression and in what it names.
func (k findings) read(e ast.Expr) []string {
	var out []string
	seen := map[string]bool{}
	var in func(ast.Node)
	in = func(n ast.Node) {
		ast.Inspect(n, func(x ast.Node) bool {
			switch x := x.(type) {
			case *ast.BasicLit:
				if s, err := strconv.Unquote(x.Value); err == nil && x.Kind == token.STRING {
					out = append(out, s)
				}
			case *ast.Ident:
				if v := k[x.Name]; v != nil && !seen[x.Name] {
					seen[x.Name] = true
					in(v)
				}
			}
			return true
		})
	}
	if e != nil {
		in(e)
	}
	return out
}
