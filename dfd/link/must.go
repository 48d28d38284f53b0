package link

import (
	"slices"

	"github.com/gostride/gostride/analyzers/summary"
)

// want is what is asked of a result: to be nil, true, equal to a constant.
type want struct {
	kind wantKind
	text string // wantKind isEqual, isNot: the constant
}

type wantKind uint8

const (
	isAny wantKind = iota
	isNil
	isNonNil
	isTrue
	isFalse
	isEqual
	isNot
	isSome // see some
)

var wantAny, wantNil, wantNonNil, wantTrue, wantFalse = want{}, want{kind: isNil}, want{kind: isNonNil}, want{kind: isTrue}, want{kind: isFalse}

// wantID numbers what may be asked, for keys.
type wantID int32

func (l *linker) wantID(w want) wantID {
	id := wantID(w.kind)
	if w.text != "" {
		id |= wantID(l.strs.get(w.text)) << 3
	}
	return id
}

func (w want) not() want {
	switch w.kind {
	case isNil:
		return wantNonNil
	case isNonNil:
		return wantNil
	case isTrue:
		return wantFalse
	case isFalse:
		return wantTrue
	case isEqual:
		return want{isNot, w.text}
	case isNot:
		return want{isEqual, w.text}
	}
	return w
}

// fitsZero says that a variable that nothing was stored to may be as wanted.
func (w want) fitsZero() bool {
	zero := w.text == "" || w.text == "0"
	return w == wantNil || w == wantFalse || w.kind == isEqual && zero || w.kind == isNot && !zero
}

// saysWho says that a text is wanted that is neither zero, as what is not there is, nor says that nobody is.
func (w want) saysWho() bool {
	switch w.text {
	case "", "0", "false", "no", "guest", "anonymous", "none":
		return false
	}
	return w.kind == isEqual
}

// must is the analysis of one instance: the facts at the start of each block. With kill, ways that abort the chain of handlers
// end there; without it they go on, as the function itself does.
type must struct {
	l         *linker
	i         *inst
	key       mustKey
	round     int // see forgetMusts
	kill      bool
	tentative bool   // it rests on what is found out step by step: what holds where something is put on contexts, what runs at the start
	route     *asked // by which conditions on the request are decided
	in        []facts
	busy      bool
	active    map[activeKey]bool // values being judged, against loops
	calls     map[int32]facts
	looked    []bool              // while it is being found out: blocks whose start was looked at for what is kept
	memo      map[activeKey]facts // values judged, as long as the starts that were looked at stay
	alongs    map[alongKey]facts  // see along; as memo
	edges     map[[2]int32]facts  // see edge; as memo
	ends      []*facts            // what holds at the end of blocks; as memo
	blocks    [][]facts           // by block and instruction, once in is found
	outcomes  map[outcomeKey]facts
	notes     map[*inst]*noted
	sends     []factID // by instruction, plus one: see sent
	who       *bool    // see decides
	tells     *bool    // see tellsWho
	goesOn    map[goingOn]continued
	turn      *inTurn
}

type activeKey struct {
	at int32
	w  wantID
}

type mustKey struct {
	inst    int32
	answers int32 // of the route to the instance's questions, see answersOf
	kill    bool
	usual   bool // where nothing is set
	set     bool // where something is
}

type outcomeKey struct {
	idx   int32
	w     wantID
	given uint32 // see errorsGiven
}

// forgetMusts has what holds found out anew: more is known by now.
func (l *linker) forgetMusts() {
	clear(l.musts)
	l.mustRound++
}

// forgetTentative is forgetMusts for what rests on what is found out step by step.
func (l *linker) forgetTentative() {
	l.mustRound++
	for k, m := range l.musts {
		if m.tentative {
			delete(l.musts, k)
		} else {
			m.round = l.mustRound
		}
	}
}

// noting finds something out for an instance, and notes whether that is tentative.
func (m *must) noting(find func() facts) facts {
	outer := m.l.tentative
	m.l.tentative = false
	f := find()
	m.tentative = m.tentative || m.l.tentative
	m.l.tentative = m.tentative || outer
	return f
}

func (l *linker) must(i *inst, kill bool) *must {
	i = i.whole()
	kill = kill && l.mayEnd(i)
	k := mustKey{i.id, l.answersOf(i), kill, l.usual != nil, l.whereSet}
	if i.must != nil && i.must.key == k && i.must.round == l.mustRound {
		l.tentative = l.tentative || i.must.tentative
		return i.must
	}
	if m, ok := l.musts[k]; ok {
		i.must, l.tentative = m, l.tentative || m.tentative
		return m
	}
	m := &must{l: l, i: i, key: k, round: l.mustRound, kill: kill, route: l.routeOf(i), in: make([]facts, len(i.fn.f.Blocks)), busy: true}
	m.looked, m.ends = make([]bool, len(m.in)), make([]*facts, len(m.in))
	l.musts[k], i.must = m, m
	for b := range m.in {
		m.in[b] = everything
	}
	m.noting(func() facts {
		m.solve()
		return none
	})
	m.busy, m.looked, m.ends = false, nil, nil
	return m
}

// solve meets the blocks in their order, and all of them again as long as the start of one changes that had been looked at before.
func (m *must) solve() {
	if len(m.in) == 0 {
		return
	}
	m.in[0] = none
	order := m.i.fn.order()
	for round := 0; round < 20; round++ {
		changed := false
		for n := len(order) - 1; n >= 0; n-- {
			s := order[n]
			if s == 0 {
				continue
			}
			if g := m.meet(s); !g.equal(m.in[s]) {
				if m.in[s] = g; m.looked[s] {
					m.forget()
					changed = true
				}
			}
		}
		if !changed {
			return
		}
	}
	for b := range m.in { // no result in time: nothing is known
		if b > 0 && !m.in[b].top {
			m.in[b] = none
		}
	}
}

// forget drops what was found out by looking at the starts of blocks.
func (m *must) forget() {
	clear(m.memo)
	clear(m.alongs)
	clear(m.edges)
	clear(m.ends)
	clear(m.looked)
}

// start is what holds at the start of a block.
func (m *must) start(b int32) facts {
	if m.busy {
		m.looked[b] = true
	}
	return m.in[b]
}

// meet is what holds at s, all ways there taken together, in their order.
func (m *must) meet(s int32) facts {
	blocks, f := m.i.fn.f.Blocks, everything
	for n, p := range blocks[s].Preds {
		if slices.Contains(blocks[s].Preds[:n], p) {
			continue
		}
		for k, t := range blocks[p].Succs {
			if t == s {
				f = m.l.meet(f, m.through(p, len(blocks[p].Instrs)).plus(m.edge(p, k)))
			}
		}
	}
	return f
}

// through is what holds after the first n instructions of a block.
func (m *must) through(b int32, n int) facts {
	if !m.busy {
		return m.upTo(b)[n]
	}
	whole := n == len(m.i.fn.f.Blocks[b].Instrs)
	if whole && m.ends[b] != nil {
		return *m.ends[b]
	}
	f := m.start(b)
	for k := range n {
		f = m.past(f, m.i.fn.first[b]+int32(k))
	}
	if whole {
		m.ends[b] = &f
	}
	return f
}

// past is what holds after an instruction, f before it.
func (m *must) past(f facts, at int32) facts {
	if f.top {
		return f
	}
	switch in := &m.i.fn.code[at]; in.Op {
	case summary.OpStoreField:
		return m.assigned(m.reset(f, in), in, at)
	case summary.OpCall:
		if m.l.hasKind(f, "set") && m.l.fills(m.i, at) {
			f = m.l.without(f, "set")
		}
		g := m.call(at)
		if m.l.hasKind(g, "put") || m.l.hasKind(g, "unless") { // it may be there now
			f = m.l.without(f, "unset")
		}
		return f.plus(g)
	}
	return f
}

// before is what holds before an instruction.
func (m *must) before(at int32) facts {
	b := m.i.fn.block[at]
	return m.through(b, int(at-m.i.fn.first[b]))
}

// upTo is what holds before each instruction of a block, and at its end.
func (m *must) upTo(b int32) []facts {
	if m.blocks == nil {
		m.blocks = make([][]facts, len(m.in))
	}
	if m.blocks[b] == nil {
		out := append(make([]facts, 0, len(m.i.fn.f.Blocks[b].Instrs)+1), m.in[b])
		m.noting(func() facts {
			for k := range m.i.fn.f.Blocks[b].Instrs {
				out = append(out, m.past(out[k], m.i.fn.first[b]+int32(k)))
			}
			return none
		})
		m.blocks[b] = out
	}
	return m.blocks[b]
}

// call is what holds after a call has returned, whatever it returned.
func (m *must) call(at int32) facts {
	in := &m.i.fn.code[at]
	if in.N&(summary.CallGo|summary.CallDefer) != 0 {
		return none
	}
	if m.kill && m.l.aborts(m.i, at) {
		return everything
	}
	if f, ok := m.calls[at]; ok {
		return f
	}
	if len(m.i.targets(at)) == 0 && len(m.i.open[at]) > 0 && m.l.idle(m.i, at) { // a nil function: what comes after is not reached
		return everything
	}
	f := m.noting(func() facts { return m.l.unconditional(m, at) })
	if m.calls == nil {
		m.calls = map[int32]facts{}
	}
	m.calls[at] = f // while it is being found out
	f = m.noting(func() facts { return f.plus(m.standsIn(at, m.related(at, m.calleeFacts(at, -1, wantAny)))) })
	m.calls[at] = f
	return f
}

// edge is what the branch taken says.
func (m *must) edge(b int32, k int) facts {
	instrs := m.i.fn.f.Blocks[b].Instrs
	if len(instrs) == 0 {
		return none
	}
	last := &instrs[len(instrs)-1]
	if last.Op != summary.OpIf || len(m.i.fn.f.Blocks[b].Succs) != 2 {
		return none
	}
	if m.l.closedEdge(m.i, b, k) || m.l.closedUsually(m.i, b, k) {
		return everything
	}
	at := [2]int32{b, int32(k)}
	if f, ok := m.edges[at]; ok {
		return f
	}
	f := m.noting(func() facts {
		if m.apart(b, k) || m.foundInList(b, k) {
			return everything
		}
		w := wantTrue
		if k == 1 {
			w = wantFalse
		}
		return m.value(last.Args[0], w, 0).plus(m.each(b, k)).plus(m.eachLetter(b, k))
	})
	if m.edges == nil {
		m.edges = map[[2]int32]facts{}
	}
	m.edges[at] = f
	return f
}

// outcome is what holds when the instance returns with result idx as wanted; idx -1 asks nothing of the result.
func (l *linker) outcome(i *inst, idx int32, w want, kill bool) facts {
	return l.outcomeOf(i, idx, w, kill, 0)
}

// outcomeOf is outcome where the parameters given are certainly not nil.
func (l *linker) outcomeOf(i *inst, idx int32, w want, kill bool, given uint32) facts {
	m := l.must(i, kill)
	if m.busy {
		return none
	}
	k := outcomeKey{idx, l.wantID(w), given}
	if f, ok := m.outcomes[k]; ok {
		return f
	}
	if m.outcomes == nil {
		m.outcomes = map[outcomeKey]facts{}
	}
	if l.panicsOnNil(i) {
		return everything
	}
	m.outcomes[k] = none // recursion: nothing is known
	f := m.noting(func() facts { return m.returns(idx, w, given) })
	m.outcomes[k] = f
	return f
}

// returns is what holds at all returns that give result idx as wanted.
func (m *must) returns(idx int32, w want, given uint32) facts {
	l, f, again := m.l, everything, everything
	for b := range m.in {
		instrs := m.i.fn.f.Blocks[b].Instrs
		if m.start(int32(b)).top || len(instrs) == 0 {
			continue
		}
		last := &instrs[len(instrs)-1]
		if last.Op != summary.OpReturn {
			continue
		}
		at := m.through(int32(b), len(instrs))
		if idx >= 0 && int(idx) < len(last.Args) && w != wantAny {
			if m.refuted(int32(b), last.Args[idx], w) {
				continue
			}
			if m.ofItself(last.Args[idx], idx) { // as wanted only where another return is
				if given == 0 || !l.takesNil(at, given) {
					again = l.meet(again, at)
				}
				continue
			}
			at = at.plus(m.value(last.Args[idx], w, 0))
		}
		if given != 0 && l.takesNil(at, given) {
			continue
		}
		f = l.meet(f, at)
	}
	if !f.top { // whom a recursive call looks at is not known
		f = l.meet(f, again)
	}
	return f
}

// ofItself says that a result is the same result of a call that the function makes to itself.
func (m *must) ofItself(r summary.Ref, idx int32) bool {
	at, n := m.i.fn.defOf(r), int32(0)
	if at >= 0 && m.i.fn.code[at].Op == summary.OpExtract {
		n, at = m.i.fn.code[at].N, m.i.fn.defOf(m.i.fn.code[at].Args[0])
	}
	if at < 0 || n != idx || m.i.fn.code[at].Op != summary.OpCall || len(m.i.modelled(at)) > 0 {
		return false
	}
	targets := m.i.targets(at)
	return len(targets) > 0 && !slices.ContainsFunc(targets, func(t *inst) bool { return t.whole() != m.i })
}

// panicsOnNil says that a method is called on nothing and looks at a field of it first: what a constructor returned beside an error.
func (l *linker) panicsOnNil(i *inst) bool {
	i = i.whole()
	if !i.fn.f.Recv || len(i.args) == 0 || i.args[0] == 0 || i.merged || !l.onlyEmpty(i.args[0]) || len(i.fn.f.Blocks) == 0 {
		return false
	}
	self := summary.MakeRef(summary.RefParam, 0)
	return slices.ContainsFunc(i.fn.f.Blocks[0].Instrs, func(in summary.Instr) bool {
		return (in.Op == summary.OpLoadField || in.Op == summary.OpFieldAddr) && in.Args[0] == self
	})
}

// calleeFacts is what holds when the calls made at an instruction return as wanted, whichever of them was made.
func (m *must) calleeFacts(at, idx int32, w want) facts {
	l, i, kill := m.l, m.i, m.kill
	targets, given := i.targets(at), m.errorsGiven(at)
	if len(targets) == 0 {
		return none
	}
	f := everything
	for _, t := range targets {
		f = f.and(l.outcomeOf(t, idx, w, kill, given))
	}
	f = f.plus(l.bySome(targets, f, func(t *inst) facts { return l.outcomeOf(t, idx, w, kill, given) }))
	if len(i.modelled(at)) > 0 { // a model may do without calling
		direct := false
		for _, h := range i.modelled(at) {
			direct = direct || h.loads() || h.callsFor()
		}
		if !direct || f.top {
			return none
		}
	}
	return f
}

// value is what is known when the operand has the value wanted.
func (m *must) value(r summary.Ref, w want, depth int) facts {
	if depth > 12 {
		return none
	}
	switch r.Kind() {
	case summary.RefNil:
		if w == wantNonNil || w == wantTrue || w == wantSome || w.kind == isEqual && w.text != "" && w.text != "0" {
			return everything
		}
	case summary.RefConst:
		c := m.i.fn.p.p.Consts[r.Index()]
		switch {
		case c.Kind == summary.KindBool && (w == wantTrue && c.Text == "false" || w == wantFalse && c.Text == "true"),
			w.kind == isEqual && c.Text != w.text, w.kind == isNot && c.Text == w.text,
			w == wantNonNil && c.Kind == summary.KindString && c.Text == "":
			return everything
		}
	case summary.RefFunc:
		if w == wantNil {
			return everything
		}
	case summary.RefParam:
		return m.param(r, w)
	case summary.RefReg:
		if at := m.i.fn.def[r.Index()]; at >= 0 {
			return m.instr(at, w, depth+1)
		}
	}
	return none
}

func (m *must) param(r summary.Ref, w want) facts {
	if w != wantTrue && w != wantFalse {
		return m.paramGuard(r, w)
	}
	list := m.l.sets.list[m.l.get(m.i, r)]
	if len(list) == 1 && m.i.literal(r) {
		if k := m.l.atoms.list[list[0]]; k.kind == aConst && (w == wantTrue && k.s == "false" || w == wantFalse && k.s == "true") {
			return everything
		}
	}
	return m.paramGuard(r, w)
}

func (m *must) instr(at int32, w want, depth int) facts {
	k := activeKey{at, m.l.wantID(w)}
	if f, ok := m.memo[k]; ok {
		return f
	}
	if m.active[k] { // a loop: nothing is known
		return none
	}
	if m.active == nil {
		m.active = map[activeKey]bool{}
	}
	m.active[k] = true
	f := m.noting(func() facts {
		f := m.judge(at, w, depth)
		if !f.top {
			f = f.plus(m.setting(at, w))
		}
		return f
	})
	delete(m.active, k)
	if m.memo == nil {
		m.memo = map[activeKey]facts{}
	}
	m.memo[k] = f
	return f
}

func (m *must) judge(at int32, w want, depth int) facts {
	if m.impossible(at, w) {
		return everything
	}
	if w == wantSome {
		return m.some(summary.MakeRef(summary.RefReg, int(m.i.fn.code[at].Dst)), map[int32]bool{})
	}
	in := &m.i.fn.code[at]
	switch in.Op {
	case summary.OpUn:
		return m.value(in.Args[0], w.not(), depth)
	case summary.OpConvert:
		return m.value(in.Args[0], w, depth)
	case summary.OpMakeInterface:
		if w == wantNil {
			return everything
		}
		if w == wantTrue || w == wantFalse { // asserted again where it is read
			return m.value(in.Args[0], w, depth)
		}
	case summary.OpBin:
		return m.compare(at, in, w, depth)
	case summary.OpPhi:
		return m.phi(at, in, w, depth)
	case summary.OpCall:
		return m.l.result(m, at, 0, w)
	case summary.OpExtract:
		return m.extract(in, w, depth)
	case summary.OpAlloc, summary.OpMake, summary.OpClosure:
		if w == wantNil {
			return everything
		}
	case summary.OpLoad:
		return m.stored(at, in.Args[0], w, depth).plus(m.pointed(in, w)).plus(m.captured(in.Args[0], w))
	case summary.OpLoadField, summary.OpLoadElem:
		if w == (want{kind: isEqual}) && m.neverEmpty(in) {
			return everything
		}
		return m.l.fieldFacts(m, at, in, w).plus(m.filledRecord(in, w)).plus(m.keptRecord(in, w))
	case summary.OpAssert:
		if w == wantNonNil || w == wantTrue || w.saysWho() {
			return m.value(in.Args[0], w, depth)
		}
		if w == wantNil && m.l.kindOf(m.l.typ(m.i.fn.p, in.Type)) == summary.KindInterface { // err.(error) panics where there is none
			return everything
		}
	}
	return none
}

func (m *must) extract(in *summary.Instr, w want, depth int) facts {
	if in.Args[0].Kind() != summary.RefReg {
		return none
	}
	d := m.i.fn.def[in.Args[0].Index()]
	if d < 0 {
		return none
	}
	switch def := &m.i.fn.code[d]; def.Op {
	case summary.OpCall:
		return m.l.result(m, d, in.N, w)
	case summary.OpAssert:
		if in.N == 1 && w == wantFalse && m.l.isErrorType(m.l.typ(m.i.fn.p, def.Type)) { // err, ok := ctx.Value(key).(error)
			return m.value(def.Args[0], wantNil, depth)
		}
		if in.N == 1 && w == wantTrue && m.l.neverIs(m.l.get(m.i, def.Args[0]), m.l.resolve(m.i, m.l.typ(m.i.fn.p, def.Type))) {
			return everything
		}
		if in.N == 1 && w == wantTrue || in.N == 0 && w == wantNonNil {
			return m.value(def.Args[0], wantNonNil, depth)
		}
		if in.N == 0 && (w == wantTrue || w.saysWho()) { // a bool that is true was not the zero value
			return m.value(def.Args[0], w, depth)
		}
	case summary.OpLoadElem:
		if in.N == 1 && (w == wantTrue || w == wantFalse) {
			return m.l.listed(m, d, def, w)
		}
		if in.N == 0 {
			return m.l.fieldFacts(m, d, def, w)
		}
	}
	return none
}

// neverIs says that a value, all of which is known, has nowhere a certain type: an error that errors.New made is no *net.OpError.
func (l *linker) neverIs(s set, t int32) bool {
	if t < 0 || l.kindOf(t) == summary.KindInterface || l.kindOf(t) == summary.KindTypeParam {
		return false
	}
	found := false
	for _, a := range l.sets.list[s] {
		switch k := l.atoms.list[a]; k.kind {
		case aNil, aConst, aTemplate:
		case aObj:
			o := &l.objs[k.x]
			made := o.kind == oLib && o.row != nil && o.row.Role == "error" && plainErrors[o.row.Symbol]
			if found = true; !made && (o.kind != oVar || o.typ < 0 || !l.typeTab[o.typ].own || bare(l.typeTab[t].name) == bare(l.typeTab[o.typ].name)) {
				return false
			}
		default:
			return false
		}
	}
	return found
}

// plainErrors make errors of a type that only their own package knows.
var plainErrors = map[string]bool{"New": true, "Errorf": true, "Wrap": true, "Wrapf": true, "WithMessage": true, "WithStack": true}

// phi: every way by which the value can have come.
func (m *must) phi(at int32, in *summary.Instr, w want, depth int) facts {
	b := m.i.fn.block[at]
	f := everything
	for k, p := range m.i.fn.f.Blocks[b].Preds {
		if k >= len(in.Args) {
			break
		}
		if m.refuted(p, in.Args[k], w) {
			continue
		}
		g := m.value(in.Args[k], w, depth)
		if !g.top {
			g = g.plus(m.through(p, len(m.i.fn.f.Blocks[p].Instrs)))
			for n, s := range m.i.fn.f.Blocks[p].Succs {
				if s == b {
					g = g.plus(m.edge(p, n))
					break
				}
			}
		}
		f = m.l.meet(f, g)
	}
	return f
}

// stored: a variable of the function has the value of one of the stores to it.
func (m *must) stored(at int32, addr summary.Ref, w want, depth int) facts {
	if addr.Kind() == summary.RefGlobal && w == wantNil && m.declaredError(addr) {
		return everything
	}
	if addr.Kind() == summary.RefGlobal && (w == wantNil || w == wantFalse) {
		return m.unfilled(addr)
	}
	if addr.Kind() != summary.RefReg {
		return none
	}
	d := m.i.fn.def[addr.Index()]
	if d < 0 || m.i.fn.code[d].Op != summary.OpAlloc {
		return none
	}
	last := m.i.fn.lastStore(at, addr)
	if last >= 0 && !m.i.fn.callsBetween(last, at) { // nobody has had a chance to write it since, whoever was passed its address
		return m.value(m.i.fn.code[last].Args[1], w, depth)
	}
	f, n := everything, 0
	for k := range m.i.fn.code {
		in := &m.i.fn.code[k]
		switch {
		case last >= 0 && in.Op == summary.OpStore && in.Args[0] == addr:
		case in.Op == summary.OpStore && in.Args[0] == addr:
			f = f.and(m.value(in.Args[1], w, depth))
			n++
		case handsOn(in, addr): // others may write it
			return none
		}
	}
	if last >= 0 { // a result, in a function that defers something
		return m.value(m.i.fn.code[last].Args[1], w, depth)
	}
	if n == 0 || w.fitsZero() { // it may still be zero
		return none
	}
	return f
}

// lastStore gives the store that a load reads, where it is in the same block; -1 else.
func (g *fn) lastStore(at int32, addr summary.Ref) int32 {
	for k := at - 1; k >= 0 && g.block[k] == g.block[at]; k-- {
		if in := &g.code[k]; in.Op == summary.OpStore && in.Args[0] == addr {
			return k
		}
	}
	return -1
}

// callsBetween says that anything is called between two instructions of a block.
func (g *fn) callsBetween(from, to int32) bool {
	for k := from + 1; k < to; k++ {
		if g.code[k].Op == summary.OpCall {
			return true
		}
	}
	return false
}

// declaredError says that a package-level variable holds an error from the start: var ErrQuota = errors.New("…").
func (m *must) declaredError(addr summary.Ref) bool {
	found := false
	for _, a := range m.l.sets.list[m.l.cells[m.l.cell(m.l.global(m.i.fn.p.syms[addr.Index()]), m.l.fStar)].s] {
		switch k := m.l.atoms.list[a]; k.kind {
		case aObj:
			if o := &m.l.objs[k.x]; (o.kind != oLib || o.row == nil || o.row.Role != "error") && !m.l.madeAtStart(m.i.fn.p.syms[addr.Index()]) {
				return false
			}
			found = true
		case aNil:
			return false
		}
	}
	return found
}
