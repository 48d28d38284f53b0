package link

import (
	"strings"

	"github.com/gostride/gostride/analyzers/summary"
	"github.com/gostride/gostride/dfd"
)

// operandNames are the names that what a call takes has in the function that makes it: fields, parameters, variables.
func (a *assembly) operandNames(u *usedBy, left leftOut) []nameAt {
	f := u.v.i.fn
	in := &f.code[u.at]
	if in.Op != summary.OpCall {
		return nil
	}
	args := in.Args
	if in.N&summary.CallRecv != 0 || in.N&summary.CallMode == summary.CallInvoke || in.N&summary.CallMode == summary.CallDynamic {
		args = args[min(1, len(args)):]
	}
	w := &operands{a: a, f: f, left: left, at: u.u.Place, seen: map[summary.Ref]bool{}}
	for _, r := range args {
		w.walk(r, 0)
	}
	return w.out
}

// operands walks from a call's arguments to the names they come from, within one function.
type operands struct {
	a    *assembly
	f    *fn
	at   dfd.Place
	left leftOut
	seen map[summary.Ref]bool
	out  []nameAt
}

const maxOperands = 64

func (w *operands) walk(r summary.Ref, depth int) {
	if depth > 8 || w.seen[r] || len(w.out) > maxOperands {
		return
	}
	w.seen[r] = true
	switch r.Kind() {
	case summary.RefParam:
		if n := r.Index(); n < len(w.f.f.Params) && !(w.f.f.Recv && n == 0) {
			w.variable("parameter", w.f.f.Params[n])
		}
	case summary.RefFree:
		if n := r.Index(); n < len(w.f.f.Free) {
			w.variable("variable", w.f.f.Free[n])
		}
	case summary.RefReg:
		if at := w.f.def[r.Index()]; at >= 0 {
			w.instr(&w.f.code[at], r, depth)
		}
	}
}

// variable notes a parameter's name; what a struct holds its fields say (typeNames).
func (w *operands) variable(what string, p summary.Param) {
	if t := w.a.l.typ(w.f.p, p.Type); t >= 0 && w.a.l.typeTab[t].kind == summary.KindFunc {
		return
	}
	w.out = append(w.out, nameAt{name: p.Name, what: what, place: w.at, count: w.a.l.kindOf(w.a.l.typ(w.f.p, p.Type)) == summary.KindNumber})
	w.structs(p.Type)
}

// structs notes the fields of an own struct that is passed as a whole.
func (w *operands) structs(typ int32) {
	if t := w.a.l.typ(w.f.p, typ); t >= 0 {
		w.out = append(w.out, w.a.typeNames(w.a.l.typeTab[t].name, w.left)...)
	}
}

func (w *operands) instr(in *summary.Instr, r summary.Ref, depth int) {
	switch in.Op {
	case summary.OpLoadField, summary.OpFieldAddr:
		w.field(w.f.p.p.Syms[in.Sym])
		w.structs(in.Type)
	case summary.OpAlloc:
		if in.Sym >= 0 {
			w.out = append(w.out, nameAt{name: w.f.p.p.Syms[in.Sym], what: "variable", place: w.at})
		}
		w.structs(in.Type)
		w.stored(r, depth)
	case summary.OpMake:
		w.stored(r, depth)
	case summary.OpConvert, summary.OpMakeInterface, summary.OpSlice, summary.OpLoad, summary.OpExtract, summary.OpBin, summary.OpPhi, summary.OpAssert:
		if in.Op == summary.OpMakeInterface {
			w.structs(in.Type)
		}
		for _, x := range in.Args {
			w.walk(x, depth+1)
		}
	}
}

// field notes import/path.T.Field; a key of a literal is noted by stored.
func (w *operands) field(sym string) {
	dot := strings.LastIndexByte(sym, '.')
	if dot < 0 {
		return
	}
	owner := sym[:dot]
	name := sym[dot+1:]
	count := false
	if t, ok := w.a.l.types[owner]; ok {
		for _, f := range w.a.l.typeTab[t].fields {
			if f.Name != name {
				continue
			}
			if f.Type == "bool" {
				return
			}
			count = w.a.l.numeric(f.Type)
			if _, ok := w.a.classify(outerName(f), typeWord(owner)); ok {
				name = outerName(f)
			}
			break
		}
	}
	w.out = append(w.out, nameAt{name: name, owner: typeWord(owner), what: "field", place: w.at, count: count})
}

// stored walks to what is stored into a variable, a slice of arguments or a map: by element, or by key.
func (w *operands) stored(r summary.Ref, depth int) {
	for n := range w.f.code {
		in := &w.f.code[n]
		if len(in.Args) == 0 || in.Args[0] != r {
			continue
		}
		switch in.Op {
		case summary.OpStoreElem:
			if k := in.Args[1]; k.Kind() == summary.RefConst && w.f.p.p.Consts[k.Index()].Kind == summary.KindString {
				w.out = append(w.out, nameAt{name: w.f.p.p.Consts[k.Index()].Text, what: "key", place: w.at})
			}
			w.walk(in.Args[2], depth+1)
		case summary.OpStore:
			w.walk(in.Args[1], depth+1)
		case summary.OpStoreField:
			w.field(w.f.p.p.Syms[in.Sym])
		}
	}
}
