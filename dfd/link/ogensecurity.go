package link

import (
	"regexp"
	"strconv"

	"github.com/gostride/gostride/analyzers/summary"
	"github.com/gostride/gostride/dfd"
)

// The handler that ogen generates for an operation calls the checks of all credentials that the operation knows, notes in a set of
// bits which of them were passed, and goes on where one of a list of masks is covered. The masks are constants: what has to be
// passed is read from them.

// bitsets is the type of the list of masks.
var bitsets = regexp.MustCompile(`^\[\d+\]\[\d+\]uint8$`)

// ogenGuards are the checks of credentials before an operation: a list of them for each mask. Where a mask is empty, nobody is
// turned away.
func (w *routeWalk) ogenGuards(i *inst, at dfd.Place) []chainLink {
	masks := w.l.ogenMasks(i.fn)
	if len(masks) == 0 {
		return nil
	}
	checks := w.ogenChecks(i, at)
	c := chainLink{at: at}
	for _, bits := range masks {
		var all []chainLink
		for _, b := range bits {
			if b >= len(checks) {
				return []chainLink{{at: at}}
			}
			all = append(all, checks[b])
		}
		if len(all) == 0 {
			return nil
		}
		c.alts = append(c.alts, all)
	}
	if len(c.alts) == 1 {
		return c.alts[0]
	}
	return []chainLink{c}
}

// ogenChecks lists what the program implements to look at each kind of credential, in the order of their bits.
func (w *routeWalk) ogenChecks(i *inst, at dfd.Place) []chainLink {
	var out []chainLink
	for n := range i.fn.code {
		for _, t := range i.targets(int32(n)) {
			if !t.fn.generated() {
				continue
			}
			c := chainLink{at: at}
			for k := range t.fn.code {
				for _, asked := range t.targets(int32(k)) {
					if w.l.implementedBy(t.fn, &t.fn.code[k]) && w.l.answersContext(asked) {
						c.row, c.asks = asksRow, append(c.asks, asked)
					}
				}
			}
			if c.row != nil {
				out = append(out, c)
			}
		}
	}
	return out
}

// ogenMasks reads the masks: for each, the numbers of its bits.
func (l *linker) ogenMasks(g *fn) [][]int {
	for n := range g.p.p.Funcs {
		h := l.fnNamed(g.p.p.Funcs[n].Sym)
		if h == nil || h.parent != g.sym {
			continue
		}
		for at := range h.code {
			in := &h.code[at]
			if t := l.typ(h.p, in.Type); in.Op != summary.OpAlloc || t < 0 || !bitsets.MatchString(l.typeTab[t].name) {
				continue
			}
			var out [][]int
			for k := range h.code {
				if s := &h.code[k]; s.Op == summary.OpStoreElem && s.Args[0] == summary.MakeRef(summary.RefReg, int(in.Dst)) {
					out = append(out, h.bitsOf(s.Args[2]))
				}
			}
			return out
		}
	}
	return nil
}

// bitsOf reads a mask: the bytes stored in the array that it is loaded from.
func (g *fn) bitsOf(r summary.Ref) []int {
	var out []int
	d := g.defOf(r)
	if d < 0 || g.code[d].Op != summary.OpLoad {
		return nil
	}
	for k := range g.code {
		s := &g.code[k]
		if s.Op != summary.OpStoreElem || s.Args[0] != g.code[d].Args[0] || s.Args[1].Kind() != summary.RefConst || s.Args[2].Kind() != summary.RefConst {
			continue
		}
		index, _ := strconv.Atoi(g.p.p.Consts[s.Args[1].Index()].Text)
		mask, _ := strconv.Atoi(g.p.p.Consts[s.Args[2].Index()].Text)
		for b := range 8 {
			if mask&(1<<b) != 0 {
				out = append(out, index*8+b)
			}
		}
	}
	return out
}
