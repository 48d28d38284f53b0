package link

import (
	"encoding/binary"

	"github.com/gostride/gostride/analyzers/summary"
)

// One helper often puts everything on the request's context: func (c *Context) Set(key, value any). Who is put there under one key is not what
// others put there under another, so its contexts are told apart by the key first. The same holds of a helper that reads a parameter of the request by
// the name that it is passed: PostPara(r, "domain").

// contextKeys lists the keys by which the caller of a function names what is kept on a context, or what is read of a request; "" where it names
// none.
func (l *linker) contextKeys(g *fn, args []set) string {
	var out []byte
	for n, s := range args {
		if n < 64 && len(l.sets.list[s]) == 1 && l.namesKey(g)&(1<<n) != 0 {
			out = binary.LittleEndian.AppendUint32(append(out, 'k', byte(n)), uint32(l.sets.list[s][0]))
		}
	}
	return string(out)
}

// namesKey gives the parameters of a function, one bit each, that go on to where something is put on a context, or read there or in a request, under a
// key.
func (l *linker) namesKey(g *fn) uint64 {
	return l.keying.of(g, func(at int32, n int, r summary.Ref) uint64 {
		in := &g.code[at]
		if r = g.plain(r); r.Kind() == summary.RefParam && r.Index() < 64 && l.takesKey(in, g.p.syms[in.Sym], n) {
			return 1 << r.Index()
		}
		return 0
	})
}

// takesKey says that argument n of a call is such a key.
func (l *linker) takesKey(in *summary.Instr, sym int32, n int) bool {
	if f := l.funcs[sym]; f != nil {
		return n < 64 && len(f.f.Params) == len(in.Args) && l.namesKey(f)&(1<<n) != 0
	}
	if in.N&summary.CallRecv != 0 || in.N&summary.CallMode == summary.CallInvoke {
		n--
	}
	for _, r := range l.lookup(sym) {
		a := r.Args["key"]
		switch r.Role {
		case "input":
			a = r.Args["name"]
		case "context-set", "context-get":
		default:
			continue
		}
		if len(a) > 0 && a[0].Base == "arg" && a[0].Index == n {
			return true
		}
	}
	return false
}
