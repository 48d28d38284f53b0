package link

import (
	"encoding/binary"
	"slices"

	"github.com/gostride/gostride/analyzers/summary"
)

// One helper often reads all settings: func get(key string) string { return os.Getenv(key) }. What it gives is the setting that its
// caller names, so its contexts are told apart by that name first; shared, each store would be called by the names of all.

// maxNaming is how many steps the name of a setting is put together in.
const maxNaming = 3

// namedSettings lists the texts by which the caller of a function names settings; "" where it names none.
func (l *linker) namedSettings(g *fn, args []set) string {
	var out []byte
	for n, s := range args {
		if n < 64 && l.namesSetting(g)&(1<<n) != 0 {
			if a, ok := l.firstText(s); ok {
				out = binary.LittleEndian.AppendUint32(append(out, byte(n)), uint32(a))
			}
		}
	}
	return string(out)
}

// namesSetting gives the parameters of a function that are texts and go on to where settings are read by name.
func (l *linker) namesSetting(g *fn) uint64 {
	return l.naming.of(g, func(at int32, n int, r summary.Ref) uint64 {
		in := &g.code[at]
		if p := g.textParams(r, maxNaming, joins); p != 0 && l.takesSetting(g.p.syms[in.Sym], n, len(in.Args)) {
			return p
		}
		return 0
	})
}

// takesSetting says that argument n of a call is, or may be, the name of a setting.
func (l *linker) takesSetting(sym int32, n, args int) bool {
	if f := l.funcs[sym]; f != nil {
		return n < 64 && len(f.f.Params) == args && l.namesSetting(f)&(1<<n) != 0
	}
	for _, r := range l.lookup(sym) {
		if r.Role == "config" && len(r.Args["name"]) > 0 {
			return true
		}
	}
	return false
}

// joins are the instructions by which the name of a setting is put together.
var joins = []summary.Op{summary.OpBin, summary.OpCall}

// textParams gives the parameters, one bit each, that a text is, or is made of in so many steps by some kinds of instructions.
func (g *fn) textParams(r summary.Ref, depth int, by []summary.Op) (params uint64) {
	switch r.Kind() {
	case summary.RefParam:
		if n := r.Index(); n < 64 && g.textParam(n) {
			return 1 << n
		}
	case summary.RefReg:
		at := g.def[r.Index()]
		if at < 0 || depth == 0 || !slices.Contains(by, g.code[at].Op) {
			return 0
		}
		for _, a := range g.code[at].Args {
			params |= g.textParams(a, depth-1, by)
		}
	}
	return params
}

// textParam says that a parameter is a text.
func (g *fn) textParam(n int) bool {
	t := g.f.Params[n].Type
	return t >= 0 && int(t) < len(g.p.p.Types) && g.p.p.Types[t].Kind == summary.KindString
}
