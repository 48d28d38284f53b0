package link

import (
	"slices"
	"strings"

	"github.com/gostride/gostride/analyzers/summary"
)

// How large a number may be that a request chose. if n > 100 { n = 100 }, min(n, 100) and a function that clamps leave values that
// carry the mark "bounded"; if n > 100 { return } leaves a guard of that kind. What it is held below has to be the program's own.

// capKey is an operand of a phi, of a return, or of what is stored in a field.
type capKey struct {
	at int32
	n  int
}

// caps lists, for an operand of a phi, a return or a store, what it is not above on the way by which it comes.
func (g *fn) caps(at int32, n int) []summary.Ref {
	k := capKey{at, n}
	if out, ok := g.capped[k]; ok {
		return out
	}
	var out []summary.Ref
	if r := g.plain(g.code[at].Args[n]); r.Kind() == summary.RefReg || r.Kind() == summary.RefParam {
		g.past(at, n, func(b int32, is bool) { out = g.capsOf(b, is, r, out) })
	}
	if g.capped == nil {
		g.capped = map[capKey][]summary.Ref{}
	}
	g.capped[k] = out
	return out
}

// past calls f with the blocks whose conditions have come out as told on the only way by which an operand comes.
func (g *fn) past(at int32, n int, f func(b int32, out bool)) {
	b, blocks := g.block[at], g.f.Blocks
	p := b // what a function returns comes by the block that it stands in
	if g.code[at].Op == summary.OpPhi {
		if n >= len(blocks[b].Preds) {
			return
		}
		p = blocks[b].Preds[n]
		if s := blocks[p].Succs; len(s) == 2 && s[0] != s[1] {
			f(p, s[0] == b)
		}
	}
	dom := g.dominators()
	for x := p; x >= 0 && dom[x] >= 0; x = dom[x] {
		if d, is := g.branch(x); d >= 0 {
			f(d, is)
		}
	}
}

// nilHere says that a value is nil in the block of a return: past if err != nil { return }.
func (g *fn) nilHere(at int32, r summary.Ref) bool {
	if r.Kind() != summary.RefReg && r.Kind() != summary.RefParam {
		return false
	}
	dom := g.dominators()
	for x := g.block[at]; x >= 0 && dom[x] >= 0; x = dom[x] {
		d, is := g.branch(x)
		if d < 0 {
			continue
		}
		c := g.defOf(g.condition(d))
		if c < 0 || g.code[c].Op != summary.OpBin {
			continue
		}
		in := &g.code[c]
		with := in.Args[0] == r && in.Args[1].Kind() == summary.RefNil || in.Args[1] == r && in.Args[0].Kind() == summary.RefNil
		if op := g.p.p.Syms[in.Sym]; with && (op == "==" && is || op == "!=" && !is) {
			return true
		}
	}
	return false
}

// capsOf adds what the condition at the end of a block, as it came out, holds r below.
func (g *fn) capsOf(b int32, out bool, r summary.Ref, to []summary.Ref) []summary.Ref {
	if y, ok := g.above(g.condition(b), out, r); ok {
		return append(to, y)
	}
	return to
}

// above gives what r is not above where a condition came out as said: n <= y, !(n > y), n == y.
func (g *fn) above(cond summary.Ref, out bool, r summary.Ref) (summary.Ref, bool) {
	d := g.defOf(cond)
	if d < 0 {
		return 0, false
	}
	switch in := &g.code[d]; in.Op {
	case summary.OpUn:
		return g.above(in.Args[0], !out, r)
	case summary.OpBin:
		x, y, op := g.plain(in.Args[0]), g.plain(in.Args[1]), g.p.p.Syms[in.Sym]
		if y == r {
			x, y, op = y, x, mirrored[op]
		}
		if x != r || y == r {
			return 0, false
		}
		if !out {
			op = negated[op]
		}
		return y, op == "<" || op == "<=" || op == "=="
	}
	return 0, false
}

var (
	mirrored = map[string]string{"<": ">", "<=": ">=", ">": "<", ">=": "<=", "==": "==", "!=": "!="}
	negated  = map[string]string{"<": ">=", "<=": ">", ">": "<=", ">=": "<", "==": "!=", "!=": "=="}
)

// plain is an operand without the conversions around it.
func (g *fn) plain(r summary.Ref) summary.Ref {
	for d := g.defOf(r); d >= 0 && g.code[d].Op == summary.OpConvert; d = g.defOf(r) {
		r = g.code[d].Args[0]
	}
	return r
}

// most is the number of rows, elements or turns above which a limit is none.
const most = 1_000_000

// mostOf is the number above which a limit on a value is none: sizes count bytes.
func (l *linker) mostOf(v set) int64 {
	if l.marked(v, "size") {
		return 1 << 30
	}
	return most
}

// holdsBelow says that a limit is the program's own, and, where it is a constant, not above what a limit may be.
func (l *linker) holdsBelow(limit set, most int64) bool {
	if l.chosen(limit) {
		return false
	}
	n := l.number(limit)
	return n == nil || n.IsInt64() && n.Int64() <= most
}

// bounded marks an operand of a phi of numbers, or a number that is returned or stored, where it is held below something of the program's own.
func (l *linker) bounded(i *inst, at int32, n int, v set) set {
	if !l.hasOrigin(v, "input") {
		return v
	}
	for _, y := range i.fn.caps(at, n) {
		if l.holdsBelow(l.get(i, y), most) {
			return l.mark(v, "bounded")
		}
	}
	return v
}

// least evaluates min: not above any of its arguments.
func (l *linker) least(args []set) set {
	var s set
	own := false
	for _, a := range args {
		s = l.sets.union(s, l.rest(a))
		own = own || l.holdsBelow(a, most)
	}
	if own {
		return l.mark(s, "bounded")
	}
	return s
}

// atMost is what is known past a comparison that leaves what a request chose below something of the program's own. A field is
// also known by its name: where it is too large it may be set anew.
func (m *must) atMost(at int32, in *summary.Instr, op string, w want) facts {
	if w != wantTrue && w != wantFalse {
		return none
	}
	if w == wantFalse {
		op = negated[op]
	}
	x, y := in.Args[0], in.Args[1]
	if op == ">" || op == ">=" {
		x, y, op = y, x, mirrored[op]
	}
	v := m.l.get(m.i, x)
	if op != "<" && op != "<=" || !m.l.hasOrigin(v, "input") || !m.l.holdsBelow(m.l.get(m.i, y), m.l.mostOf(v)) {
		return none
	}
	f := m.l.guard(guard{kind: "bounded", i: m.i, at: at, subject: v})
	if sym := m.loaded(x); sym != "" {
		f = f.plus(m.l.guard(guard{kind: "bounded", value: sym, subject: v}))
	}
	return f.plus(m.sized(at, v, m.l.get(m.i, y)))
}

// sized is what is known past a comparison of how much was sent: no more than so much of it goes on.
func (m *must) sized(at int32, v, limit set) facts {
	if !m.l.marked(v, "size") || !m.l.hasContent(v) {
		return none
	}
	g := guard{kind: "size", i: m.i, at: at, subject: v}
	if n := m.l.number(limit); n != nil {
		g.value = n.String()
	}
	return m.l.guard(g)
}

// hasContent says that a value comes from what a request carries: its body, a file, a message.
func (l *linker) hasContent(s set) bool {
	return slices.ContainsFunc(l.sets.list[s], func(a atom) bool {
		k := l.atoms.list[a]
		if k.kind != aOrigin || l.origins.list[k.x].kind != "input" {
			return false
		}
		from, _, _ := strings.Cut(l.origins.list[k.x].name, ":")
		return from == "body" || from == "file" || from == "message"
	})
}

// loaded gives the field that an operand was read from.
func (m *must) loaded(r summary.Ref) string {
	if d := m.i.fn.fieldRead(m.i.fn.plain(r)); d >= 0 {
		return m.i.fn.p.p.Syms[m.i.fn.code[d].Sym]
	}
	return ""
}

// reset is what is known after a field was set that the program compares elsewhere: to a value of its own, or, bounded or not, to
// one of the request.
func (m *must) reset(f facts, in *summary.Instr) facts {
	sym := m.i.fn.p.p.Syms[in.Sym]
	if !m.l.compared()[sym] {
		return f
	}
	v := m.l.get(m.i, in.Args[1])
	if !m.l.chosen(v) || m.l.hasOrigin(v, "input") && !m.l.someWithout(v, "bounded") {
		return f.plus(m.l.guard(guard{kind: "bounded", value: sym, subject: v}))
	}
	if id, ok := m.l.guardIDs[guardKey{kind: "bounded", value: sym}]; ok {
		return f.except(func(x int32) bool { return x == id })
	}
	return f
}

// compared lists the fields of which some function asks whether they are above or below something.
func (l *linker) compared() map[string]bool {
	if l.comparedFields != nil {
		return l.comparedFields
	}
	l.comparedFields = map[string]bool{}
	seen := map[*fn]bool{}
	for _, i := range l.insts {
		g := i.fn
		if seen[g] {
			continue
		}
		seen[g] = true
		for k := range g.code {
			in := &g.code[k]
			if in.Op != summary.OpBin {
				continue
			}
			switch g.p.p.Syms[in.Sym] {
			case "<", "<=", ">", ">=":
				for _, r := range in.Args {
					if d := g.fieldRead(g.plain(r)); d >= 0 {
						l.comparedFields[g.p.p.Syms[g.code[d].Sym]] = true
					}
				}
			}
		}
	}
	return l.comparedFields
}
