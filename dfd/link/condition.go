package link

import (
	"slices"
	"strconv"
	"strings"

	"github.com/gostride/gostride/analyzers/catalog"
	"github.com/gostride/gostride/analyzers/summary"
	"github.com/gostride/gostride/dfd"
)

// compare is what a comparison says when it comes out as wanted.
func (m *must) compare(at int32, in *summary.Instr, w want, depth int) facts {
	op := m.i.fn.p.p.Syms[in.Sym]
	if op != "==" && op != "!=" {
		return m.ordered(at, in, op, w).plus(m.atMost(at, in, op, w)).plus(m.noneFound(in, op, w))
	}
	if w != wantTrue && w != wantFalse {
		return none
	}
	equal := (op == "==") == (w == wantTrue)
	x, y := m.i.fn.unboxed(in.Args[0]), m.i.fn.unboxed(in.Args[1])
	if !equal && (x != in.Args[0] || y != in.Args[1]) { // an interface that holds nothing is neither "" nor false
		return none
	}
	if isConst(x) && !isConst(y) {
		x, y = y, x
	}
	switch y.Kind() {
	case summary.RefNil:
		if equal {
			return m.value(x, wantNil, depth)
		}
		f := m.value(x, wantNonNil, depth)
		if t := m.l.refType(m.i, x); t >= 0 && m.l.typeTab[t].name == "error" && !f.top {
			f = f.plus(m.l.guard(guard{kind: "failed"}))
		}
		return f
	case summary.RefConst:
		return m.constant(at, x, m.i.fn.p.p.Consts[y.Index()], equal, depth)
	}
	if !equal {
		return none
	}
	a, b := m.l.get(m.i, x), m.l.get(m.i, y)
	f := m.l.compareGuard(m.i, at, nil, nil, a, b).plus(m.l.ownerGuard(m.i, at, a, b)).plus(m.l.matchGuard(m.i, at, a, b)).plus(m.l.nonceGuard(m.i, at))
	f = f.plus(m.unchanged(at, x, y)).plus(m.unchanged(at, y, x))
	if text, ok := m.l.onlyText(b); ok {
		return f.plus(m.l.constGuard(m.i, at, x, text, true))
	}
	if text, ok := m.l.onlyText(a); ok {
		return f.plus(m.l.constGuard(m.i, at, y, text, true))
	}
	f = f.plus(m.l.memberGuard(m.i, at, x, b)).plus(m.l.memberGuard(m.i, at, y, a))
	return f.plus(m.memberRole(at, x, b)).plus(m.memberRole(at, y, a))
}

// unboxed gives the constant that an operand holds as an interface: session.Values["authenticated"] == true.
func (g *fn) unboxed(r summary.Ref) summary.Ref {
	if d := g.defOf(r); d >= 0 && g.code[d].Op == summary.OpMakeInterface && g.code[d].Args[0].Kind() == summary.RefConst {
		return g.code[d].Args[0]
	}
	return r
}

// memberGuard: a text is equal to one of several constants, or to what the configuration says: for _, h := range known { if host == h …
func (l *linker) memberGuard(i *inst, at int32, x summary.Ref, of set) facts {
	of = l.withoutURLs(of)
	list := l.sets.list[of]
	if !l.hasOrigin(l.get(i, x), "input") || l.besideHost(i, x) {
		return none
	}
	if l.ownHost(of) {
		return l.guard(guard{kind: "confine", value: "own host", i: i, at: at, subject: l.get(i, x)}).plus(l.onSite(l.get(i, x)))
	}
	if l.keptText(of) {
		return l.confined(guard{kind: "confine", value: "map", i: i, at: at, subject: l.get(i, x)})
	}
	if len(list) < 2 && !l.hasOrigin(of, "config") {
		return none
	}
	g := guard{kind: "allowlist", i: i, at: at, subject: l.get(i, x)}
	for _, a := range list {
		if !l.ownText(a) {
			return none
		}
	}
	for _, a := range list {
		if k := l.atoms.list[a]; k.kind == aConst {
			l.listText(g, k.s)
		}
	}
	if l.isHost(i, x) {
		return l.confined(g).plus(l.onSite(g.subject))
	}
	return l.confined(g)
}

// keptText says that a text was read from a store or another service, or that nothing is known of it: what is equal to it is
// something that is kept there, whatever that is.
func (l *linker) keptText(s set) bool {
	kept := len(l.sets.list[s]) == 0
	for _, a := range l.sets.list[s] {
		k := l.atoms.list[a]
		if k.kind == aConst {
			continue
		}
		if k.kind != aOrigin || l.origins.list[k.x].kind != "store" && l.origins.list[k.x].kind != "external" {
			return false
		}
		kept = true
	}
	return kept
}

// ownText says that an atom is a text of the program's own: a constant that is not empty, or a setting.
func (l *linker) ownText(a atom) bool {
	switch k := l.atoms.list[a]; k.kind {
	case aConst:
		return summary.Kind(k.x) == summary.KindString && k.s != ""
	case aOrigin:
		return l.origins.list[k.x].kind == "config"
	}
	return false
}

// onlyText gives the text that a value always is in its calling context: requireRole("admin").
func (l *linker) onlyText(s set) (string, bool) {
	k, ok := l.single(s)
	return k.s, ok && k.kind == aConst && summary.Kind(k.x) == summary.KindString && k.s != ""
}

func isConst(r summary.Ref) bool {
	return r.Kind() == summary.RefConst || r.Kind() == summary.RefNil
}

// constant is what x == c (or x != c) says.
func (m *must) constant(at int32, x summary.Ref, c summary.Const, equal bool, depth int) facts {
	switch {
	case c.Kind == summary.KindBool:
		w := wantTrue
		if (c.Text == "true") != equal {
			w = wantFalse
		}
		return m.value(x, w, depth)
	case c.Kind == summary.KindNumber:
		f := m.value(x, equals(c.Text, equal), depth).plus(m.character(at, x, c.Text, equal))
		if equal {
			f = f.plus(m.numberRole(at, x, c.Text))
		}
		if equal && len(c.Text) == 3 && c.Text[0] == '2' {
			f = f.plus(m.l.statusIs(m.i, x))
		}
		switch {
		case c.Text == "1" && equal || c.Text == "0" && !equal:
			f = f.plus(m.one(x))
		case equal && len(m.summed(x)) > 1 && c.Text == strconv.Itoa(len(m.summed(x))): // all of them are
			for _, y := range m.summed(x) {
				f = f.plus(m.one(y))
			}
		case c.Text == "0" && equal:
			if list, ok := m.lengthOf(x); ok && m.hasElements(list) {
				return everything
			}
			f = f.plus(m.zero(x))
		}
		return f
	case c.Kind == summary.KindString && c.Text == "" && !equal:
		return m.value(x, wantNonNil, depth)
	case c.Kind == summary.KindString && c.Text == "":
		return m.hostless(at, x).plus(m.trimmedAway(at, x)).plus(m.empty(at, x)).plus(m.value(x, equals("", true), depth))
	case c.Kind == summary.KindString && c.Text != "":
		f := m.value(x, equals(c.Text, equal), depth)
		if equal {
			f = f.plus(m.l.plainCompare(m.i, at, x, c.Text))
		}
		return f.plus(m.l.constGuard(m.i, at, x, c.Text, equal)).plus(m.methodGuard(at, c.Text, equal))
	}
	return none
}

// empty is that somebody left a text out. It holds nothing to anything, and where it meets a check of the text that is made only if there
// is one (if next != "" { … }) one of both was passed.
func (m *must) empty(at int32, x summary.Ref) facts {
	s := m.l.get(m.i, x)
	if !m.l.hasOrigin(s, "input") {
		return none
	}
	return m.l.guard(guard{kind: "confine", value: "empty", i: m.i, at: at, subject: s})
}

// hostless is what is known of a text that was parsed as a URL, where that has no host: u.Host == "". A backslash can still stand
// for one.
func (m *must) hostless(at int32, x summary.Ref) facts {
	g := m.i.fn
	d := g.fieldRead(g.plain(x))
	if d < 0 || g.p.p.Syms[g.code[d].Sym] != "net/url.URL.Host" {
		return none
	}
	from := m.l.get(m.i, g.code[d].Args[0])
	of := m.l.sets.union(m.l.rest(from), m.l.contents(nil, from))
	return m.l.guard(guard{kind: "confine", value: "no host", i: m.i, at: at, subject: of}).plus(m.l.onSite(of))
}

func equals(text string, equal bool) want {
	if equal {
		return want{isEqual, text}
	}
	return want{isNot, text}
}

// one: a call that answers 1 for success (subtle.ConstantTimeCompare), or a count of rows that is not 0.
func (m *must) one(x summary.Ref) facts {
	if f := m.sessionUser(x); len(f.ids) > 0 {
		return f
	}
	if list, ok := m.lengthOf(x); ok {
		return m.value(list, wantSome, 0)
	}
	if d := m.i.fn.defOf(m.i.fn.plain(x)); d >= 0 && m.i.fn.code[d].Op == summary.OpBin && m.i.fn.p.p.Syms[m.i.fn.code[d].Sym] == "&" { // both are
		return m.one(m.i.fn.code[d].Args[0]).plus(m.one(m.i.fn.code[d].Args[1]))
	}
	if d := m.i.fn.fieldRead(x); d >= 0 {
		return m.l.foundRows(m, &m.i.fn.code[d]).plus(m.letThrough(d, "one"))
	}
	at, ok := m.callOf(x)
	if !ok {
		return none
	}
	f := none
	for _, h := range m.i.modelled(at) {
		if h.sym >= 0 && lastName(m.l.syms.list[h.sym]) == "RowsAffected" {
			f = f.plus(m.l.guard(guard{kind: "rows", i: m.i, at: at, subject: h.recv}))
		}
		for _, r := range h.rows {
			if r.Role == "compare" {
				s := &site{i: m.i, at: at}
				f = f.plus(m.l.compareGuard(m.i, at, h, r, m.l.arg(s, h, r, "a"), m.l.arg(s, h, r, "b")))
			}
			if r.Role == "allow" && r.Attr["success"] == "one" && r.Attr["field"] == "" { // so many it may have
				f = f.plus(m.l.guard(guard{kind: "ratelimit", i: m.i, at: at, h: h, row: r}))
			}
		}
	}
	return f
}

// summed gives the operands of a sum of comparisons, each of which is 1 or 0: subtle.ConstantTimeCompare(a, b) + subtle.ConstantTimeCompare(c, d).
func (m *must) summed(x summary.Ref) []summary.Ref {
	g := m.i.fn
	d := g.defOf(g.plain(x))
	if d < 0 {
		return nil
	}
	if g.code[d].Op == summary.OpBin && g.p.p.Syms[g.code[d].Sym] == "+" {
		a, b := m.summed(g.code[d].Args[0]), m.summed(g.code[d].Args[1])
		if a == nil || b == nil {
			return nil
		}
		return append(a, b...)
	}
	at, ok := m.callOf(x)
	if !ok || !slices.ContainsFunc(m.i.modelled(at), func(h *hit) bool {
		return slices.ContainsFunc(h.rows, func(r *catalog.Row) bool { return r.Role == "compare" && r.Attr["success"] == "one" })
	}) {
		return nil
	}
	return []summary.Ref{x}
}

// letThrough: a field of a limiter's answer says that the caller may go on: !state.Reached, res.Allowed > 0.
func (m *must) letThrough(read int32, how string) facts {
	f, in := none, &m.i.fn.code[read]
	answer := in.Args[0]
	if to, ok := m.i.fn.putOnce(answer, read); ok { // a struct in a variable
		answer = to
	}
	at, ok := m.callOf(answer)
	if !ok {
		return f
	}
	name := lastName(m.i.fn.p.p.Syms[in.Sym])
	for _, h := range m.i.modelled(at) {
		for _, r := range h.rows {
			if r.Role == "allow" && r.Attr["field"] == name && r.Attr["success"] == how {
				f = f.plus(m.l.guard(guard{kind: "ratelimit", i: m.i, at: at, h: h, row: r}))
			}
		}
	}
	return f
}

// sessionUser: the number of who signed in, which the session keeps, is not 0: sess.UserID > 0.
func (m *must) sessionUser(x summary.Ref) facts {
	v := m.l.get(m.i, x)
	if !m.l.isSession(v) || m.l.hasOrigin(v, "input") || m.l.hasOrigin(v, "store") {
		return none
	}
	name := strings.ToLower(m.l.nameOf(m.i, x))
	if !strings.HasSuffix(name, "id") && !strings.Contains(name, "user") && !strings.Contains(name, "account") || strings.Contains(name, "session") {
		return none
	}
	d := m.i.fn.defOf(x)
	if d < 0 {
		return none
	}
	return m.l.guard(guard{kind: "auth", scheme: "session", i: m.i, at: d})
}

// zero: a function that answers 0 for equality (bytes.Compare).
func (m *must) zero(x summary.Ref) facts {
	at, ok := m.callOf(x)
	if !ok {
		return none
	}
	for _, h := range m.i.modelled(at) {
		for _, r := range h.rows {
			if r.Role == "compare" && r.Attr["success"] == "zero" {
				s := &site{i: m.i, at: at}
				return m.l.compareGuard(m.i, at, h, r, m.l.arg(s, h, r, "a"), m.l.arg(s, h, r, "b"))
			}
		}
	}
	return none
}

// callOf gives the call that an operand is the result of.
func (m *must) callOf(x summary.Ref) (int32, bool) {
	for n := 0; n < 4 && x.Kind() == summary.RefReg; n++ {
		at := m.i.fn.def[x.Index()]
		if at < 0 {
			break
		}
		switch in := &m.i.fn.code[at]; in.Op {
		case summary.OpCall:
			return at, true
		case summary.OpExtract, summary.OpConvert:
			x = in.Args[0]
		default:
			return 0, false
		}
	}
	return 0, false
}

// foundRows: a field of a handle that counts the rows found is not 0: db.Where("key = ?", k).First(&u).RowsAffected == 1.
func (l *linker) foundRows(m *must, in *summary.Instr) facts {
	f := none
	if lastName(m.i.fn.p.p.Syms[in.Sym]) != "RowsAffected" {
		return f
	}
	at, ok := m.callOf(in.Args[0])
	if !ok {
		return f
	}
	for _, h := range m.i.modelled(at) {
		for _, r := range h.rows {
			if r.Role == "orm" || r.Role == "sql" {
				f = f.plus(m.l.lookupGuard(m.i, at, h, r))
			}
			if r.Role == "orm" && r.Op == "write" { // res := db.Model(&u).Where("used + ? <= quota", n).Update(…); res.RowsAffected == 0
				f = f.plus(m.l.guard(guard{kind: "rows", i: m.i, at: at, h: h, row: r}))
			}
		}
	}
	return f
}

// ordered: n > 0, n < 1, size <= limit.
func (m *must) ordered(at int32, in *summary.Instr, op string, w want) facts {
	x, y := in.Args[0], in.Args[1]
	f := m.measured(at, x, y, w).plus(m.rankRole(at, x, y, op, w))
	if y.Kind() != summary.RefConst {
		return f
	}
	c := m.i.fn.p.p.Consts[y.Index()].Text
	switch {
	case w == wantTrue && (op == "<" && c == "300" || op == "<=" && c == "299"),
		w == wantFalse && (op == ">=" && (c == "300" || c == "400") || op == ">" && (c == "299" || c == "399")), w == wantTrue && op == "<" && c == "400":
		return f.plus(m.l.statusIs(m.i, x))
	case op == ">" && c == "0" && w == wantTrue, op == ">=" && c == "1" && w == wantTrue,
		op == "<" && c == "1" && w == wantFalse, op == "<=" && c == "0" && w == wantFalse:
		return f.plus(m.one(x))
	}
	return f
}

// constGuard: a value compared with a constant. What the caller chose is then one of a list, or none of those refused; what
// the server knows of the caller is then a role.
func (l *linker) constGuard(i *inst, at int32, x summary.Ref, text string, equal bool) facts {
	v := l.get(i, x)
	for _, a := range l.sets.list[v] {
		k := l.atoms.list[a]
		if k.kind != aOrigin {
			continue
		}
		switch o := l.origins.list[k.x]; {
		case o.kind == "identity" && equal && l.registeredClaim(i, x):
		case o.kind == "identity" && equal && l.grades(i, x, text), o.kind == "store" && equal && dfd.Privileges(l.nameOf(i, x)):
			return l.guard(guard{kind: "role", value: text, i: i, at: at, subject: v})
		case o.kind == "input" && l.besideHost(i, x):
			return none
		case (o.kind == "input" || o.kind == "sniffed") && equal:
			g := guard{kind: "allowlist", i: i, at: int32(x) + 1<<20, subject: v, near: at}
			l.listText(g, text)
			if l.isHost(i, x) {
				return l.confined(g).plus(l.onSite(v))
			}
			return l.confined(g)
		case o.kind == "input" || o.kind == "sniffed":
			g := guard{kind: "denylist", i: i, at: int32(x) + 1<<20, subject: v, near: at}
			l.listText(g, text)
			return l.guard(g)
		}
	}
	return none
}

// listText adds a constant to those that a value is compared with.
func (l *linker) listText(g guard, text string) {
	k := guardKey{g.kind, g.scheme, g.value, g.i, g.at, g.row}
	for _, t := range l.lists[k] {
		if t == text {
			return
		}
	}
	l.lists[k] = append(l.lists[k], text)
}

// ownerGuard: something that belongs to the caller's identity.
func (l *linker) ownerGuard(i *inst, at int32, a, b set) facts {
	if l.hasOrigin(a, "identity") && (l.hasOrigin(b, "store") || l.hasOrigin(b, "input")) ||
		l.hasOrigin(b, "identity") && (l.hasOrigin(a, "store") || l.hasOrigin(a, "input")) {
		return l.guard(guard{kind: "owner", i: i, at: at, subject: l.sets.union(a, b)})
	}
	return none
}

func (l *linker) hasOrigin(s set, kind string) bool {
	for _, a := range l.sets.list[s] {
		if k := l.atoms.list[a]; k.kind == aOrigin && l.origins.list[k.x].kind == kind {
			return true
		}
	}
	return false
}

// listed: the value is, or is not, a key of a map that the program itself filled.
func (l *linker) listed(m *must, at int32, in *summary.Instr, w want) facts {
	if l.isSession(l.get(m.i, in.Args[0])) {
		if (w == wantTrue || w == wantNonNil) && l.signsIn(l.get(m.i, in.Args[1])) {
			return l.guard(guard{kind: "auth", scheme: "session", i: m.i, at: at})
		}
		return none
	}
	g := guard{kind: "allowlist", i: m.i, at: at, subject: l.get(m.i, in.Args[1])}
	if w == wantFalse || w == wantNil {
		g.kind = "denylist"
	}
	if m.l.besideHost(m.i, in.Args[1]) {
		return none
	}
	keys, texts := 0, []string(nil)
	l.eachObj(l.get(m.i, in.Args[0]), func(o int32) {
		for _, f := range l.objs[o].keys {
			if n := l.strs.list[f]; l.elemKey(f) && f != l.fElem {
				keys++
				texts = append(texts, n[1:len(n)-1])
				l.listText(g, texts[len(texts)-1])
			}
		}
	})
	if keys == 0 {
		return l.heldCredential(m, at, in, w).plus(l.keyKept(m, at, in, w))
	}
	f := l.guard(g)
	if g.kind == "allowlist" {
		f = f.plus(l.plainKey(m.i, at, g.subject, texts))
	}
	return f
}

// keyKept: an input is a key of a map that the program fills with what is not written in the code: names of columns, of plugins.
func (l *linker) keyKept(m *must, at int32, in *summary.Instr, w want) facts {
	of, key := l.get(m.i, in.Args[0]), l.get(m.i, in.Args[1])
	if w != wantTrue && w != wantNonNil || !l.hasOrigin(key, "input") || l.hasOrigin(l.sets.union(of, l.contents(m.i, of)), "input") {
		return none
	}
	if !l.inMemory(of) {
		return none
	}
	return l.confined(guard{kind: "confine", value: "map", i: m.i, at: at, subject: key})
}

// inMemory says that a value is something that the program itself keeps.
func (l *linker) inMemory(s set) bool {
	own := false
	l.eachObj(s, func(o int32) { own = own || slices.Contains([]objKind{oVar, oGlobal, oSub}, l.objs[o].kind) })
	return own
}

// heldCredential: a credential of the request is a key of what the program keeps in memory: sessions[cookie.Value].
func (l *linker) heldCredential(m *must, at int32, in *summary.Instr, w want) facts {
	if w != wantTrue && w != wantNonNil {
		return none
	}
	of := l.get(m.i, in.Args[0])
	if l.hasOrigin(of, "input") {
		return none
	}
	if !l.inMemory(of) && !l.hasOrigin(of, "config") && !l.hasOrigin(of, "store") {
		return none
	}
	return l.credentialGuard(m.i, at, nil, nil, l.get(m.i, in.Args[1]), notNamed)
}

// fieldFacts: a field or element that is set, or true.
func (l *linker) fieldFacts(m *must, at int32, in *summary.Instr, w want) facts {
	if in.Op == summary.OpLoadElem && (w == wantFalse || w == wantNil) {
		return l.listed(m, at, in, w)
	}
	base := l.get(m.i, in.Args[0])
	name := ""
	if in.Op == summary.OpLoadField {
		name = lastName(m.i.fn.p.p.Syms[in.Sym])
	}
	if w == wantNil && name != "" {
		return l.foundRow(m, in.Args[0], name).plus(m.graded(at, in, wantFalse)) // *bool: not sent
	}
	if w == wantFalse && name != "" {
		return m.graded(at, in, w).plus(m.letThrough(at, "false"))
	}
	if in.Op == summary.OpLoadElem && w.saysWho() {
		if l.isSession(base) { // session.Values["signed-in"] == "yes"
			return l.listed(m, at, in, wantNonNil)
		}
		return l.heldCredential(m, at, in, wantNonNil)
	}
	if w != wantTrue && w != wantNonNil {
		return none
	}
	f := none
	l.eachObj(base, func(o int32) {
		ob := &l.objs[o]
		if ob.hit == nil || ob.hit.i == nil {
			return
		}
		for _, r := range ob.hit.rows {
			if r.Role == "verify" && r.Attr["field"] != "" && r.Attr["field"] == name {
				f = f.plus(l.verifyGuard(ob.hit.i, ob.hit.at, ob.hit, r))
			}
		}
	})
	if in.Op == summary.OpLoadElem {
		f = f.plus(l.listed(m, at, in, w))
	} else if w == wantNonNil {
		f = f.plus(m.identified(at, in))
	}
	if from := l.sets.union(base, l.get(m.i, summary.MakeRef(summary.RefReg, int(in.Dst)))); w == wantTrue && dfd.Privileges(name) &&
		(l.hasOrigin(from, "identity") || l.hasOrigin(from, "store") || base != 0 && l.onlyEmpty(base)) {
		f = f.plus(l.guard(guard{kind: "role", value: name, i: m.i, at: at, subject: base}))
	}
	if w == wantTrue {
		f = f.plus(m.graded(at, in, w))
	}
	if w == wantTrue && in.Op == summary.OpLoadField {
		f = f.plus(l.saysYes(m.i, in))
	}
	if in.Op == summary.OpLoadField {
		f = f.plus(l.keptField(m.i, in, w))
	}
	return f
}

// onlyEmpty says that nothing is known of a record: it comes from a library that was not followed.
func (l *linker) onlyEmpty(s set) bool {
	for _, a := range l.sets.list[s] {
		if l.inner(a).kind != aNil {
			return false
		}
	}
	return true
}

// foundRow: a field of a handle that tells whether there was a row: db.Where("key = ?", k).First(&u).Error == nil.
func (l *linker) foundRow(m *must, of summary.Ref, field string) facts {
	at, ok := m.callOf(of)
	f := none
	if !ok {
		return f
	}
	for _, h := range m.i.modelled(at) {
		for _, r := range h.rows {
			if r.Attr["field"] == field && r.Attr["success"] == "err" && (r.Role == "orm" || r.Role == "sql") {
				f = f.plus(l.lookupGuard(m.i, at, h, r))
			}
		}
	}
	return f
}

// chained gives what was passed to the calls that a handle went through before, in the same expression: Where("key = ?", k).
func (l *linker) chained(i *inst, at int32) set {
	b := builder{t: l.sets}
	for n := 0; n < 8; n++ {
		in := &i.fn.code[at]
		if in.Op != summary.OpCall || in.N&summary.CallRecv == 0 || len(in.Args) == 0 || in.Args[0].Kind() != summary.RefReg || i.fn.def[in.Args[0].Index()] < 0 {
			break
		}
		at = i.fn.def[in.Args[0].Index()]
		for _, h := range i.modelled(at) {
			for _, a := range l.spreadArgs(i, h, 0) {
				b.addSet(l.rest(a))
			}
		}
	}
	return b.set()
}
