package summary

import (
	"fmt"
	"strconv"
	"strings"
)

var opNames = [...]string{"none", "alloc", "make", "closure", "load", "store", "fieldaddr", "loadfield", "storefield",
	"elemaddr", "loadelem", "storeelem", "range", "next", "slice", "convert", "makeinterface", "assert", "extract", "phi",
	"bin", "un", "recv", "send", "select", "call", "return", "if", "jump", "panic"}

// String returns the operation's name in dumps.
func (o Op) String() string {
	if int(o) < len(opNames) {
		return opNames[o]
	}
	return "op" + strconv.Itoa(int(o))
}

// dumpInstr writes a line such as "\tr3 = loadfield r1 path.T.Field : string @12".
func (p *Package) dumpInstr(f *Func, in *Instr) string {
	var b strings.Builder
	b.WriteByte('\t')
	if in.Dst >= 0 {
		fmt.Fprintf(&b, "r%d = ", in.Dst)
	}
	b.WriteString(in.Op.String())
	if in.Op == OpCall {
		b.WriteString(callFlags(in.N))
	} else if in.N&^(-1<<CallTypeArgs) != 0 {
		fmt.Fprintf(&b, " #%d", in.N&^(-1<<CallTypeArgs))
	}
	if in.Sym >= 0 {
		b.WriteString(" " + p.Syms[in.Sym])
	}
	if i := in.N >> CallTypeArgs; i > 0 && (in.Op == OpCall || in.Op == OpClosure || in.Op == OpAlloc) {
		b.WriteString(p.typeArgs(p.TypeArgs[i-1]))
	}
	for i, a := range in.Args {
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteString(" " + p.ref(f, a))
	}
	if in.Type >= 0 {
		b.WriteString(" : " + p.typ(in.Type))
	}
	if file, line := f.Place(in); f.File < 0 && file >= 0 {
		fmt.Fprintf(&b, " @%s:%d", p.file(file), line)
	} else if line > 0 {
		fmt.Fprintf(&b, " @%d", line)
	}
	b.WriteByte('\n')
	return b.String()
}

func (p *Package) typeArgs(ts []int32) string {
	var out []string
	for _, t := range ts {
		out = append(out, p.typ(t))
	}
	return "[" + strings.Join(out, ", ") + "]"
}

func callFlags(n int32) string {
	s := [...]string{"", " invoke", " dynamic", " builtin"}[n&CallMode]
	s += mark(n&CallGo != 0, " go") + mark(n&CallDefer != 0, " defer")
	return s + mark(n&CallVariadic != 0, " variadic") + mark(n&CallRecv != 0, " method")
}

func (p *Package) ref(f *Func, r Ref) string {
	i := r.Index()
	switch r.Kind() {
	case RefReg:
		return "r" + strconv.Itoa(i)
	case RefParam:
		return "param " + strconv.Itoa(i) + " " + f.Params[i].Name
	case RefFree:
		return "free " + strconv.Itoa(i) + " " + f.Free[i].Name
	case RefConst:
		c := &p.Consts[i]
		if c.Kind == KindString {
			return strconv.Quote(c.Text)
		}
		return c.Text
	case RefGlobal:
		return "&" + p.Syms[i]
	case RefFunc:
		return "func " + p.Syms[i]
	}
	return "nil"
}
