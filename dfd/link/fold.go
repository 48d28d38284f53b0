package link

import (
	"strings"

	"github.com/gostride/gostride/analyzers/summary"
)

// impossible says that an instruction's value cannot be as wanted: it is a condition on the name of the called method (see
// pin.go), and comes out the other way.
func (m *must) impossible(at int32, w want) bool {
	if len(m.l.pinned) == 0 {
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
		return m.decideEqual(in)
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
	text, pinned := m.pinnedText(m.l.get(m.i, x))
	if !pinned {
		x, y = y, x
		if text, pinned = m.pinnedText(m.l.get(m.i, x)); !pinned {
			return false, false
		}
	}
	others, all := m.constants(m.l.get(m.i, y))
	if !all {
		return false, false
	}
	m.l.decided[text] = true
	switch {
	case !contains2(others, text):
		return op == "!=", true
	case len(others) == 1 && y.Kind() == summary.RefConst:
		return op == "==", true
	}
	return false, false
}

// keyed says whether a pinned constant is a key of a map.
func (m *must) keyed(in *summary.Instr) (present, ok bool) {
	text, pinned := m.pinnedText(m.l.get(m.i, in.Args[1]))
	if !pinned {
		return false, false
	}
	in2, has, closed := m.l.inTable(m.l.get(m.i, in.Args[0]), text)
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
	text, pinned := m.pinnedText(m.l.get(m.i, in.Args[1]))
	if !pinned {
		return false, false
	}
	st, has, closed := m.l.inTable(m.l.get(m.i, in.Args[0]), text)
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
		if c, ok := l.cellIDs[cellKey{o, f}]; ok && l.cells[c].s != 0 {
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
		if in.Op == summary.OpStoreElem && in.Args[0] == summary.MakeRef(summary.RefReg, int(made.Dst)) && in.Args[1].Kind() == summary.RefConst &&
			g.p.p.Consts[in.Args[1].Index()].Text == key {
			return &tableEntry{g.p, in.Args[2]}
		}
	}
	return nil
}

// decideCall evaluates the functions by which people look a name up in a list.
func (m *must) decideCall(at int32, in *summary.Instr) (v, ok bool) {
	for _, h := range m.i.hits[at] {
		if h.sym < 0 || len(h.args) != 2 {
			continue
		}
		var test func(a, b string) bool
		name, list := m.l.syms.list[h.sym], false
		switch name {
		case "strings.HasPrefix":
			test = strings.HasPrefix
		case "strings.HasSuffix":
			test = strings.HasSuffix
		case "strings.Contains":
			test = strings.Contains
		case "strings.EqualFold":
			test = strings.EqualFold
		case "slices.Contains":
			list = true
		default:
			continue
		}
		if list {
			return m.decideList(h)
		}
		return m.decideText(h, test)
	}
	_ = in
	return false, false
}

func (m *must) decideText(h *hit, test func(a, b string) bool) (v, ok bool) {
	text, pinned := m.pinnedText(h.args[0])
	others, all := m.constants(h.args[1])
	if !pinned || !all {
		return false, false
	}
	m.l.decided[text] = true
	v = test(text, others[0])
	for _, o := range others[1:] {
		if test(text, o) != v {
			return false, false
		}
	}
	return v, true
}

func (m *must) decideList(h *hit) (v, ok bool) {
	text, pinned := m.pinnedText(h.args[1])
	if !pinned {
		return false, false
	}
	b := builder{t: m.l.sets}
	for _, e := range m.l.elems(nil, h.args[0]) {
		b.addSet(e)
	}
	others, all := m.constants(b.set())
	if !all || m.l.rest(h.args[0]) != 0 {
		return false, false
	}
	m.l.decided[text] = true
	if contains2(others, text) {
		return false, false
	}
	return false, true
}
