package link

import "github.com/gostride/gostride/analyzers/summary"

// paramUse keeps, for each function, the parameters that go on to where something certain is done with them, one bit each.
type paramUse map[*fn]uint64

// of gives those of a function: found says it for argument n of a call in it, and may ask for those of the functions that it calls. What a
// function passes to itself adds nothing.
func (m paramUse) of(g *fn, found func(at int32, n int, r summary.Ref) uint64) uint64 {
	if known, ok := m[g]; ok {
		return known
	}
	m[g] = 0
	var params uint64
	for at := range g.code {
		in := &g.code[at]
		if in.Op != summary.OpCall || in.Sym < 0 || in.N&summary.CallMode == summary.CallBuiltin {
			continue
		}
		for n, r := range in.Args {
			params |= found(int32(at), n, r)
		}
	}
	m[g] = params
	return params
}
