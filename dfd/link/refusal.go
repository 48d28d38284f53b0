package link

import (
	"slices"

	"github.com/gostride/gostride/analyzers/summary"
	"github.com/gostride/gostride/dfd"
)

// A middleware may answer that the caller is not let in and then let the request go on: gin's handlers run unless Abort was called,
// and net/http's next handler is called where a return is missing.

// leaks adds to a chain where a middleware refuses and on the same way lets the request through. ats are the calls by which it
// continues, where they are known; behind the last of a chain nothing comes by itself.
func (l *linker) leaks(i *inst, ats []int32, last bool, ch *dfd.Chain) {
	i = i.whole()
	if ats == nil {
		for _, c := range l.passes(i) {
			ats = append(ats, c.at)
		}
	}
	explicit := len(ats) > 0
	for at := range i.fn.code {
		if i.fn.code[at].Op == summary.OpCall && l.continues(i, int32(at)) {
			ats, explicit = append(ats[:len(ats):len(ats)], int32(at)), true
		}
	}
	m := l.must(i, true)
	for b := range m.in {
		if m.start(int32(b)).top {
			continue
		}
		for k := range i.fn.f.Blocks[b].Instrs {
			at := i.fn.first[b] + int32(k)
			if i.fn.code[at].Op == summary.OpCall && l.aborts(i, at) { // what comes behind it answers only
				break
			}
			if i.fn.code[at].Op == summary.OpCall && l.refusesAt(i, at, explicit, 0) && l.leadsOn(i, int32(b), k+1, ats, last) && !slices.Contains(ch.Leaks, i.at(at)) {
				ch.Leaks = append(ch.Leaks, i.at(at))
			}
		}
	}
}

// refusesAt says that a call answers that the caller is not let in. With noted, that an error is noted counts: another way continues
// by itself.
func (l *linker) refusesAt(i *inst, at int32, noted bool, depth int) bool {
	for _, h := range i.modelled(at) {
		for _, r := range h.rows {
			switch {
			case r.Role == "respond" && r.Attr["aborts"] == "":
				if n := l.number(l.arg(&site{i: i}, h, r, "status")); n != nil && (n.Int64() == 401 || n.Int64() == 403) {
					return true
				}
			case noted && r.Role == "pass" && r.Attr["kind"] == "failure":
				return true
			}
		}
	}
	ts := i.targets(at)
	return len(ts) > 0 && depth < 3 && !slices.ContainsFunc(ts, func(t *inst) bool { return !l.refusesFirst(t, noted, depth+1) })
}

// refusesFirst says that a function refuses before anything branches off: a helper that answers.
func (l *linker) refusesFirst(i *inst, noted bool, depth int) bool {
	i = i.whole()
	for k := range i.fn.f.Blocks[0].Instrs {
		if at := i.fn.first[0] + int32(k); i.fn.code[at].Op == summary.OpCall && l.refusesAt(i, at, noted, depth) {
			return true
		}
	}
	return false
}

// leadsOn says that from an instruction of a block the way, as far as nothing branches off, leads to where the request continues: to the
// next handler, or, where returning does that, to the end of the function.
func (l *linker) leadsOn(i *inst, b int32, from int, ats []int32, last bool) bool {
	seen := map[int32]bool{}
	for !seen[b] {
		seen[b] = true
		block := &i.fn.f.Blocks[b]
		for k := from; k < len(block.Instrs); k++ {
			at := i.fn.first[b] + int32(k)
			switch in := &i.fn.code[at]; in.Op {
			case summary.OpCall:
				if l.aborts(i, at) {
					return false
				}
				if slices.Contains(ats, at) {
					return true
				}
			case summary.OpReturn:
				return !last && l.implicitNext(i)
			}
		}
		if len(block.Succs) != 1 {
			return false
		}
		b, from = block.Succs[0], 0
	}
	return false
}
