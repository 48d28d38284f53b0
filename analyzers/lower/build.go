package lower

import (
	"fmt"
	"go/ast"
	"go/types"
	"regexp"
	"strings"

	"golang.org/x/tools/go/ssa"
)

// built is the SSA of the package.
type built struct {
	pkg  *ssa.Package
	prog *ssa.Program
}

// unit is a part of the package that can be left out of the SSA: a function or the initialisation of variables.
type unit struct {
	name string
	decl *ast.FuncDecl
	init *types.Initializer
	bad  string        // why it is left out
	less *ast.FuncDecl // func main without what has type errors
	lost string        // why
}

// part says what is wrong with a unit: all of it, or some of its statements.
func (u *unit) part() string {
	if u.bad == "" && u.less != nil {
		return u.lost + ": left out of it, the rest was read"
	}
	return u.bad
}

// build makes the SSA of the package. Parts with type errors are left out, and parts on which the builder panics
// (type errors elsewhere can cause it) are searched for and left out too; both are listed as skipped.
func (l *lowerer) build() *built {
	units := l.units()
	l.condemn(units)
	l.reprieve(units)
	b, err := l.try(units)
	if err != nil {
		l.search(units)
		l.reprieve(units)
		if b, err = l.try(units); err != nil {
			l.search(units)
			b, err = l.try(units)
		}
		if err != nil {
			l.skip(l.path, err.Error())
			b = nil
		}
	}
	for _, u := range units {
		if why := u.part(); why != "" {
			l.skip(u.name, why)
		}
	}
	return b
}

// reprieve has func main built without what is wrong in it.
func (l *lowerer) reprieve(units []*unit) {
	for _, u := range units {
		if u.bad != "" && u.less == nil && u.decl != nil && len(l.in.Errors) > 0 {
			if u.less = l.trim(u.decl); u.less != nil {
				u.bad, u.lost = "", u.bad
			}
		}
	}
}

// units lists the parts of the package that are in its files.
func (l *lowerer) units() []*unit {
	var out []*unit
	for _, f := range l.files {
		for _, d := range f.ast.Decls {
			fd, ok := d.(*ast.FuncDecl)
			if !ok || l.in.Info.Defs[fd.Name] == nil || f.glue {
				continue
			}
			name := l.path + "." + declName(fd)
			if fd.Body == nil {
				l.skip(name, "has no body in Go")
				continue
			}
			out = append(out, &unit{name: name, decl: fd})
		}
	}
	for _, in := range l.in.Info.InitOrder {
		if i, _ := l.place(in.Lhs[0].Pos()); i >= 0 {
			out = append(out, &unit{name: l.path + "." + in.Lhs[0].Name(), init: in})
		}
	}
	return out
}

// condemn marks the units with type errors in them and those that mention C where cgo did not run.
func (l *lowerer) condemn(units []*unit) {
	for _, u := range units {
		node := u.node()
		for _, e := range l.in.Errors {
			if !e.Soft && node.Pos() <= e.Pos && e.Pos <= node.End() {
				u.bad = "type error: " + goFile.ReplaceAllString(oneLine(e.Msg), "$1")
				break
			}
		}
		if i, _ := l.place(node.Pos()); i >= 0 && l.files[i].useC && u.bad == "" && l.mentionsC(node) {
			u.bad = "uses cgo"
		}
	}
}

// goFile finds the absolute places that the type checker puts into messages; their folders say where this runs.
var goFile = regexp.MustCompile(`\S*[/\\]([^/\\\s:]+\.go:\d+)`)

func (u *unit) node() ast.Node {
	if u.decl != nil {
		return u.decl
	}
	return u.init.Rhs
}

func (l *lowerer) mentionsC(node ast.Node) (found bool) {
	ast.Inspect(node, func(n ast.Node) bool {
		if sel, ok := n.(*ast.SelectorExpr); ok {
			if id, ok := sel.X.(*ast.Ident); ok && id.Name == "C" {
				pn, ok := l.in.Info.Uses[id].(*types.PkgName)
				found = found || ok && pn.Imported().Path() == "C"
			}
		}
		return !found
	})
	return found
}

// try builds the SSA of the package with the bodies of those units that are not bad. The builder panics on what the type
// checker refused; that is the error.
func (l *lowerer) try(units []*unit) (b *built, err error) {
	defer func() {
		if r := recover(); r != nil {
			b, err = nil, fmt.Errorf("cannot be built: %s", oneLine(r))
		}
	}()
	prog := ssa.NewProgram(l.in.Fset, ssa.BareInits)
	prog.SetNoReturn(NoReturn)
	l.stubs(prog)

	keep := map[*ast.FuncDecl]*ast.FuncDecl{}
	info := *l.in.Info
	info.InitOrder = nil
	for _, u := range units {
		switch {
		case u.bad != "":
		case u.less != nil:
			keep[u.decl] = u.less
		case u.decl != nil:
			keep[u.decl] = u.decl
		default:
			info.InitOrder = append(info.InitOrder, u.init)
		}
	}
	b = &built{prog: prog}
	b.pkg = prog.CreatePackage(l.in.Pkg, l.syntax(keep), &info, true)
	b.pkg.Build()
	return b, nil
}

// oneLine is what of a panic can be shown: its first line.
func oneLine(r any) string {
	s, _, _ := strings.Cut(fmt.Sprint(r), "\n")
	return s
}

// syntax returns the files with the functions in keep as they are built; the others are as if written in assembly.
func (l *lowerer) syntax(keep map[*ast.FuncDecl]*ast.FuncDecl) []*ast.File {
	var out []*ast.File
	for _, f := range l.files {
		c := *f.ast
		c.Decls = nil
		for _, d := range f.ast.Decls {
			switch d := d.(type) {
			case *ast.FuncDecl:
				switch {
				case l.in.Info.Defs[d.Name] == nil:
				case d.Body == nil:
					c.Decls = append(c.Decls, d)
				case keep[d] != nil:
					c.Decls = append(c.Decls, keep[d])
				default:
					c.Decls = append(c.Decls, &ast.FuncDecl{Recv: d.Recv, Name: d.Name, Type: d.Type})
				}
			case *ast.GenDecl:
				c.Decls = append(c.Decls, l.defined(d))
			}
		}
		out = append(out, &c)
	}
	return out
}

// defined leaves out of d what the type checker made no object for.
func (l *lowerer) defined(d *ast.GenDecl) *ast.GenDecl {
	if len(l.in.Errors) == 0 {
		return d
	}
	c := *d
	c.Specs = nil
	for _, s := range d.Specs {
		ok := true
		switch s := s.(type) {
		case *ast.ValueSpec:
			for _, id := range s.Names {
				ok = ok && l.in.Info.Defs[id] != nil
			}
		case *ast.TypeSpec:
			ok = l.in.Info.Defs[s.Name] != nil
		}
		if ok {
			c.Specs = append(c.Specs, s)
		}
	}
	return &c
}
