package link

import (
	"slices"
	"strings"

	"github.com/gostride/gostride/analyzers/catalog"
	"github.com/gostride/gostride/analyzers/summary"
	"github.com/gostride/gostride/dfd"
)

// Besides calls of libraries, a request costs what own code allocates and starts by itself. Roles of these uses, which no row of the
// catalogue has:
//
//	alloc   make of a slice, map or channel of a size that a request chose, or a text repeated as often: size
//	spawn   a goroutine: attr loop (the request chose how many turns), waits (something in the loop blocks or was set to bound it);
//	        panics: why it may panic, with the place. args items, panics
//	trust   text that becomes one of a type which templates leave as it is (template.HTML): value
//	compare a password that is compared like any text, which a library's row is for elsewhere: attr kind password. args a, b

// plainUses lists the instructions of a function that may be such uses.
func (g *fn) plainUses() []int32 {
	if g.plainSeen {
		return g.plainAt
	}
	g.plainSeen = true
	for at := range g.code {
		switch in := &g.code[at]; in.Op {
		case summary.OpMake:
			if slices.ContainsFunc(in.Args, func(r summary.Ref) bool { return !isConst(r) }) {
				g.plainAt = append(g.plainAt, int32(at))
			}
		case summary.OpConvert:
			if in.Type >= 0 && g.trusts(g.p.p.Types[in.Type]) {
				g.plainAt = append(g.plainAt, int32(at))
			}
		case summary.OpCall:
			if in.N&summary.CallGo != 0 || in.N&summary.CallMode == summary.CallStatic && in.Sym >= 0 && (multiplies[g.p.p.Syms[in.Sym]] > 0 || g.p.p.Syms[in.Sym] == waitGroupGo) {
				g.plainAt = append(g.plainAt, int32(at))
			}
		case summary.OpBin:
			if op := g.p.p.Syms[in.Sym]; (op == "==" || op == "!=") && in.Args[0].Kind() == summary.RefReg && in.Args[1].Kind() == summary.RefReg {
				g.plainAt = append(g.plainAt, int32(at))
			}
		}
	}
	return g.plainAt
}

// waitGroupGo starts a goroutine too; what panics in it is not recovered.
const waitGroupGo = "sync.(*WaitGroup).Go"

// multiplies are functions of the standard library that make as much as an argument says, with its index.
var multiplies = map[string]int{"strings.Repeat": 1, "bytes.Repeat": 1, "slices.Repeat": 1, "slices.Grow": 1, "strings.(*Builder).Grow": 1, "bytes.(*Buffer).Grow": 1}

// plain adds the uses of an instance that are no calls of libraries.
func (a *assembly) plain(t *travel, v *visit, entry string) {
	if entry == "" {
		return
	}
	at := v.i.fn.plainUses()
	if len(at) == 0 {
		return
	}
	for _, n := range at {
		if v.i.split != nil && !v.i.split.own[n] || t.outside(v.i, n) {
			continue
		}
		f := v.m.before(n)
		if f.top {
			continue
		}
		k := callAt{v.i, n}
		u, ok := a.plains[k]
		if !ok {
			if u = a.plainUse(v.i, n); u != nil {
				u = a.sameUse(u)
			}
			a.plains[k] = u
		}
		if u != nil {
			a.reachedBy(u, v, n, entry, v.facts.plus(f), dfd.Reach{Before: []string{}})
		}
	}
}

func (a *assembly) plainUse(i *inst, at int32) *dfd.Use {
	in := &i.fn.code[at]
	if in.Op == summary.OpCall && (in.N&summary.CallGo != 0 || i.fn.p.p.Syms[in.Sym] == waitGroupGo) {
		return a.spawn(i, at)
	}
	switch in.Op {
	case summary.OpBin:
		return a.comparison(i, at)
	case summary.OpConvert:
		return a.trusted(i, at)
	}
	b := builder{t: a.l.sets}
	name := "make"
	for n, r := range in.Args {
		if in.Op == summary.OpCall {
			name = i.fn.p.p.Syms[in.Sym]
			if n != multiplies[name] {
				continue
			}
		}
		b.addSet(a.l.get(i, r))
	}
	if !a.l.hasOrigin(b.set(), "input") {
		return nil
	}
	return &dfd.Use{Role: "alloc", Symbol: name, Place: i.at(at), Order: int(at), Args: map[string]*dfd.Value{"size": a.l.describe(b.set())}, Attr: map[string]string{}}
}

// spawn describes a go statement: how often it is made, and what its goroutine may die of.
func (a *assembly) spawn(i *inst, at int32) *dfd.Use {
	u := &dfd.Use{Role: "spawn", Symbol: "go", Place: i.at(at), Order: int(at), Args: map[string]*dfd.Value{}, Attr: map[string]string{}}
	if items := a.turnsOf(i, at); items != 0 {
		u.Args["items"] = a.l.describe(items)
		u.Attr["loop"] = "true"
		if a.waits(i, at) {
			u.Attr["waits"] = "true"
		}
	}
	v := &dfd.Value{}
	for _, t := range i.targets(at) {
		w := &crash{l: a.l, seen: map[*inst]bool{}, out: v}
		w.in(t, 0, false)
	}
	if len(v.Origins) > 0 {
		u.Args["panics"] = v
	}
	if len(u.Args) == 0 {
		return nil
	}
	return u
}

// turnsOf gives what the loop around an instruction walks over, or counts to, where a request chose it.
func (a *assembly) turnsOf(i *inst, at int32) set {
	g := i.fn
	turn := g.turnOf(g.block[at])
	if turn == nil {
		return 0
	}
	b := builder{t: a.l.sets}
	for k := range g.code {
		in := &g.code[k]
		if !turn[g.block[k]] {
			continue
		}
		switch in.Op {
		case summary.OpNext:
			if d := g.defOf(in.Args[0]); d >= 0 {
				b.addSet(a.sizeOf(i, g.code[d].Args[0]))
			}
		case summary.OpBin:
			if op := g.p.p.Syms[in.Sym]; op != "<" && op != "<=" {
				continue
			}
			r := g.plain(in.Args[1])
			if d := g.defOf(r); d >= 0 && g.builtin(&g.code[d], "len") {
				b.addSet(a.sizeOf(i, g.code[d].Args[0]))
				continue
			}
			b.addSet(a.l.rest(a.l.get(i, r)))
		}
	}
	if !a.l.hasOrigin(b.set(), "input") {
		return 0
	}
	return b.set()
}

// sizeOf gives where a list comes from as a whole: how many elements there are is decided there, whatever they hold.
func (a *assembly) sizeOf(i *inst, r summary.Ref) set {
	s := a.l.get(i, r)
	b := builder{t: a.l.sets, s: a.l.rest(s)}
	a.l.eachObj(s, func(o int32) {
		if c, ok := a.l.cellAt(o, a.l.fWild); ok {
			b.addSet(a.l.rest(a.l.cells[c].s))
		}
	})
	return b.set()
}

// waits says that each turn of a loop takes something of which there is a limited number: sends to a channel, or acquires a
// semaphore, before the goroutine starts.
func (a *assembly) waits(i *inst, at int32) bool {
	g := i.fn
	turn, doms := g.turnOf(g.block[at]), g.dominators()
	for k := range g.code {
		in := &g.code[k]
		if !turn[g.block[k]] || !g.follows(doms, int32(k), at) {
			continue
		}
		switch in.Op {
		case summary.OpSend, summary.OpRecv:
			return true
		case summary.OpCall:
			if in.N&(summary.CallGo|summary.CallDefer|summary.CallMode) == summary.CallStatic && in.Sym >= 0 {
				switch lastName(g.p.p.Syms[in.Sym]) {
				case "Acquire", "Wait", "Lock", "Take", "Reserve":
					if g.p.p.Syms[in.Sym] != "sync.(*Mutex).Lock" {
						return true
					}
				}
			}
		}
	}
	return false
}

// crash looks for what ends a goroutine, and with it the process: a panic that depends on what a request holds, wherever it is, or
// one that the goroutine's own function says.
type crash struct {
	l    *linker
	seen map[*inst]bool
	out  *dfd.Value
}

// in looks through what an instance does; perhaps says that it may be another one that is called there.
func (w *crash) in(i *inst, depth int, perhaps bool) {
	i = i.whole()
	perhaps = perhaps || i.merged
	if w.seen[i] || depth > 5 || len(w.out.Origins) > 8 || w.l.recovers(i) {
		return
	}
	w.seen[i] = true
	m := w.l.must(i, false)
	for at := range i.fn.code {
		in := &i.fn.code[at]
		if what, from := w.dies(i, in); what != "" && (from != 0 || depth == 0) && !m.before(int32(at)).top && !(what == "index" && m.partOfTwo(int32(at), in)) {
			w.note(i, int32(at), what, from, perhaps)
		}
		if in.Op == summary.OpCall && in.N&(summary.CallGo|summary.CallDefer) == 0 {
			targets := i.targets(int32(at))
			for _, t := range targets {
				w.in(t, depth+1, perhaps || len(w.l.oneOfSeveral(i, int32(at), targets)) > 1)
			}
		}
	}
}

func (w *crash) note(i *inst, at int32, what string, from set, perhaps bool) {
	place := i.at(at)
	place.What = what
	o := dfd.Origin{Kind: "panic", Name: what, Place: place}
	if perhaps {
		o.Marks = []string{"perhaps"}
	}
	w.out.Origins = append(w.out.Origins, o)
	w.out.Origins = append(w.out.Origins, w.l.describe(from).From("input")...)
}

// dies says why an instruction may panic.
func (w *crash) dies(i *inst, in *summary.Instr) (string, set) {
	l, g := w.l, i.fn
	switch in.Op {
	case summary.OpPanic:
		if len(in.Args) > 0 && g.madeUp(in.Args[0]) {
			return "", 0
		}
		return "panic", 0
	case summary.OpAssert:
		if s := l.decodedAny(l.get(i, in.Args[0])); in.N&1 == 0 && s != 0 && l.holdsAnything(l.refType(i, in.Args[0])) && !i.fromContext(in.Args[0]) && !l.everMade(i, in.Args[0], l.typ(g.p, in.Type), 0) {
			return "type assertion", s
		}
	case summary.OpLoadElem:
		if len(in.Args) < 2 || in.Args[1].Kind() != summary.RefConst || in.N&1 != 0 {
			return "", 0
		}
		k := l.kindOf(l.refType(i, in.Args[0]))
		if s := l.get(i, in.Args[0]); k == summary.KindSlice && l.hasOrigin(s, "input") && !g.measured(in.Args[0]) && !g.firstPart(in) && !g.groups(in.Args[0]) && !l.firstSent(i, in) {
			return "index", s
		}
	case summary.OpCall:
		if in.N&summary.CallMode != summary.CallStatic || in.Sym < 0 {
			return "", 0
		}
		sym := g.p.p.Syms[in.Sym]
		if !strings.HasPrefix(lastName(sym), "Must") {
			return "", 0
		}
		for _, r := range in.Args {
			if s := l.get(i, r); l.hasOrigin(s, "input") {
				return sym[strings.LastIndexByte(sym, '/')+1:], s
			}
		}
	}
	return "", 0
}

// holdsAnything says that a type is an interface without methods: what decodes a request puts nothing into others.
func (l *linker) holdsAnything(t int32) bool {
	return t < 0 || l.kindOf(t) != summary.KindInterface || len(l.typeTab[t].methods) == 0
}

// fromContext says that a value was taken out of a context: of what type that is, the program has decided itself.
func (i *inst) fromContext(r summary.Ref) bool {
	d := i.fn.defOf(r)
	return d >= 0 && slices.ContainsFunc(i.modelled(d), func(h *hit) bool {
		return slices.ContainsFunc(h.rows, func(r *catalog.Row) bool { return r.Role == "context-get" })
	})
}

// decodedAny gives what a value holds of a request: a map or interface that was decoded from one.
func (l *linker) decodedAny(s set) set {
	if l.hasOrigin(s, "input") && !l.hasObj(s) {
		return s
	}
	return 0
}

// madeUp says that a panic is none that somebody wrote: what comes after a call that does not return, a select without a case that
// fits, a loop over a function.
func (g *fn) madeUp(r summary.Ref) bool {
	for d := g.defOf(r); d >= 0 && g.code[d].Op == summary.OpMakeInterface; d = g.defOf(r) {
		r = g.code[d].Args[0]
	}
	if r.Kind() != summary.RefConst {
		return false
	}
	switch text := g.p.p.Consts[r.Index()].Text; {
	case text == "noreturn", strings.HasPrefix(text, "blocking select matched"), strings.HasPrefix(text, "yield function called"), strings.HasPrefix(text, "iterator call did not"):
		return true
	}
	return false
}

// measured says that a function asks for the length of a list of that type somewhere.
func (g *fn) measured(r summary.Ref) bool {
	typ := func(r summary.Ref) int32 {
		if d := g.defOf(r); d >= 0 {
			return g.code[d].Type
		}
		return -1
	}
	for k := range g.code {
		in := &g.code[k]
		if g.builtin(in, "len") && (in.Args[0] == r || typ(r) >= 0 && typ(in.Args[0]) == typ(r)) {
			return true
		}
	}
	return false
}

// groups says that a list is what an expression found: as long as the expression has groups, if it is any.
func (g *fn) groups(r summary.Ref) bool {
	for n := 0; n < 6; n++ {
		d := g.defOf(r)
		if d < 0 {
			return false
		}
		in := &g.code[d]
		if in.Op == summary.OpCall {
			return in.Sym >= 0 && strings.HasPrefix(g.p.p.Syms[in.Sym], "regexp.(*Regexp).Find") && strings.Contains(g.p.p.Syms[in.Sym], "Submatch")
		}
		if len(in.Args) == 0 {
			return false
		}
		r = in.Args[0]
	}
	return false
}

// firstPart says that the first element is taken of what strings.Split makes, which has one.
func (g *fn) firstPart(in *summary.Instr) bool {
	d := g.defOf(in.Args[0])
	if d < 0 || g.p.p.Consts[in.Args[1].Index()].Text != "0" {
		return false
	}
	c := &g.code[d]
	return c.Op == summary.OpCall && c.Sym >= 0 && strings.HasPrefix(g.p.p.Syms[c.Sym], "strings.Split")
}

// partOfTwo says that an element is the first or second part of a text that was cut in two where what it was cut at is in it: past
// strings.Contains(s, sep), strings.SplitN(s, sep, 2) has two.
func (m *must) partOfTwo(at int32, in *summary.Instr) bool {
	g := m.i.fn
	d, n := g.defOf(in.Args[0]), g.p.p.Consts[in.Args[1].Index()].Text
	if d < 0 || n != "0" && n != "1" {
		return false
	}
	cut := &g.code[d]
	if cut.Op != summary.OpCall || cut.Sym < 0 || !strings.HasPrefix(g.p.p.Syms[cut.Sym], "strings.Split") || len(cut.Args) < 2 {
		return false
	}
	for k := range g.code {
		c := &g.code[k]
		if c.Op != summary.OpCall || c.Sym < 0 || g.p.p.Syms[c.Sym] != "strings.Contains" || c.Dst < 0 || !g.sameOperand(c.Args[0], cut.Args[0]) || !g.sameOperand(c.Args[1], cut.Args[1]) {
			continue
		}
		if m.refuted(g.block[at], summary.MakeRef(summary.RefReg, int(c.Dst)), wantFalse) {
			return true
		}
	}
	return false
}

// reads are the instructions that read a field, or lead to it.
var reads = map[summary.Op]bool{summary.OpLoadField: true, summary.OpFieldAddr: true, summary.OpLoad: true}

// sameOperand says that two operands are one, or read the same field of the same.
func (g *fn) sameOperand(a, b summary.Ref) bool {
	for range 6 {
		if a == b {
			return true
		}
		x, y := g.defOf(a), g.defOf(b)
		if x < 0 || y < 0 || !reads[g.code[x].Op] || g.code[x].Op != g.code[y].Op || g.code[x].Sym != g.code[y].Sym || len(g.code[x].Args) != 1 || len(g.code[y].Args) != 1 {
			return false
		}
		a, b = g.code[x].Args[0], g.code[y].Args[0]
	}
	return false
}

// firstSent says that an element is the first of a header or parameter that a loop over all of them comes to: each has one.
func (l *linker) firstSent(i *inst, in *summary.Instr) bool {
	g := i.fn
	d := g.defOf(in.Args[0])
	if d < 0 || g.code[d].Op != summary.OpExtract || g.p.p.Consts[in.Args[1].Index()].Text != "0" {
		return false
	}
	next := g.defOf(g.code[d].Args[0])
	if next < 0 || g.code[next].Op != summary.OpNext {
		return false
	}
	over := g.defOf(g.code[next].Args[0])
	if over < 0 || len(g.code[over].Args) == 0 {
		return false
	}
	t := l.refType(i, g.code[over].Args[0])
	return t >= 0 && (base(l.typeTab[t].name) == "net/http.Header" || base(l.typeTab[t].name) == "net/url.Values")
}

// recovers says that a function defers something that recovers.
func (l *linker) recovers(i *inst) bool {
	for at := range i.fn.code {
		in := &i.fn.code[at]
		if in.Op != summary.OpCall || in.N&summary.CallDefer == 0 {
			continue
		}
		for _, t := range i.targets(int32(at)) {
			if t.fn.callsRecover() {
				return true
			}
		}
		if in.N&summary.CallMode == summary.CallStatic && in.Sym >= 0 && strings.Contains(lastName(i.fn.p.p.Syms[in.Sym]), "Recover") {
			return true // a library's: what it is for is known by its name only
		}
	}
	return false
}

func (g *fn) callsRecover() bool {
	for k := range g.code {
		if g.builtin(&g.code[k], "recover") {
			return true
		}
	}
	return false
}
