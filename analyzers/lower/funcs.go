package lower

import (
	"go/ast"
	"go/types"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/gostride/gostride/analyzers/summary"
)

// functions lowers the initialiser, every declared function and method, and what is nested in them.
func (l *lowerer) functions(b *built) {
	if b == nil {
		return
	}
	init := b.pkg.Func("init")
	l.nest(init, l.path+".init")
	var all []*ssa.Function
	for _, f := range l.files {
		for _, d := range f.ast.Decls {
			fd, ok := d.(*ast.FuncDecl)
			if !ok || fd.Name.Name == "_" || f.glue {
				continue
			}
			obj, ok := l.in.Info.Defs[fd.Name].(*types.Func)
			if !ok {
				continue
			}
			if fn := b.prog.FuncValue(obj); fn != nil && fn.Blocks != nil {
				l.nest(fn, l.declared(fn))
				all = append(all, fn)
			}
		}
	}
	l.function(init, l.path+".init", "")
	rest := len(l.out.Funcs) // closures of the initialiser are sorted with the others
	for _, fn := range all {
		l.function(fn, l.declared(fn), "")
	}
	for i := 0; i < len(l.thunks); i++ {
		l.function(l.thunks[i], l.thunkSym(l.thunks[i]), "")
	}
	l.sort(min(rest, 1))
}

func (l *lowerer) sort(from int) {
	slices.SortStableFunc(l.out.Funcs[from:], func(a, b summary.Func) int { return strings.Compare(a.Sym, b.Sym) })
}

// declared names a function that this package declares; the package's init functions are init#1 and so on.
func (l *lowerer) declared(fn *ssa.Function) string {
	obj, _ := fn.Object().(*types.Func)
	if obj == nil || obj.Name() == "init" && obj.Signature().Recv() == nil {
		return l.path + "." + fn.Name()
	}
	return l.names.fn(obj)
}

// nest gives the functions nested in fn their names, before anything refers to them.
func (l *lowerer) nest(fn *ssa.Function, sym string) {
	for i, anon := range fn.AnonFuncs {
		s := sym + ".func" + strconv.Itoa(i+1)
		l.closures[anon] = s
		l.nest(anon, s)
	}
}

// function lowers fn and what is nested in it. If it panics on what no Go compiler would accept, fn is skipped.
func (l *lowerer) function(fn *ssa.Function, sym, parent string) {
	before := len(l.out.Funcs)
	defer func() {
		if r := recover(); r != nil {
			l.out.Funcs = l.out.Funcs[:before]
			l.skip(sym, "cannot be summarised: "+oneLine(r))
		}
	}()
	l.out.Funcs = append(l.out.Funcs, l.newBody(fn, sym, parent).lower())
	for _, anon := range fn.AnonFuncs {
		l.function(anon, l.closures[anon], sym)
	}
}

// newBody prepares a function: all but its blocks.
func (l *lowerer) newBody(fn *ssa.Function, sym, parent string) *body {
	l.refs, l.gone = empty(l.refs), empty(l.gone)
	b := &body{l: l, fn: fn, refs: l.refs, gone: l.gone}
	out := &b.out
	*out = summary.Func{Sym: sym, Parent: parent, File: -1, Recv: fn.Signature.Recv() != nil}
	if node := fn.Syntax(); node != nil {
		out.File, out.Line = l.place(node.Pos())
		if out.File >= 0 {
			b.file = l.files[out.File]
			out.EndLine = b.file.line(node.End())
		}
	}
	if obj, ok := fn.Object().(*types.Func); ok && parent == "" {
		out.Export = exported(obj) && !isThunk(fn)
	}
	for i, p := range fn.Params {
		out.Params = append(out.Params, summary.Param{Name: p.Name(), Type: l.types.index(p.Type())})
		b.refs[p] = summary.MakeRef(summary.RefParam, i)
		l.types.askStruct(p.Type())
	}
	for i, v := range fn.FreeVars {
		out.Free = append(out.Free, summary.Param{Name: v.Name(), Type: l.types.index(v.Type())})
		b.refs[v] = summary.MakeRef(summary.RefFree, i)
	}
	for v := range fn.Signature.Results().Variables() {
		out.Results = append(out.Results, l.types.index(v.Type()))
	}
	if tps := fn.TypeParams(); tps.Len() > 0 && len(fn.TypeArgs()) == 0 {
		out.Generic = true
		for tp := range tps.TypeParams() {
			out.TypeParams = append(out.TypeParams, l.types.index(tp))
		}
	}
	return b
}

// exported reports whether other packages can call obj by name.
func exported(obj *types.Func) bool {
	if !obj.Exported() {
		return false
	}
	recv := obj.Signature().Recv()
	if recv == nil {
		return true
	}
	tn := namedOf(recv.Type())
	return tn != nil && tn.Exported()
}

// empty returns an empty map, m itself unless it has grown so large that clearing it costs more than a new one.
func empty[M ~map[K]V, K comparable, V any](m M) M {
	if len(m) > 1<<9 {
		return M{}
	}
	clear(m)
	return m
}
