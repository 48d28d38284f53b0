// Package unmodelled finds the libraries that an analysed program uses, that touch what a threat model is about, and that
// nothing is known of; and drafts a model of each.
//
// In: what the driver loaded, with types, and the catalogue. Out: libraries with the symbols that the program uses, and
// text in the format of model files with the real signatures. What a symbol means a person must say: a draft does not load
// before its roles are filled in.
package unmodelled

import (
	"cmp"
	"go/ast"
	"go/parser"
	"go/token"
	"slices"
	"strings"

	"github.com/gostride/gostride/analyzers/catalog"
	"github.com/gostride/gostride/analyzers/summary"
	"github.com/gostride/gostride/internal/driver"
)

// Library is a package without a model.
type Library struct {
	Path    string
	Module  string
	Version string
	Touches []string // network, storage, crypto, process; sorted
	Symbols []Symbol // what the program uses of it, sorted
}

// Symbol is one function, method or field that the program uses.
type Symbol struct {
	Name string // Type.Method, Func
	Sig  string // as written in Go; "" where it is not declared
	Args []string
	File string // the first place where it is used
	Line int32
	Uses int
}

// Find lists the libraries, those that touch most first, else by path.
func Find(res *driver.Result, cat *catalog.Catalog) []Library {
	var unknown []driver.Library
	for _, l := range res.Libraries {
		if _, known := cat.KnownPackage(l.Path); !known && !l.Std {
			unknown = append(unknown, l)
		}
	}
	used := usesOf(res, unknown)
	var out []Library
	for _, l := range unknown {
		lib := Library{Path: l.Path, Module: l.Module, Version: l.Version, Touches: touches(l), Symbols: used[l.Path]}
		if len(lib.Touches) == 0 {
			continue
		}
		for i := range lib.Symbols {
			lib.Symbols[i].declare(res.Types[l.Path])
		}
		out = append(out, lib)
	}
	slices.SortStableFunc(out, func(a, b Library) int {
		return cmp.Or(cmp.Compare(len(b.Touches), len(a.Touches)), cmp.Compare(a.Path, b.Path))
	})
	return out
}

// touches says what a package reaches. Network, databases and processes count wherever its imports lead; nearly all import
// some cryptography or os in the end, so those count where the package itself uses them.
func touches(l driver.Library) []string {
	found := map[string]bool{}
	for _, p := range l.Reaches {
		switch p {
		case "net":
			found["network"] = true
		case "os/exec":
			found["process"] = true
		case "database/sql/driver":
			found["storage"] = true
		}
	}
	for _, p := range l.Imports {
		if strings.HasPrefix(p, "crypto/") || strings.HasPrefix(p, "golang.org/x/crypto/") {
			found["crypto"] = true
		}
	}
	if slices.Contains(l.Imports, "os") && writesFiles(l.Files) {
		found["storage"] = true
	}
	var out []string
	for w := range found {
		out = append(out, w)
	}
	slices.Sort(out)
	return out
}

// onFiles are the functions of os that read or change the file system.
var onFiles = map[string]bool{"Open": true, "OpenFile": true, "Create": true, "CreateTemp": true, "WriteFile": true, "ReadFile": true, "ReadDir": true,
	"Remove": true, "RemoveAll": true, "Rename": true, "Mkdir": true, "MkdirAll": true, "OpenRoot": true, "Symlink": true, "Link": true, "DirFS": true}

func writesFiles(files []string) bool {
	for _, name := range files {
		f, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
		if err != nil {
			continue
		}
		found := false
		ast.Inspect(f, func(n ast.Node) bool {
			if sel, ok := n.(*ast.SelectorExpr); ok {
				if x, ok := sel.X.(*ast.Ident); ok && x.Name == "os" && onFiles[sel.Sel.Name] {
					found = true
				}
			}
			return !found
		})
		if found {
			return true
		}
	}
	return false
}

// usesOf lists what own code calls of libraries, and takes the value of, by package.
func usesOf(res *driver.Result, libraries []driver.Library) map[string][]Symbol {
	external := map[string]bool{}
	for _, l := range libraries {
		external[l.Path] = true
	}
	found := map[string]map[string]*Symbol{}
	for _, p := range res.Packages {
		if p.Summary != nil {
			uses(p.Summary, external, found)
		}
	}
	out := map[string][]Symbol{}
	for path, syms := range found {
		for _, s := range syms {
			out[path] = append(out[path], *s)
		}
		slices.SortFunc(out[path], func(a, b Symbol) int { return cmp.Compare(a.Name, b.Name) })
	}
	return out
}

func uses(p *summary.Package, external map[string]bool, found map[string]map[string]*Symbol) {
	note := func(sym int32, f *summary.Func, in *summary.Instr) {
		path, name := summary.Split(p.Syms[sym], func(path string) bool { return external[path] })
		name = strings.NewReplacer("(*", "", ")", "").Replace(name) // as model files write it
		if !external[path] {
			return
		}
		if found[path] == nil {
			found[path] = map[string]*Symbol{}
		}
		s := found[path][name]
		if s == nil {
			s = &Symbol{Name: name}
			if file, line := f.Place(in); file >= 0 {
				s.File, s.Line = strings.TrimPrefix(p.Dir+"/"+p.Files[file], "/"), line
			}
			found[path][name] = s
		}
		s.Uses++
	}
	for i := range p.Funcs {
		f := &p.Funcs[i]
		for _, b := range f.Blocks {
			for k := range b.Instrs {
				in := &b.Instrs[k]
				if in.Op == summary.OpCall && in.Sym >= 0 && in.N&summary.CallMode <= summary.CallInvoke {
					note(in.Sym, f, in)
				}
				for _, r := range in.Args {
					if r.Kind() == summary.RefFunc {
						note(int32(r.Index()), f, in)
					}
				}
			}
		}
	}
}
