package link

import (
	"strings"

	"github.com/gostride/gostride/analyzers/summary"
)

// The packages that are asked for may rest on variables of others which the program that imports them all sets when it starts:
// settings.Load(file), store.Connect(url). Where there is no main package nobody here calls these functions, and whatever the variables
// lead to would look as if it never were: they are called with arguments of which only the types are known, as the exported functions
// of the packages asked for are.

// presets evaluates the exported functions, of packages that those asked for import, that set variables of their package.
func (l *linker) presets(r *root, asked map[string]bool) {
	for _, p := range l.pkgs {
		if asked[p.p.Path] || p.p.Main {
			continue
		}
		sets := p.setters()
		for n := range p.p.Funcs {
			if f := &p.p.Funcs[n]; sets[f.Sym] && f.Export && f.Parent == "" && !f.Recv {
				l.startUnknown(p, f, r)
			}
		}
	}
}

// setters are the functions of a package that set a variable of it, or call one that does.
func (p *pkgInfo) setters() map[string]bool {
	out := map[string]bool{}
	for again := true; again; {
		again = false
		for n := range p.p.Funcs {
			f := &p.p.Funcs[n]
			if !out[f.Sym] && !isInit(f.Sym) && p.setsVariable(f, out) {
				out[f.Sym], again = true, true
			}
		}
	}
	return out
}

// isInit says that a function runs by itself when its package is loaded.
func isInit(sym string) bool {
	last := sym[strings.LastIndexByte(sym, '.')+1:]
	return last == "init" || strings.HasPrefix(last, "init#")
}

// setsVariable says that a function stores to a variable of its package, or into what one holds, or calls one of those.
func (p *pkgInfo) setsVariable(f *summary.Func, those map[string]bool) bool {
	held := map[int]bool{} // registers with what a variable holds
	isVar := func(r summary.Ref) bool {
		return r.Kind() == summary.RefGlobal || r.Kind() == summary.RefReg && held[r.Index()]
	}
	for b := range f.Blocks {
		for k := range f.Blocks[b].Instrs {
			switch in := &f.Blocks[b].Instrs[k]; in.Op {
			case summary.OpLoad, summary.OpLoadField, summary.OpFieldAddr:
				if in.Dst >= 0 && isVar(in.Args[0]) {
					held[int(in.Dst)] = true
				}
			case summary.OpStore, summary.OpStoreField, summary.OpStoreElem:
				if isVar(in.Args[0]) {
					return true
				}
			case summary.OpCall:
				if in.N&summary.CallMode == summary.CallStatic && in.Sym >= 0 && those[p.p.Syms[in.Sym]] {
					return true
				}
			}
		}
	}
	return false
}
