package link

import (
	"strings"

	"github.com/gostride/gostride/analyzers/catalog"
	"github.com/gostride/gostride/analyzers/summary"
	"github.com/gostride/gostride/dfd"
)

// What comparisons say beyond who the caller is. These guards protect nothing by themselves: checks ask whether they are there.

// measured: a number that was read from a store was compared (bound), or a time with the clock (recent). Where both outcomes
// lead to one place, nothing is left of it.
func (m *must) measured(at int32, x, y summary.Ref, w want) facts {
	l := m.l
	a, b := l.get(m.i, x), l.get(m.i, y)
	f := none
	if l.hasOrigin(a, "time") || l.hasOrigin(b, "time") {
		f = f.plus(l.guard(guard{kind: "recent", value: outcome(w), i: m.i, at: at, subject: l.sets.union(a, b)}))
	}
	for _, s := range []set{a, b} {
		if l.hasOrigin(s, "store") && !l.marked(s, "size") {
			f = f.plus(l.guard(guard{kind: "bound", value: outcome(w), i: m.i, at: at, subject: s}))
		}
	}
	return f
}

func outcome(w want) string {
	if w == wantFalse {
		return "no"
	}
	return "yes"
}

// timeGuard: the same by the methods of a time.
func (l *linker) timeGuard(i *inst, at int32, w want) facts {
	for _, h := range i.modelled(at) {
		if h.sym < 0 {
			continue
		}
		switch l.syms.list[h.sym] {
		case "time.Time.After", "time.Time.Before", "time.Time.Compare":
			if l.hasOrigin(h.recv, "time") || l.hasOrigin(l.firstArg(h), "time") {
				return l.guard(guard{kind: "recent", value: outcome(w), i: i, at: at, subject: l.sets.union(h.recv, l.firstArg(h))})
			}
		}
	}
	return none
}

// matchGuard: what the caller sent is equal to something that is no constant, and that he did not send in the same place.
func (l *linker) matchGuard(i *inst, at int32, a, b set) facts {
	if !l.hasOrigin(a, "input") {
		a, b = b, a
	}
	if !l.hasOrigin(a, "input") || !l.sent(b) || l.sameInputs(a, b) {
		return none
	}
	subject := l.sets.union(a, b)
	if l.perhapsUnset(i, at) {
		subject = l.sets.union(subject, l.sets.of(l.atoms.get(atomKey{kind: aConst, x: int32(summary.KindString)})))
	}
	return l.guard(guard{kind: "match", i: i, at: at, subject: subject})
}

// perhapsUnset says that a comparison may be one with a field of the program's own that nobody has set, so that an empty text is equal to it.
func (l *linker) perhapsUnset(i *inst, at int32) bool {
	unset := false
	for _, x := range i.fn.code[at].Args {
		x = i.fn.plain(x)
		d := i.fn.defOf(x)
		if d >= 0 && i.fn.code[d].Op == summary.OpLoadField && l.refType(i, i.fn.code[d].Args[0]) >= 0 && l.typeTab[l.deref(l.refType(i, i.fn.code[d].Args[0]))].own && l.kindOf(l.refType(i, x)) == summary.KindString {
			unset = true
		}
		if l.filled(i, at, x, 0) {
			return false
		}
	}
	return unset
}

// sent says that a value comes from anywhere but the source text.
func (l *linker) sent(s set) bool {
	for _, a := range l.sets.list[s] {
		switch l.inner(a).kind {
		case aOrigin, aUnknown, aMany:
			return true
		}
	}
	return false
}

func (l *linker) sameInputs(a, b set) bool {
	names := map[string]bool{}
	for _, s := range []set{a, b} {
		for _, x := range l.sets.list[s] {
			if k := l.atoms.list[x]; k.kind == aOrigin {
				o := l.origins.list[k.x]
				names[o.kind+o.name] = true
			}
		}
	}
	return len(names) < 2
}

// lasting says that a call changes a store of records or opens a transaction, so that what comes later is known to come after it.
func (l *linker) lasting(h *hit, r *catalog.Row) bool {
	if r.Role == "derive" {
		return r.Attr["tx"] != ""
	}
	if r.Op != "" {
		return r.Op == "write" || r.Op == "delete"
	}
	texts, _ := l.texts(l.arg(&site{}, h, r, "query"))
	for _, t := range texts {
		for _, op := range readSQL(t).ops {
			if op == "write" || op == "delete" {
				return true
			}
		}
	}
	return false
}

// decides describes the function that a setting is decided by. Where the options are not an object that is known, neither is
// what they say.
func (l *linker) decides(h *hit, r *catalog.Row, out map[string]*dfd.Value) {
	if f := l.arg(&site{}, h, r, "fn"); f != 0 {
		out["answer"] = l.answer(f)
		return
	}
	for _, name := range sortedKeys(r.Args) {
		for _, a := range r.Args[name] {
			if len(a.Fields) == 0 {
				continue
			}
			a.Fields = nil
			if v := l.argAt(nil, h, a); !l.hasObj(v) && !l.onlyNil(v) {
				out["answer"] = &dfd.Value{Unknown: true}
			}
		}
	}
}

// answer is what functions return, where that is the same constant on every way: "true", "nil". Else it is not known.
func (l *linker) answer(s set) *dfd.Value {
	var texts []string
	for _, a := range l.sets.list[s] {
		k := l.inner(a)
		if k.kind == aNil {
			continue
		}
		if k.kind != aFunc && k.kind != aClosure || l.funcs[k.x] == nil {
			return &dfd.Value{Unknown: true}
		}
		t, ok := l.funcs[k.x].constant()
		if !ok {
			return &dfd.Value{Unknown: true}
		}
		texts = append(texts, strings.ToLower(t))
	}
	if len(texts) == 0 {
		return &dfd.Value{Unknown: true}
	}
	return &dfd.Value{Text: texts}
}

// constant is the one constant that a function returns, wherever it returns.
func (g *fn) constant() (string, bool) {
	text, found := "", false
	for n := range g.code {
		in := &g.code[n]
		if in.Op != summary.OpReturn {
			continue
		}
		if len(in.Args) != 1 {
			return "", false
		}
		t := "nil"
		switch r := in.Args[0]; r.Kind() {
		case summary.RefNil:
		case summary.RefConst:
			t = g.p.p.Consts[r.Index()].Text
		default:
			return "", false
		}
		if found && t != text {
			return "", false
		}
		text, found = t, true
	}
	return text, found
}
