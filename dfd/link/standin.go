package link

import (
	"maps"
	"slices"

	"github.com/gostride/gostride/analyzers/summary"
)

// A check of a credential is one of the request only where the credential is the request's. Where a token of the program's own stands in
// for the one that was not sent, or for one that everybody can read in the source (if token == "" { token = setting }), who sends no
// secret may get through: the check is a question.

// maxStandin is how many steps a credential is followed back.
const maxStandin = 14

// standin walks from a check back to the ways by which its credential came.
type standin struct {
	l      *linker
	seen   map[standinKey]bool
	calls  []frame        // the calls whose results it is in
	params map[int32]bool // the parameters of the function with the check that it came to
}

type standinKey struct {
	i *inst
	r summary.Ref
	n int // plus one: a result of the call that r is
}

// checked makes the guard of a check of a credential; a question where every credential that the instruction looks at, or that narrows the
// handle it works on, may be one of the program's own instead. The parameters by which it came are noted: see standsIn.
func (l *linker) checked(g guard) facts {
	if g.i == nil || g.at < 0 || g.kind != "auth" {
		return l.guard(g)
	}
	own, sent, params := l.sentAt(g.i, g.at, nil)
	if g.h != nil {
		for _, c := range l.chainHits(g.h.recv, map[int32]bool{}) {
			o, n, p := l.sentAt(c.i, c.at, nil)
			if own, sent = own || o, sent || n; c.i.whole() == g.i.whole() {
				params = append(params, p...)
			}
		}
	}
	if own && !sent {
		return l.guard(doubted(g))
	}
	f := l.guard(g)
	if !sent && len(params) > 0 {
		l.cameBy[camePast{l.guardIDs[guardKey{g.kind, g.scheme, g.value, g.i, g.at, g.row}], g.i.whole()}] = params
	}
	return f
}

// doubted is a check of who somebody is that may not be made.
func doubted(g guard) guard {
	g.kind, g.value = "switched", "auth"
	return g
}

// camePast is a check and a function whose parameters the credential came by.
type camePast struct {
	id int32
	i  *inst
}

// standsIn makes questions of the checks which what was called made of a credential that was passed, where what was passed may be the
// program's own.
func (m *must) standsIn(at int32, f facts) facts {
	if f.top || len(m.l.cameBy) == 0 {
		return f
	}
	out, doubt := f, none
	for _, id := range f.ids {
		by := m.l.cameFor(id, m.i.targets(at))
		if len(by) == 0 {
			continue
		}
		own, sent, params := m.l.sentAt(m.i, at, by)
		switch k := (camePast{id, m.i}); {
		case own && !sent:
			doubt = doubt.plus(m.l.guard(doubted(m.l.guards[id])))
			out = out.except(func(x int32) bool { return x == id })
		case !sent && len(params) > 0:
			m.l.cameBy[k] = params
		}
	}
	if len(doubt.ids) > 0 && !m.l.namesCheck(out) {
		out = m.l.without(out, "auth")
	}
	return out.plus(doubt)
}

// cameFor are the parameters of what is called by which the credential of a check came.
func (l *linker) cameFor(id int32, targets []*inst) []int32 {
	var out []int32
	for _, t := range targets {
		out = append(out, l.cameBy[camePast{id, t.whole()}]...)
	}
	return out
}

// chainHits are the calls that made a handle, one after the other.
func (l *linker) chainHits(recv set, seen map[int32]bool) []*hit {
	var out []*hit
	l.eachObj(recv, func(o int32) {
		ob := &l.objs[o]
		if seen[o] || ob.hit == nil {
			return
		}
		seen[o] = true
		if ob.hit.i != nil {
			out = append(out, ob.hit)
		}
		if c, ok := l.cellAt(o, l.strs.get("parent")); ok {
			out = append(out, l.chainHits(l.cells[c].s, seen)...)
		}
	})
	return out
}

// sentAt says of the credentials among an instruction's operands whether some may be the program's own, whether some are certainly what
// was sent, and by which parameters of the function the others came. only: not all operands, but those of a call for these parameters.
func (l *linker) sentAt(i *inst, at int32, only []int32) (own, sent bool, params []int32) {
	for n, r := range i.fn.code[at].Args {
		s := &standin{l: l, seen: map[standinKey]bool{}, params: map[int32]bool{}}
		if only != nil {
			a, ok := (&must{l: l, i: i}).argument(at, n)
			if !ok || a != r || !slices.Contains(only, int32(n)) {
				continue
			}
		}
		switch {
		case !s.carries(i, r):
			own = own || only != nil && s.own(s.value(i, r))
		case s.mixed(i, r, 0):
			own = true
		case len(s.params) == 0:
			sent = true
		default:
			params = append(params, slices.Sorted(maps.Keys(s.params))...)
		}
	}
	return own, sent, params
}

// carries says that something of an operand came where credentials do.
func (s *standin) carries(i *inst, r summary.Ref) bool {
	v := s.value(i, r)
	from, _ := s.l.inputFrom(v)
	return (from == "header" || from == "cookie" || from == "query") && !s.l.onlyNames(v)
}

// value is what an operand is, and what is in the list or buffer that it is.
func (s *standin) value(i *inst, r summary.Ref) set {
	v := s.l.get(i, r)
	if d := i.fn.defOf(r); d >= 0 {
		switch i.fn.code[d].Op {
		case summary.OpSlice, summary.OpAlloc, summary.OpConvert:
			return s.l.bytes(v)
		}
	}
	return v
}

// mixed says that an operand which carries a credential may be a value of the program's own instead.
func (s *standin) mixed(i *inst, r summary.Ref, depth int) bool {
	k := standinKey{i: i, r: r}
	if depth > maxStandin || s.seen[k] {
		return false
	}
	s.seen[k] = true
	if r.Kind() == summary.RefParam {
		return s.passed(r.Index(), depth)
	}
	d := i.fn.defOf(r)
	if d < 0 {
		return false
	}
	switch in := &i.fn.code[d]; in.Op {
	case summary.OpPhi:
		return s.phi(i, d, in, depth)
	case summary.OpConvert, summary.OpMakeInterface, summary.OpAssert, summary.OpBin:
		return s.some(i, in.Args, depth)
	case summary.OpSlice, summary.OpAlloc:
		return s.stored(i, r, depth) || in.Op == summary.OpSlice && s.some(i, in.Args, depth)
	case summary.OpLoad:
		return s.stores(i, summary.OpStore, in, depth)
	case summary.OpLoadField:
		return s.stores(i, summary.OpStoreField, in, depth)
	case summary.OpExtract:
		if c := i.fn.defOf(in.Args[0]); c >= 0 && i.fn.code[c].Op == summary.OpCall {
			return s.result(i, c, int(in.N), depth)
		}
	case summary.OpCall:
		return s.result(i, d, 0, depth)
	}
	return false
}

// way says that a value comes by a way: the program's own, or one that carries a credential which may be so in turn.
func (s *standin) way(i *inst, r summary.Ref, depth int) bool {
	if s.carries(i, r) {
		return s.mixed(i, r, depth+1)
	}
	return s.own(s.value(i, r))
}

// own says that a value is a text of the program's, of its configuration or from a store.
func (s *standin) own(v set) bool {
	own := false
	for _, a := range s.l.sets.list[v] {
		switch k := s.l.inner(a); k.kind {
		case aConst:
			own = own || k.s != "" && k.x == int32(summary.KindString)
		case aOrigin:
			switch s.l.origins.list[k.x].kind {
			case "config", "store", "secret":
				own = true
			case "input":
				return false
			}
		}
	}
	return own
}

// some: one of the parts that carry a credential may be the program's own.
func (s *standin) some(i *inst, args []summary.Ref, depth int) bool {
	for _, a := range args {
		if s.carries(i, a) && s.mixed(i, a, depth+1) {
			return true
		}
	}
	return false
}

// phi: by one of the ways that can be gone, and on which nobody was asked who he is, comes a value of the program's own.
func (s *standin) phi(i *inst, at int32, in *summary.Instr, depth int) bool {
	m, b := s.l.must(i, false), i.fn.block[at]
	for k, p := range i.fn.f.Blocks[b].Preds {
		if k < len(in.Args) && s.open(m, p, b) && s.way(i, in.Args[k], depth) {
			return true
		}
	}
	return false
}

// open says that a way from one block to another can be gone without a check.
func (s *standin) open(m *must, from, to int32) bool {
	out := m.through(from, len(m.i.fn.f.Blocks[from].Instrs))
	for n, x := range m.i.fn.f.Blocks[from].Succs {
		if x == to {
			out = out.plus(m.edge(from, n))
			break
		}
	}
	return !out.top && !s.l.hasKind(out, "auth")
}
