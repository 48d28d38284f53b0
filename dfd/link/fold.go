package link

import (
	"strings"

	"github.com/gostride/gostride/analyzers/summary"
)

// impossible says that an instruction's value cannot be as wanted: it is a condition on the name of the called method (see
// pin.go), and comes out the other way.
func (m *must) impossible(at int32, w want) bool {
	if len(m.l.pinned) == 0 && m.route == nil {
		return false
	}
	switch w {
	case wantTrue:
		v, ok := m.decide(summary.MakeRef(summary.RefReg, int(m.i.fn.code[at].Dst)), 0)
		return ok && !v
	case wantFalse:
		v, ok := m.decide(summary.MakeRef(summary.RefReg, int(m.i.fn.code[at].Dst)), 0)
		return ok && v
	case wantNonNil:
		if in := &m.i.fn.code[at]; in.Op == summary.OpLoadElem && in.N&1 == 0 {
			present, ok := m.keyed(in)
			return ok && !present
		}
	}
	return false
}

// decide evaluates a condition on a pinned constant; ok is false where it is none, or both ways are possible.
func (m *must) decide(r summary.Ref, depth int) (v, ok bool) {
	if r.Kind() != summary.RefReg || depth > 8 || m.i.fn.def[r.Index()] < 0 {
		return false, false
	}
	at := m.i.fn.def[r.Index()]
	switch in := &m.i.fn.code[at]; in.Op {
	case summary.OpUn:
		v, ok = m.decide(in.Args[0], depth+1)
		return !v, ok
	case summary.OpBin:
		if v, ok := m.decideLength(in); ok {
			return v, true
		}
		return m.decideEqual(in)
	case summary.OpLoadField:
		return m.told(in)
	case summary.OpLoadElem:
		if in.N&1 == 0 {
			return m.element(in)
		}
	case summary.OpExtract:
		if in.Args[0].Kind() != summary.RefReg || m.i.fn.def[in.Args[0].Index()] < 0 {
			return false, false
		}
		switch d := &m.i.fn.code[m.i.fn.def[in.Args[0].Index()]]; {
		case d.Op == summary.OpLoadElem && in.N == 1:
			return m.keyed(d)
		case d.Op == summary.OpLoadElem && in.N == 0:
			return m.element(d)
		}
	case summary.OpCall:
		return m.decideCall(at, in)
	}
	return false, false
}

// about gives what a condition is about, where that is known: a pinned constant, the path or method of the route.
func (m *must) about(r summary.Ref) *subject {
	if text, ok := m.pinnedText(m.l.get(m.i, r)); ok {
		return &subject{text: text}
	}
	if text, ok := m.calledName(r); ok {
		return &subject{text: text}
	}
	if m.route == nil {
		return nil
	}
	switch part, lower := m.l.requestPart(m.i, r, 0); {
	case part == "path":
		return &subject{path: m.route.path, lower: lower}
	case part == "folded-path":
		return &subject{path: m.route.path, lower: lower, fold: true}
	case part == "clean-path" && len(m.route.path.gaps) == 0: // what is filled in may have dots
		return &subject{path: m.route.path, lower: lower, fold: true}
	case part == "trimmed":
		return &subject{path: m.route.path.trimmed(), lower: lower}
	case part == "beginning":
		return &subject{path: m.route.path, lower: lower, begin: true}
	case part == "pattern" && m.route.pattern != "" && !lower:
		return &subject{text: m.route.pattern, route: true}
	case part == "name" && m.route.name != "{}" && !lower:
		return &subject{text: m.route.name}
	case part == "method" && m.route.method != "" && !lower:
		return &subject{text: m.route.method}
	}
	return nil
}

// calledName gives the name of the method that is called, where an operand is what a library tells of it.
func (m *must) calledName(r summary.Ref) (string, bool) {
	at := m.i.fn.defOf(r)
	if at >= 0 && m.i.fn.code[at].Op == summary.OpExtract && m.i.fn.code[at].N == 0 {
		at = m.i.fn.defOf(m.i.fn.code[at].Args[0])
	}
	if at < 0 {
		return "", false
	}
	for _, h := range m.i.hits[at] {
		for _, row := range h.rows {
			if row.Attr["kind"] == "called-name" {
				t, part := m.l.texts(m.l.contextMethod(m.l.arg(&site{}, h, row, "value")))
				return strings.Join(t, ""), len(t) == 1 && part == ""
			}
		}
	}
	return "", false
}

// pinnedText gives the pinned constant that an operand is.
func (m *must) pinnedText(s set) (string, bool) {
	list := m.l.sets.list[s]
	if len(list) != 1 {
		return "", false
	}
	k := m.l.atoms.list[list[0]]
	if k.kind == aTyped {
		k = m.l.atoms.list[k.y]
	}
	if k.kind == aConst && m.l.pinned[k.s] {
		return k.s, true
	}
	return "", false
}

// constants gives the texts of a value that is nothing but constants.
func (m *must) constants(s set) ([]string, bool) {
	t, part := m.l.texts(s)
	if part != "" || len(t) == 0 {
		return nil, false
	}
	for _, x := range t {
		if x == "" || strings.Contains(x, "{}") {
			return nil, false
		}
	}
	return t, true
}

func (m *must) decideEqual(in *summary.Instr) (v, ok bool) {
	op := m.i.fn.p.p.Syms[in.Sym]
	if op != "==" && op != "!=" {
		return false, false
	}
	x, y := in.Args[0], in.Args[1]
	s := m.about(x)
	if s == nil {
		x, y = y, x
		if s = m.about(x); s == nil {
			return false, false
		}
	}
	others, all, ofTurn := m.othersOf(y)
	if !all || m.holdsMore(y) {
		return false, false
	}
	m.l.decided[s.text] = true
	switch some, all, ok := s.among("==", others); {
	case !ok:
		return false, false
	case !some:
		return op == "!=", true
	case all && len(others) == 1 && (ofTurn || m.isText(y)):
		return op == "==", true
	}
	return false, false
}

// holdsMore says that an operand is a field in which something was stored of which nothing is known.
func (m *must) holdsMore(r summary.Ref) bool {
	at := m.i.fn.defOf(r)
	if at < 0 || m.i.fn.code[at].Op != summary.OpLoadField {
		return false
	}
	in, found := &m.i.fn.code[at], false
	f := m.l.strs.get(m.i.fn.p.p.Syms[in.Sym])
	for o := range m.l.withCopied(m.l.get(m.i, in.Args[0])) {
		c, ok := m.l.cellAt(o, f)
		found = found || ok && m.l.cells[c].blank
	}
	return found
}

// isText says that an operand is a certain text: a constant, or what a closure has captured of one.
func (m *must) isText(r summary.Ref) bool {
	k, _ := m.l.certain(m.i, r)
	return k == knownText
}

// among asks the same of several texts: whether some fit, and whether all do.
func (s *subject) among(name string, texts []string) (some, all, ok bool) {
	all = true
	for _, t := range texts {
		v, ok := s.test(name, t)
		if !ok {
			return false, false, false
		}
		some, all = some || v, all && v
	}
	return some, all, true
}

// keyed says whether a pinned constant is a key of a map.
func (m *must) keyed(in *summary.Instr) (present, ok bool) {
	s := m.about(in.Args[1])
	if s == nil {
		return false, false
	}
	table := m.l.get(m.i, in.Args[0])
	text, only := m.l.asKey(s, table)
	if !only {
		return false, false
	}
	in2, has, closed := m.l.inTable(table, text)
	if !closed {
		return false, false
	}
	m.l.decided[text] = true
	if has && in2 == nil {
		return false, false
	}
	return has, true
}

// element is the value, true or false, that a map has for a pinned constant.
func (m *must) element(in *summary.Instr) (v, ok bool) {
	s := m.about(in.Args[1])
	if s == nil {
		return false, false
	}
	table := m.l.get(m.i, in.Args[0])
	text, only := m.l.asKey(s, table)
	if !only {
		return false, false
	}
	st, has, closed := m.l.inTable(table, text)
	if !closed {
		return false, false
	}
	m.l.decided[text] = true
	if !has {
		return false, true
	}
	if st == nil || st.val.Kind() != summary.RefConst {
		return false, false
	}
	c := st.p.p.Consts[st.val.Index()]
	return c.Text == "true", c.Kind == summary.KindBool
}

// tableEntry is what a map was made with for one key.
type tableEntry struct {
	p   *pkgInfo
	val summary.Ref
}

// asKey spells a subject as the keys of a map do: those name the parameters of a route as the framework does, :id. Where a key would
// fit but for a parameter's name, nothing is said.
func (l *linker) asKey(s *subject, table set) (string, bool) {
	if text, only := s.only(); only || !s.route {
		return text, only
	}
	found, unsure := "", false
	l.eachObj(table, func(o int32) {
		for _, f := range l.objs[o].keys {
			key := strings.TrimSuffix(strings.TrimPrefix(l.strs.list[f], "["), "]")
			switch clean := cleanPattern(key); {
			case clean == s.text:
				found = key
			case unnamed(clean) == unnamed(s.text):
				unsure = true
			}
		}
	})
	switch {
	case found != "":
		return found, true
	case unsure:
		return "", false
	}
	return s.text, true // which no key is
}

// unnamed is a route without the names of its parameters.
func unnamed(path string) string {
	segs := strings.Split(path, "/")
	for n, x := range segs {
		if strings.ContainsAny(x, "{*:") {
			segs[n] = "{}"
		}
	}
	return strings.Join(segs, "/")
}

// inTable looks a key up in a map that the program itself filled with constant keys only. The entry is nil where the key may
// be there and may be not: it was stored later than the map was made.
func (l *linker) inTable(s set, key string) (e *tableEntry, has, closed bool) {
	n := 0
	for _, a := range l.sets.list[s] {
		k := l.atoms.list[a]
		if k.kind == aNil {
			continue
		}
		n++
		if k.kind != aObj || n > 1 || !l.closedTable(k.x) {
			return nil, false, false
		}
		for _, f := range l.objs[k.x].keys {
			has = has || l.strs.list[f] == "["+key+"]" && l.cells[l.cell(k.x, f)].s != 0 // a look-up makes a cell, too
		}
		if e = l.literalEntry(k.x, key); e != nil {
			has = true
		}
	}
	return e, has, n == 1
}

// closedTable says that all keys of a map are known.
func (l *linker) closedTable(o int32) bool {
	ob := &l.objs[o]
	if ob.kind != oVar || ob.inst == nil || len(ob.keys) == 0 || l.shrunk[o] {
		return false
	}
	for _, f := range []int32{l.fElem, l.fWild, l.fAlias} {
		if c, ok := l.cellAt(o, f); ok && l.cells[c].s != 0 {
			return false
		}
	}
	return true
}

// literalEntry finds the store of a key that always happens when the map is made.
func (l *linker) literalEntry(o int32, key string) *tableEntry {
	ob := &l.objs[o]
	g := ob.inst.fn
	made := &g.code[ob.at]
	if made.Op != summary.OpMake {
		return nil
	}
	for n := ob.at + 1; int(n) < len(g.code) && g.block[n] == g.block[ob.at]; n++ {
		in := &g.code[n]
		if in.Op == summary.OpStoreElem && g.isMade(in.Args[0], made.Dst) && in.Args[1].Kind() == summary.RefConst &&
			g.p.p.Consts[in.Args[1].Index()].Text == key {
			return &tableEntry{g.p, in.Args[2]}
		}
	}
	return nil
}

// isMade says that an operand is the register, also by way of the variable that it was put into: one that a closure captures.
func (g *fn) isMade(r summary.Ref, made int32) bool {
	reg := summary.MakeRef(summary.RefReg, int(made))
	if r == reg {
		return true
	}
	d := g.defOf(r)
	if d < 0 || g.code[d].Op != summary.OpLoad {
		return false
	}
	k := g.lastStore(d, g.code[d].Args[0])
	return k >= 0 && g.code[k].Args[1] == reg
}

// decideCall evaluates the functions by which people look a name up in a list.
func (m *must) decideCall(at int32, in *summary.Instr) (v, ok bool) {
	if in.N&summary.CallMode != summary.CallStatic || len(in.Args) != 2 {
		return false, false
	}
	for _, h := range m.i.hits[at] {
		if h.sym < 0 || len(h.args) != 2 {
			continue
		}
		switch name := m.l.syms.list[h.sym]; name {
		case "strings.HasPrefix", "strings.HasSuffix", "strings.Contains", "strings.EqualFold":
			return m.decideText(name, in.Args[0], in.Args[1])
		case "slices.Contains":
			return m.decideList(h, in.Args[1])
		}
	}
	return false, false
}

func (m *must) decideText(name string, x, y summary.Ref) (v, ok bool) {
	s := m.about(x)
	others, known, _ := m.othersOf(y)
	if s == nil || !known {
		return false, false
	}
	some, all, ok := s.among(name, others)
	if !ok || some != all {
		return false, false
	}
	m.l.decided[s.text] = true
	return some, !some || len(others) == 1
}

func (m *must) decideList(h *hit, x summary.Ref) (v, ok bool) {
	s := m.about(x)
	if s == nil {
		return false, false
	}
	if h.args[0] != 0 && m.l.onlyNil(h.args[0]) { // nothing was passed
		return false, true
	}
	b := builder{t: m.l.sets}
	for _, e := range m.l.elems(nil, h.args[0]) {
		b.addSet(e)
	}
	others, all := m.constants(b.set())
	if !all || m.l.rest(h.args[0]) != 0 {
		return false, false
	}
	m.l.decided[s.text] = true
	some, _, ok := s.among("==", others)
	if !ok || !some {
		return false, ok
	}
	for a := range m.l.sureElems(h.args[0]) { // one that is certainly there
		if t, part := m.l.texts(m.l.sets.of(a)); part == "" && len(t) == 1 {
			if v, ok := s.test("==", t[0]); v && ok {
				return true, true
			}
		}
	}
	return false, false
}

// only gives the text where it is the only one that it can be.
func (s *subject) only() (string, bool) {
	if s.path == nil {
		return s.text, !s.route || !strings.Contains(s.text, "{") // maps name parameters as the framework does
	}
	t, ok := s.path.whole()
	if s.lower {
		t = strings.ToLower(t)
	}
	return t, ok
}
