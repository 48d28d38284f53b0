package link

import (
	"github.com/gostride/gostride/analyzers/summary"
	"github.com/gostride/gostride/dfd"
)

// keyedRead is an instruction that takes a map of a request, of which elements are read by constant keys.
type keyedRead struct {
	to   int32 // the register it is kept in
	from string
	keys []string
}

// noteKeyed adds the elements of a request's maps that are read by a constant key: r.Header["X-Trace"], r.Form["tag"].
func (a *assembly) noteKeyed(m map[dfd.Input]bool, t *travel) {
	for _, v := range t.order {
		for _, read := range a.l.keyedReads(v.i.fn) {
			if a.l.takenFrom(v.i.regs[read.to]) != read.from { // of a request that the program makes
				continue
			}
			for _, k := range read.keys {
				m[dfd.Input{Name: k, From: read.from}] = true
			}
		}
	}
}

// keyedReads are those of one function.
func (l *linker) keyedReads(g *fn) []keyedRead {
	if reads, ok := l.keyed[g]; ok {
		return reads
	}
	var out []keyedRead
	for at := range g.code {
		in := &g.code[at]
		if in.Op != summary.OpLoadField || in.Sym < 0 {
			continue
		}
		for _, r := range l.lookup(g.p.syms[in.Sym]) {
			if keys := g.indexed(int32(at)); r.Role == "input" && len(keys) > 0 {
				out = append(out, keyedRead{in.Dst, r.Attr["from"], keys})
			}
		}
	}
	l.keyed[g] = out
	return out
}
