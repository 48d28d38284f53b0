package link

import (
	"slices"

	"github.com/gostride/gostride/analyzers/summary"
)

// Whoever is passed the address of a field may set it: row.Scan(&perm.Push). Where the field is set elsewhere behind a check, that it is set says nothing then.

// lent says that the address of a field of an object is passed on, or stored to.
func (l *linker) lent(k cellKey) bool {
	if l.lentFields == nil {
		l.findLent()
	}
	return l.lentFields[k]
}

func (l *linker) findLent() {
	l.lentFields = map[cellKey]bool{}
	taken := map[*fn][]int32{}
	for _, i := range l.insts {
		list, ok := taken[i.fn]
		if !ok {
			list = i.fn.lends()
			taken[i.fn] = list
		}
		for _, at := range list {
			in := &i.fn.code[at]
			l.eachObj(l.get(i, in.Args[0]), func(o int32) { l.lentFields[cellKey{o, l.fieldKey(i.fn.p.syms[in.Sym])}] = true })
		}
	}
}

// lends lists where a function takes the address of a field for something else than to look at it or at what is in it.
func (g *fn) lends() []int32 {
	var out []int32
	for at := range g.code {
		in := &g.code[at]
		if looks[in.Op] {
			continue
		}
		args := in.Args
		if in.Op == summary.OpStoreField { // the address that is stored, not the one to which
			args = args[1:]
		}
		for _, r := range args {
			if d := g.defOf(r); d >= 0 && g.code[d].Op == summary.OpFieldAddr && !slices.Contains(out, d) {
				out = append(out, d)
			}
		}
	}
	return out
}

// looks are what is done with an address to look at what is there, or at a part of it.
var looks = map[summary.Op]bool{summary.OpLoad: true, summary.OpLoadField: true, summary.OpLoadElem: true, summary.OpFieldAddr: true, summary.OpBin: true}
