// Package lower turns one type-checked package into its summary.
//
// In: syntax, types and type information of one package. Out: a [summary.Package]. In between it builds SSA for this
// package alone; what the package imports is known to the SSA program only as stubs of the functions and variables used
// (see stubs), so nothing of an import is walked, and the whole program is garbage when Lower returns.
//
// It does not decide what a call means, and it does not look at other packages' bodies: that is the linker's work.
// Test files contribute nothing: a test variant of a package has the same summary as the package.
package lower

import (
	"cmp"
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/gostride/gostride/analyzers/summary"
)

// Input is one type-checked package.
type Input struct {
	Fset   *token.FileSet
	Files  []*ast.File // test files are ignored
	Pkg    *types.Package
	Info   *types.Info            // as made by NewInfo
	Module string                 // module path, "" if unknown
	Own    func(path string) bool // whether an import is analysed too; nil: none is
	Errors []types.Error          // what the type checker reported
}

// NewInfo returns a types.Info with the maps that Lower reads.
func NewInfo() *types.Info {
	return &types.Info{
		Types:        map[ast.Expr]types.TypeAndValue{},
		Defs:         map[*ast.Ident]types.Object{},
		Uses:         map[*ast.Ident]types.Object{},
		Implicits:    map[ast.Node]types.Object{},
		Instances:    map[*ast.Ident]types.Instance{},
		Scopes:       map[ast.Node]*types.Scope{},
		Selections:   map[*ast.SelectorExpr]*types.Selection{},
		FileVersions: map[*ast.File]string{},
	}
}

// Lower summarises a package. It does not fail: functions that cannot be summarised, or the package itself, are listed in
// Skipped.
func Lower(in Input) (out *summary.Package) {
	l := newLowerer(in)
	defer func() {
		if r := recover(); r != nil {
			out = &summary.Package{Path: l.path, Name: l.out.Name, Module: l.out.Module, Dir: l.out.Dir, Main: l.out.Main,
				Skipped: []summary.Skipped{{What: l.path, Reason: "cannot be summarised: " + oneLine(r)}}}
		}
	}()
	l.header()
	l.declareTypes()
	b := l.build()
	l.functions(b)
	l.fillTypes()
	l.ignores()
	slices.SortFunc(l.out.Inherits, func(a, b summary.Inherit) int { return strings.Compare(a.Sym, b.Sym) })
	slices.Sort(l.out.Idle)
	slices.SortFunc(l.out.Secrets, func(a, b summary.Secret) int { return cmp.Or(strings.Compare(a.Sym, b.Sym), cmp.Compare(a.Arg, b.Arg)) })
	slices.SortStableFunc(l.out.Skipped, func(a, b summary.Skipped) int { return strings.Compare(a.What, b.What) })
	return l.out
}

// lowerer is the state of one package's lowering.
type lowerer struct {
	in     Input
	path   string // import path, without the suffix of a test variant
	out    *summary.Package
	files  []*file
	names  *names
	types  *typeTable
	syms   map[string]int32
	consts map[constKey]int32
	targs  map[string]int32

	embeddedSize int             // of the texts read so far
	inherited    map[string]bool // methods in out.Inherits
	asked        map[string]bool // functions of libraries whose parameters were looked at, see secrets
	weighed      map[int32]bool  // functions of libraries whose signatures were looked at, see idles

	slab []summary.Ref             // what is left for operands
	refs map[ssa.Value]summary.Ref // of the function being lowered
	gone map[ssa.Instruction]bool  // likewise

	closures map[*ssa.Function]string // symbols of anonymous functions
	thunks   []*ssa.Function          // method expressions through embedded fields, to be emitted
	thunked  map[string]bool

	tries int // how often the SSA may still be tried while units that cannot be built are searched for
}

type constKey struct {
	kind summary.Kind
	text string
	typ  int32
}

func newLowerer(in Input) *lowerer {
	if in.Own == nil {
		in.Own = func(string) bool { return false }
	}
	l := &lowerer{
		in:       in,
		path:     plainPath(in.Pkg.Path()),
		syms:     map[string]int32{},
		consts:   map[constKey]int32{},
		targs:    map[string]int32{},
		closures: map[*ssa.Function]string{},
		thunked:  map[string]bool{},
		refs:     map[ssa.Value]summary.Ref{},
		gone:     map[ssa.Instruction]bool{},
	}
	l.out = &summary.Package{
		Path: l.path, Name: in.Pkg.Name(), Module: in.Module, Dir: folder(in), Main: in.Pkg.Name() == "main",
	}
	l.files = sourceFiles(in)
	for n, f := range l.files {
		l.out.Files = append(l.out.Files, f.name)
		if ast.IsGenerated(f.ast) {
			l.out.Made = append(l.out.Made, int32(n))
		}
	}
	l.names = &names{pkg: in.Pkg, path: l.path, files: l.files, locals: map[*types.TypeName]string{}}
	l.types = newTypeTable(l)
	return l
}

// folder returns the package's folder in its module, which its import path tells.
func folder(in Input) string {
	dir, ok := strings.CutPrefix(plainPath(in.Pkg.Path()), in.Module+"/")
	if !ok || in.Module == "" {
		return ""
	}
	return dir
}

// plainPath removes " [p.test]", which marks a test variant.
func plainPath(path string) string {
	path, _, _ = strings.Cut(path, " ")
	return path
}

func (l *lowerer) sym(s string) int32 {
	i, ok := l.syms[s]
	if !ok {
		i = int32(len(l.out.Syms))
		l.syms[s] = i
		l.out.Syms = append(l.out.Syms, s)
	}
	return i
}

func (l *lowerer) skip(what, reason string) {
	l.out.Skipped = append(l.out.Skipped, summary.Skipped{What: what, Reason: reason})
}
