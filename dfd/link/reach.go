package link

import (
	"sort"

	"github.com/gostride/gostride/analyzers/catalog"
	"github.com/gostride/gostride/analyzers/summary"
	"github.com/gostride/gostride/dfd"
)

// visit is one instance on the way from an entry point.
type visit struct {
	i      *inst
	facts  facts // what holds when it is called, on every way
	held   factID
	from   *visit
	at     int32 // call in from
	m      *must // what holds in it
	come   *dfd.Way
	how    manner
	handed bool // on a worker's way, and on no other: see ownjobs.go
	order  int

	given    []set // of a function that many callers share: what it is passed on the way; see narrow.go
	anything bool  // somebody calls it in a way of which that is not known

	within []bool // the blocks that are followed; nil for all
}

// travel follows calls from an entry point's middleware and handler.
type travel struct {
	ends  []*inst // handlers: visited whatever they do
	l     *linker
	seen  []*visit // by instance
	order []*visit
	only  *choice // of a dispatch, the key that is followed

	within []bool         // of the first instance, the blocks that are followed; nil for all
	first  *inst          // the instance that within is of
	stop   map[*inst]bool // what is not followed
	routed map[*inst]bool // what is not followed where it is only handed on
	setup  bool           // start-up: what it leaves to others is what entry points do
	crowds map[int32]sentTo

	shown     *fn             // the handler that is shown, where an adapter calls it
	byHandler map[*visit]bool // see beside

	calls  map[*inst][]madeCall // see callsOf
	passes map[*visit]*passed   // see passedTo

	others []putOff // see ownjobs.go
	queue  []*visit // what is to be followed, or has been

	exactly map[paramKey]bool // see exact.go
}

// sentTo is what held at the calls that were followed to the same many instances, taken together.
type sentTo struct {
	held factID
	how  manner // at all of them
}

// pushed takes in a call of many instances, and says whether it tells them anything that no other call did; before is then what holds at
// all of them.
func (t *travel) pushed(crowd int32, before *factID, how manner) bool {
	if t.crowds == nil {
		t.crowds = map[int32]sentTo{}
	}
	old, ok := t.crowds[crowd]
	if ok {
		*before = t.l.meetIDs(old.held, *before)
		if how = old.how.and(how); *before == old.held && how == old.how {
			return false
		}
	}
	t.crowds[crowd] = sentTo{*before, how}
	return true
}

// outside says that an instruction is not followed: it comes before the loop that the entry point is.
func (t *travel) outside(i *inst, at int32) bool {
	if v := t.visit(i); v != nil && v.within != nil && !v.within[i.fn.block[at]] {
		return true
	}
	return t.within != nil && i == t.first && !t.within[i.fn.block[at]]
}

func (t *travel) enter(starts []*inst, f facts) {
	t.queue = nil
	set := t.l.factSet
	push := func(i *inst, f factID, from *visit, at int32, how manner) *visit {
		v := t.visit(i)
		if v == nil {
			v = &visit{i: i, facts: set.list[f], held: f, from: from, at: at, how: how, order: len(t.order), handed: from != nil && from.handed}
			t.see(v)
			t.order = append(t.order, v)
			t.again(v)
			return v
		}
		if g := t.l.meetIDs(v.held, f); g != v.held || v.within != nil {
			v.facts, v.held, v.within = set.list[g], g, nil
			t.again(v)
		}
		if both := v.how.and(how); both != v.how {
			v.how = both
			t.again(v)
		}
		if v.handed && (from == nil || !from.handed) {
			v.handed = false
			t.again(v)
		}
		return v
	}
	for _, i := range starts {
		t.passAnything(push(i, set.of(f), nil, -1, manner{}))
	}
	for n, left := 0, 0; n < 1<<20; n++ {
		for ; n == len(t.queue) && left < len(t.order) && !t.setup; left++ {
			t.handOver(t.order[left], push)
		}
		if n == len(t.queue) {
			for _, p := range t.takeUp() {
				t.passAnything(push(p.of, p.held, p.from, p.at, p.how))
			}
			if n == len(t.queue) {
				return
			}
		}
		v := t.queue[n]
		m, y := t.l.must(v.i, false), t.l.layout(v.i)
		v.m = m
		for k, at := range y.calls {
			in := &v.i.fn.code[at]
			targets := y.targets[k]
			if t.only != nil && t.only.of == v.i {
				targets = t.targets(v.i, at)
			}
			if len(targets) == 0 || t.outside(v.i, at) {
				continue
			}
			before := m.sent(at)
			if before == allFacts {
				continue
			}
			if y.once[k] {
				before = set.plus(before, set.of(t.l.guard(guard{kind: "once"})))
			}
			before = t.l.toCallee(v.held, before)
			how := manner{v.how.async || in.N&summary.CallGo != 0 && in.Op == summary.OpCall, v.how.pick}
			if t.only == nil && y.crowd[k] > 0 && !v.handed && v.given == nil && !t.pushed(y.crowd[k], &before, how) {
				continue
			}
			several := y.several[k]
			if targets = t.passedHere(v, at, targets); len(targets) == 1 {
				several = nil
			}
			for _, c := range targets {
				if !t.l.interesting(c) && !contains(t.ends, c) || t.stop[c] {
					continue
				}
				picked := how.picked(v, at, several, c)
				if t.leftToOthers(v, at, c) {
					t.others = append(t.others, putOff{v, at, before, picked, c})
					continue
				}
				if w := push(c, before, v, at, picked); t.pass(v, at, w) {
					t.again(w)
				}
			}
		}
	}
}

// again has a visit followed once more.
func (t *travel) again(v *visit) { t.queue = append(t.queue, v) }

// visit gives the visit of an instance, nil where there was none.
func (t *travel) visit(i *inst) *visit {
	if i == nil || int(i.id) >= len(t.seen) {
		return nil
	}
	return t.seen[i.id]
}

func (t *travel) see(v *visit) {
	for int(v.i.id) >= len(t.seen) {
		t.seen = append(t.seen, nil)
	}
	t.seen[v.i.id] = v
}

// sent is what holds when a call is made, of what it is passed too.
func (m *must) sent(at int32) factID {
	if m.sends == nil {
		m.sends = make([]factID, len(m.i.fn.code))
	}
	if m.sends[at] == 0 {
		f := m.before(at)
		if !f.top {
			f = f.plus(m.passed(at))
		}
		m.sends[at] = m.l.factSet.of(f) + 1
	}
	return m.sends[at] - 1
}

// targets gives the instances that an instruction calls, those of the clones for table elements included.
func (i *inst) targets(at int32) []*inst {
	out := i.calls[at]
	if len(i.splits) > 0 {
		for k := range i.fn.code {
			for _, c := range i.splits[int32(k)] {
				if c.split.own[at] {
					out = append(out[:len(out):len(out)], c.targets(at)...)
				}
			}
		}
	}
	return out
}

// modelled gives the modelled calls of an instruction, those of the clones included.
func (i *inst) modelled(at int32) []*hit {
	out := i.hits[at]
	if len(i.splits) > 0 {
		for k := range i.fn.code {
			for _, c := range i.splits[int32(k)] {
				if c.split.own[at] {
					out = append(out[:len(out):len(out)], c.modelled(at)...)
				}
			}
		}
	}
	return out
}

// interesting says whether an instance, or what it calls, makes a modelled call or one that could not be resolved.
func (l *linker) interesting(i *inst) bool {
	if !l.weighed {
		l.weighed = true
		callers := map[*inst][]*inst{}
		var work []*inst
		for _, x := range l.insts {
			own := len(x.hits) > 0 || len(x.open) > 0 || l.leaves(x)
			for at := range x.calls {
				for _, t := range x.calls[at] {
					callers[t] = append(callers[t], x)
				}
			}
			if x.split != nil {
				callers[x] = append(callers[x], x.split.of)
			}
			if own {
				x.worth = true
				work = append(work, x)
			}
		}
		for len(work) > 0 {
			x := work[len(work)-1]
			work = work[:len(work)-1]
			for _, c := range callers[x] {
				if !c.worth {
					c.worth = true
					work = append(work, c)
				}
			}
		}
	}
	return i.worth
}

// way is how an entry point gets to an instruction.
func (v *visit) way(at int32) *dfd.Way {
	w := v.upTo(at)
	if c := v.i.chainStart(at); c >= 0 { // a chain of calls over several lines: where it begins
		if p := v.i.at(c); p.Line != w.Place.Line {
			w = w.From.To(p).To(w.Place)
		}
	}
	return w
}

// upTo is way for one of the calls on it. Functions that stand for several are no places.
func (v *visit) upTo(at int32) *dfd.Way {
	if v.from != nil && v.come == nil {
		v.come = v.from.upTo(v.at)
	}
	if at < 0 || v.i.fn.fan {
		return v.come
	}
	return v.come.To(v.i.at(at))
}

// continuation is what holds when a middleware continues with the next handler, on every way. found says whether it ever does.
func (l *linker) continuation(i *inst, depth int) (f facts, found bool) {
	m := l.must(i, true)
	k := goingOn{i, depth}
	c, ok := m.goesOn[k]
	if !ok {
		c.f = m.noting(func() (f facts) {
			f, c.found = m.continuation(i, depth)
			return f
		})
		if m.goesOn == nil {
			m.goesOn = map[goingOn]continued{}
		}
		m.goesOn[k] = c
	}
	return c.f, c.found
}

// goingOn is an instance that continues, this many calls below a middleware.
type goingOn struct {
	i     *inst
	depth int
}

type continued struct {
	f     facts
	found bool
}

func (m *must) continuation(i *inst, depth int) (f facts, found bool) {
	f = everything
	l := m.l
	for at := range i.fn.code {
		n := int32(at)
		if i.fn.code[at].Op != summary.OpCall {
			continue
		}
		if l.continues(i, n) {
			if b := m.before(n); !b.top {
				f, found = l.meet(f, l.without(b, "next").plus(l.around(i, n))), true
			}
			continue
		}
		if depth > 6 || i.fn.code[at].N&summary.CallGo != 0 {
			continue
		}
		for _, t := range i.targets(n) {
			if g, ok := l.continuation(t, depth+1); ok {
				if b := m.before(n); !b.top {
					f, found = l.meet(f, b.plus(g)), true
				}
			}
		}
	}
	if depth == 0 && l.byResult[i] {
		if g := l.outcome(i, 0, wantNonNil, false); !g.top {
			f, found = l.meet(f, g), true
		}
	}
	if depth == 0 && l.implicitNext(i) {
		for b := range m.in {
			instrs := m.i.fn.f.Blocks[b].Instrs
			if m.start(int32(b)).top || len(instrs) == 0 || instrs[len(instrs)-1].Op != summary.OpReturn {
				continue
			}
			at := m.through(int32(b), len(instrs))
			if at.top || l.hasKind(at, "next") {
				continue
			}
			f, found = l.meet(f, at), true
		}
	}
	if !found {
		return none, false
	}
	return l.without(f, "next"), true
}

func (l *linker) hasKind(f facts, kind string) bool {
	for _, id := range f.ids {
		if l.guards[id].kind == kind {
			return true
		}
	}
	return false
}

func (l *linker) without(f facts, kind string) facts {
	if f.top || !l.hasKind(f, kind) {
		return f
	}
	return f.except(func(id int32) bool { return l.guards[id].kind == kind })
}

// implicitNext says whether returning from the handler continues with the next one: gin.
func (l *linker) implicitNext(i *inst) bool {
	if _, filter := l.filters[i]; filter {
		return true
	}
	for n, p := range i.fn.f.Params {
		if n == 0 && i.fn.f.Recv {
			continue
		}
		t := l.typ(i.fn.p, p.Type)
		if t < 0 {
			continue
		}
		for _, r := range l.lookup(l.syms.get(base(l.typeTab[t].name) + ".Next")) {
			if r.Attr["implicit"] != "" {
				return true
			}
		}
	}
	return false
}

// eachRow visits the rows of an instance's modelled calls, in their order.
func (i *inst) eachRow(visit func(at int32, h *hit, r *catalog.Row)) {
	for _, at := range sortedAts(i.hits) {
		for _, h := range i.hits[at] {
			for _, r := range h.rows {
				visit(at, h, r)
			}
		}
	}
}

func sortedAts(m map[int32][]*hit) []int32 {
	out := make([]int32, 0, len(m))
	for at := range m {
		out = append(out, at)
	}
	sort.Slice(out, func(i, j int) bool { return out[i] < out[j] })
	return out
}

// chainStart gives the first call of the chain of method calls that a call ends, -1 where it is the only one.
func (i *inst) chainStart(at int32) int32 {
	start := int32(-1)
	for n := 0; n < 40; n++ {
		in := &i.fn.code[at]
		if in.Op != summary.OpCall || in.N&summary.CallRecv == 0 || len(in.Args) == 0 || in.Args[0].Kind() != summary.RefReg {
			return start
		}
		d := i.fn.def[in.Args[0].Index()]
		if d < 0 || i.fn.code[d].Op != summary.OpCall {
			return start
		}
		at, start = d, d
	}
	return start
}
