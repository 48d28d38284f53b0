package link

import (
	"slices"
	"strings"

	"github.com/gostride/gostride/analyzers/catalog"
	"github.com/gostride/gostride/analyzers/summary"
	"github.com/gostride/gostride/dfd"
)

// guard is a check that is passed.
type guard struct {
	kind, scheme, value string
	i                   *inst
	at                  int32
	h                   *hit
	row                 *catalog.Row
	subject             set
	library             bool
	near                int32 // where to point, for a guard that several instructions are
}

type guardKey struct {
	kind, scheme, value string
	i                   *inst
	at                  int32
	row                 *catalog.Row
}

func (l *linker) guard(g guard) facts {
	k := guardKey{g.kind, g.scheme, g.value, g.i, g.at, g.row}
	id, ok := l.guardIDs[k]
	if !ok {
		id = int32(len(l.guards))
		l.guards = append(l.guards, g)
		l.guardIDs[k] = id
	}
	f := facts{ids: []int32{id}}
	if g.kind == "auth" && g.scheme != "any" { // where ways meet that lead through different checks, one of them was passed
		f = f.plus(l.guard(guard{kind: "auth", scheme: "any"}))
	}
	if g.kind == "role" || g.kind == "unprivileged" { // only who has a role may ask for one
		f = f.plus(l.guard(guard{kind: "graded"}))
	}
	return f
}

// unconditional gives the guards that a call is by itself.
func (l *linker) unconditional(m *must, at int32) facts {
	f, i := none, m.i
	for _, h := range i.modelled(at) {
		for _, r := range h.rows {
			switch r.Role {
			case "bodylimit":
				f = f.plus(l.guard(guard{kind: "bodylimit", i: i, at: at, h: h, row: r}))
			case "timeout":
				f = f.plus(l.guard(guard{kind: "timeout", i: i, at: at, h: h, row: r}))
			case "set-header":
				f = f.plus(l.headerGuard(i, at, h, r))
			case "next":
				f = f.plus(l.guard(guard{kind: "next"}))
			case "context-set":
				f = f.plus(m.puts(at, h, r))
			case "middleware":
				f = f.plus(l.ranMiddleware(i, at))
			case "input", "decode", "read-all":
				if l.readsRequest(i, at, h, r) {
					f = f.plus(l.guard(guard{kind: "made", i: i, at: at, h: h, row: r}))
				}
			case "sql", "orm", "derive":
				if l.lasting(h, r) {
					f = f.plus(l.guard(guard{kind: "made", i: i, at: at, h: h, row: r}))
				}
			}
		}
		if h.sym == -1 && h.rows == nil && l.continues(i, at) {
			f = f.plus(l.guard(guard{kind: "next"}))
		}
	}
	return f
}

// readsRequest says that a call reads the request's body: whatever limits the body afterwards comes too late.
func (l *linker) readsRequest(i *inst, at int32, h *hit, r *catalog.Row) bool {
	from := r.Attr["from"]
	switch s := (&site{i: i, at: at}); r.Role {
	case "decode":
		from, _ = l.inputFrom(l.arg(s, h, r, "from"))
	case "read-all":
		from, _ = l.inputFrom(l.arg(s, h, r, "value"))
	}
	return from == "body" || from == "form" || from == "file" || from == "filename"
}

// continues says that an instruction calls what a middleware continues with.
func (l *linker) continues(i *inst, at int32) bool {
	for _, h := range i.modelled(at) {
		if h.sym == -1 && h.rows == nil {
			in := &i.fn.code[at]
			return in.Op == summary.OpCall && l.sets.list[l.get(i, in.Args[0])] != nil && l.holdsNext(l.get(i, in.Args[0]))
		}
		for _, r := range h.rows {
			if r.Role == "next" {
				return true
			}
			if r.Role == "callback" && l.holdsNext(l.arg(&site{i: i}, h, r, "fn")) {
				return true
			}
		}
	}
	return false
}

func (l *linker) holdsNext(s set) bool { return l.wrapsNext(s, map[int32]bool{}) }

// wrapsNext is holdsNext; seen are the wrapped handlers looked into, which may hold each other.
func (l *linker) wrapsNext(s set, seen map[int32]bool) bool {
	for _, a := range l.sets.list[s] {
		k := l.inner(a)
		if k.kind == aNext {
			return true
		}
		if k.kind == aObj && l.objs[k.x].kind == oWrap && !seen[k.x] {
			seen[k.x] = true
			if c, ok := l.cellAt(k.x, l.strs.get("handler")); ok && l.wrapsNext(l.cells[c].s, seen) {
				return true
			}
		}
	}
	return false
}

// aborts says that a call ends the chain of handlers for certain.
func (l *linker) aborts(i *inst, at int32) bool {
	if l.filters[i] && l.answersAt(i, at) {
		return true
	}
	for _, h := range i.modelled(at) {
		for _, r := range h.rows {
			if r.Role == "abort" || r.Attr["aborts"] != "" {
				return true
			}
		}
	}
	ts := i.targets(at)
	for _, t := range ts {
		if !l.outcome(t, -1, wantAny, true).top {
			return false
		}
	}
	return len(ts) > 0
}

// result is what is known when component idx of a call's result is as wanted.
func (l *linker) result(m *must, at, idx int32, w want) facts {
	i := m.i
	if w == wantNil && l.makesError(i, at) {
		return everything
	}
	f := m.standsIn(at, m.related(at, m.calleeFacts(at, idx, w)))
	f = f.plus(l.textGuard(m, at, w)).plus(l.rowGuard(i, at, idx, w)).plus(l.timeGuard(i, at, w)).plus(l.strangerSays(i, at, idx, w))
	f = f.plus(m.askedSomehow(at, idx, w, f))
	for _, h := range i.modelled(at) {
		if w == wantTrue {
			f = f.plus(l.nextRow(h))
		}
		for _, r := range h.rows {
			f = f.plus(l.success(m, at, h, r, idx, w))
			if r.Attr["kind"] == "never" && w == wantTrue { // middleware.DefaultSkipper
				return everything
			}
			if r.Attr["kind"] == "aborted" && w == wantTrue && m.kill { // nothing comes after this
				return everything
			}
			if r.Attr["kind"] == "nothing" && w == wantFalse && i.fn.code[at].N&summary.CallRecv != 0 { // !v.IsNil()
				f = f.plus(m.value(i.fn.code[at].Args[0], wantNonNil, 4))
			}
		}
	}
	return f
}

// rowGuard: a row that was found is read without error: db.QueryRow(…, token).Scan(…).
func (l *linker) rowGuard(i *inst, at, idx int32, w want) facts {
	f := none
	if w == wantFalse {
		return l.foundSome(i, at)
	}
	if w != wantNil || !l.isError(i, at, idx) {
		return f
	}
	for _, h := range i.modelled(at) {
		if !l.readsRow(h) {
			continue
		}
		l.eachObj(h.recv, func(o int32) {
			ob := &l.objs[o]
			if ob.hit == nil || ob.hit.i == nil || ob.hit == h {
				return
			}
			for _, r := range ob.hit.rows {
				if r.Role == "sql" || r.Role == "orm" || r.Role == "kv" || r.Role == "doc" {
					f = f.plus(l.lookupGuard(ob.hit.i, ob.hit.at, ob.hit, r))
				}
				if r.Role == "sql" && l.takesOff(ob.hit, r) { // UPDATE … SET used = used + $2 WHERE … AND used + $2 <= quota RETURNING …
					f = f.plus(l.guard(guard{kind: "rows", i: i, at: at, subject: h.recv}))
				}
			}
		})
	}
	return f
}

// foundSome: a handle says that there was a row: !db.Where("token = ?", t).First(&u).RecordNotFound().
func (l *linker) foundSome(i *inst, at int32) facts {
	f := none
	for _, h := range i.modelled(at) {
		if !slices.ContainsFunc(h.rows, func(r *catalog.Row) bool { return r.Attr["kind"] == "no-row" }) {
			continue
		}
		of, ok := (&must{l: l, i: i}).callOf(i.fn.code[at].Args[0])
		if !ok {
			continue
		}
		for _, h := range i.modelled(of) {
			for _, r := range h.rows {
				if r.Role == "orm" || r.Role == "sql" {
					f = f.plus(l.lookupGuard(i, of, h, r))
				}
			}
		}
	}
	return f
}

// makesError says that a call makes an error: what it returns is never nil.
func (l *linker) makesError(i *inst, at int32) bool {
	for _, h := range i.modelled(at) {
		for _, r := range h.rows {
			if r.Role == "error" {
				if r.Attr["success"] == "nonnil" { // it always makes one
					return true
				}
				switch lastName(r.Symbol) {
				case "New", "Errorf", "Newf", "NewHTTPError", "NewError":
					return true
				case "Error": // status.Error of any code but OK
					return r.Symbol == "Error" && len(h.args) > 0 && l.number(h.args[0]) != nil && l.number(h.args[0]).Sign() != 0
				}
			}
		}
	}
	return false
}

// isError says whether component idx of the call's result is its error.
func (l *linker) isError(i *inst, at, idx int32) bool {
	t := l.typ(i.fn.p, i.fn.code[at].Type)
	if t < 0 {
		return false
	}
	name := l.typeTab[t].name
	if l.kindOf(t) != summary.KindTuple {
		return name == "error"
	}
	return strings.HasSuffix(name, "error)") && int(idx) == strings.Count(name, ", ")
}

// success gives the guards that a modelled call's result stands for.
func (l *linker) success(m *must, at int32, h *hit, r *catalog.Row, idx int32, w want) facts {
	i, ok := m.i, false
	switch r.Attr["success"] {
	case "err":
		ok = w == wantNil && l.isError(i, at, idx)
	case "true":
		ok = w == wantTrue
	case "nonnil", "found":
		ok = w == wantNonNil && !l.isError(i, at, idx) || w == wantNil && l.isError(i, at, idx)
	case "false":
		ok = w == wantFalse
	}
	s := &site{i: i, at: at}
	switch r.Role {
	case "verify":
		if ok || r.Attr["success"] == "" && w == wantNil && l.isError(i, at, idx) {
			return l.verifyGuard(i, at, h, r)
		}
	case "compare":
		if a, b := l.arg(s, h, r, "a"), l.arg(s, h, r, "b"); ok && r.Attr["kind"] == "public-key" {
			return l.keyGuard(i, at, h, r, a, b)
		} else if ok {
			return l.compareGuard(i, at, h, r, a, b).plus(l.matchGuard(i, at, l.bytes(a), l.bytes(b))).plus(l.nonceGuard(i, at))
		}
	case "allow":
		if ok || r.Attr["success"] == "" && w == wantTrue {
			return l.guard(guard{kind: "ratelimit", i: i, at: at, h: h, row: r})
		}
	case "authz":
		if ok || r.Attr["success"] == "" && w == wantTrue {
			return l.guard(guard{kind: "role", i: i, at: at, h: h, row: r})
		}
	case "session", "session-get":
		if w == wantNonNil && !l.isError(i, at, idx) || w == wantTrue || w.saysWho() {
			if r.Role == "session-get" && len(l.argList(i, h, r, "default")) == 0 && (len(r.Args["key"]) == 0 || l.signsIn(l.arg(s, h, r, "key"))) {
				return l.guard(guard{kind: "auth", scheme: "session", i: i, at: at, h: h, row: r})
			}
		}
	case "sanitize", "validate", "pass":
		if w == wantTrue && r.Attr["mark"] != "" {
			all := l.firstArg(h)
			for _, x := range h.args {
				all = l.sets.union(all, l.rest(x))
			}
			if r.Attr["mark"] == "prefix" { // says nothing by itself: see textGuard
				return none
			}
			if l.hasOrigin(all, "identity") || l.ownRoles(i, at, h) { // one of the roles that are let in
				return l.guard(guard{kind: "role", i: i, at: at, h: h, row: r, subject: all})
			}
			if r.Attr["mark"] == "allow-list" {
				g := guard{kind: "allowlist", i: i, at: at, h: h, row: r, subject: l.arg(s, h, r, "value")}
				return l.guard(g).plus(l.listedSecret(i, at, h, g.subject))
			}
			return l.confined(guard{kind: "confine", value: r.Attr["mark"], i: i, at: at, h: h, row: r, subject: all})
		}
		if ok && w != wantTrue && r.Attr["mark"] == "validated" {
			v := l.arg(s, h, r, "value")
			how := "validated"
			if r.Attr["kind"] == "tags" { // what they demand is known: see tagRules
				how = "tags"
			}
			return l.confined(guard{kind: "confine", value: how, i: i, at: at, h: h, row: r, subject: l.sets.union(v, l.contents(i, v))})
		}
		if f := l.parsed(i, at, h, r, idx, w); len(f.ids) > 0 {
			return f
		}
		if w == wantFalse && r.Attr["mark"] == "ip-range" { // outside it
			return l.guard(guard{kind: "confine", value: "ip-range", i: i, at: at, h: h, row: r, subject: l.arg(s, h, r, "value")})
		}
		if w == wantFalse && r.Attr["mark"] == "allow-list" {
			return l.guard(guard{kind: "denylist", i: i, at: at, h: h, row: r, subject: l.arg(s, h, r, "value")})
		}
	case "input":
		if (w == wantNonNil || w.kind == isNot && w.text == "") && l.hostSays(l.arg(s, h, r, "name")) {
			return l.guard(guard{kind: "auth", scheme: "session", i: i, at: at, h: h, row: r})
		}
	case "context-get":
		if w == wantFalse || w == wantNil && !l.isError(i, at, idx) {
			return l.notPut(i, h, r, idx, w)
		}
		if w == wantNonNil && idx == 0 || w == wantTrue || w == wantNil && r.Attr["success"] == "err" && l.isError(i, at, idx) {
			return l.contextFacts(s, h, r, w)
		}
	case "call":
		if w == wantNil && l.isError(i, at, idx) {
			return l.accepted(i, at, r)
		}
	case "type":
		return l.reflectedResult(m, at, r, w)
	case "sql", "orm", "kv", "doc", "cache":
		if w == wantNil && len(r.Args["predicate"]) > 0 {
			return l.predicated(i, at, h, r)
		}
		if (w == wantNil && l.isError(i, at, idx) || w == wantNonNil && !l.isError(i, at, idx)) && r.Attr["kind"] != "exec" && !l.ofMany(i, at, h, r) && !h.loads() { // a statement that changes no row succeeds as well
			return l.lookupGuard(i, at, h, r)
		}
	}
	return none
}

// loads says that a call answers by a function of the program's own where it holds nothing yet: what is found is that function's to say.
func (h *hit) loads() bool {
	return slices.ContainsFunc(h.rows, func(r *catalog.Row) bool { return r.Role == "callback" && r.Attr["returns"] != "" })
}

func (l *linker) firstArg(h *hit) set {
	if len(h.args) > 0 {
		return h.args[0]
	}
	return h.recv
}

func (l *linker) verifyGuard(i *inst, at int32, h *hit, r *catalog.Row) facts {
	kind, scheme := "auth", r.Attr["scheme"]
	switch scheme {
	case "cross-origin", "csrf":
		kind = "csrf"
	case "":
		scheme = "other"
	}
	if v := l.arg(&site{i: i, at: at}, h, r, "unchecked"); v != 0 { // what leaves the check out
		switch t, part := l.texts(v); {
		case part == "" && len(t) == 1 && t[0] == "true":
			return none
		case part != "" || slices.Contains(t, "true"):
			return l.guard(guard{kind: "switched", value: kind, scheme: scheme, i: i, at: at, h: h, row: r})
		}
	}
	if kind == "auth" {
		token := l.arg(&site{i: i, at: at}, h, r, "token")
		if p := l.arg(&site{i: i, at: at}, h, r, "password"); p != 0 {
			switch own := l.ownPassword(p); {
			case !l.chosen(p): // the program signs in itself: an LDAP pool binds as the administrator
				return none
			case own: // or may do so
				return l.guard(guard{kind: "switched", value: kind, scheme: scheme, i: i, at: at, h: h, row: r})
			}
			token = p
		}
		switch all := l.parsedFrom(token); {
		case l.ofPath(token), l.ofExchange(all): // a link in a mail, which whoever has it may follow; where a sign-in elsewhere began
			return none
		case l.ofForm(all):
			return l.guard(guard{kind: "switched", value: kind, scheme: scheme, i: i, at: at, h: h, row: r})
		case l.ofBody(all):
			kind = "login"
		}
	}
	return l.checked(guard{kind: kind, scheme: scheme, i: i, at: at, h: h, row: r})
}

// ownPassword says that some of what a password may be is a text of the program's, or of its configuration.
func (l *linker) ownPassword(s set) bool {
	return slices.ContainsFunc(l.sets.list[s], func(a atom) bool {
		k := l.inner(a)
		return k.kind == aConst && k.s != "" || k.kind == aOrigin && l.origins.list[k.x].kind == "config"
	})
}

// parsedFrom is a value, what is in it, and the texts that a library made it of: a token that was parsed before it is verified.
func (l *linker) parsedFrom(s set) set {
	b := builder{t: l.sets, s: s}
	b.addSet(l.contents(nil, s))
	l.eachObj(s, func(o int32) {
		h := l.objs[o].hit
		if h == nil || l.objs[o].row == nil || l.objs[o].row.Role != "parse-only" {
			return
		}
		for _, a := range h.args {
			b.addSet(l.rest(a))
		}
	})
	return l.widen(b.set())
}

// ofBody says that all that a value has of a request was sent in its body: what somebody signs in or confirms with, or gets new tokens for.
func (l *linker) ofBody(s set) bool {
	return l.allInputs(s, func(from, _ string) bool { return from == "body" || from == "form" })
}

// ofForm says that it is sent as forms send what stands for a bearer token (RFC 6750, section 2.2), which also is what a sign-in elsewhere gave.
func (l *linker) ofForm(s set) bool {
	return l.allInputs(s, func(from, name string) bool { return from == "form" && name == "access_token" })
}

// ofExchange says that all that a value has of a request is the state of a sign-in with somebody else (RFC 6749, section 4.1.1).
func (l *linker) ofExchange(s set) bool {
	return l.allInputs(s, func(from, name string) bool {
		name = strings.ToLower(name)
		return (from == "query" || from == "form" || from == "body") && (name == "state" || name == "relaystate")
	})
}

// ofPath says that all that a value has of a request is a part of its path.
func (l *linker) ofPath(s set) bool {
	return l.allInputs(s, func(from, _ string) bool { return from == "path" })
}

// allInputs says that a value has something of a request, and that all of it is as asked: where it was sent, under which name.
func (l *linker) allInputs(s set, is func(from, name string) bool) bool {
	found := false
	for _, a := range l.sets.list[s] {
		if k := l.atoms.list[a]; k.kind == aOrigin && l.origins.list[k.x].kind == "input" {
			if from, name, _ := strings.Cut(l.origins.list[k.x].name, ":"); !is(from, name) {
				return false
			}
			found = true
		}
	}
	return found
}

func (l *linker) only(f facts, kinds ...string) facts {
	var out []int32
	for _, id := range f.ids {
		for _, k := range kinds {
			if l.guards[id].kind == k {
				out = append(out, id)
			}
		}
	}
	return facts{ids: out}
}

// inputFrom says where the caller's part of a value comes from: header, cookie, query, body, …; the strongest credential first.
func (l *linker) inputFrom(s set) (from, name string) {
	best := 0
	for _, a := range l.sets.list[s] {
		k := l.atoms.list[a]
		if k.kind != aOrigin {
			continue
		}
		o := l.origins.list[k.x]
		if o.kind != "input" {
			continue
		}
		f, n, _ := strings.Cut(o.name, ":")
		if r := rankOf(f); r > best {
			best, from, name = r, f, n
		}
	}
	return from, name
}

// rankOf says how likely a part of a request is where a credential stands, 0 for what is none.
func rankOf(part string) int {
	switch part {
	case "cookie":
		return 5
	case "header":
		return 4
	case "query":
		return 3
	case "form":
		return 2
	case "body", "message", "path":
		return 1
	}
	return 0
}

// addressed is what stands in the variables that are passed by their addresses: &id.
func (l *linker) addressed(s set) set {
	b := builder{t: l.sets}
	l.eachObj(s, func(o int32) {
		if ob := &l.objs[o]; ob.kind == oVar && l.kindOf(ob.typ) != summary.KindStruct {
			b.addSet(l.rest(l.content(o, l.fStar)))
		}
	})
	return b.set()
}

// lookupGuard: a row found by a credential that the request carries in a header, cookie or query authenticates.
func (l *linker) lookupGuard(i *inst, at int32, h *hit, r *catalog.Row) facts {
	if r.Op == "write" || r.Op == "delete" {
		return none
	}
	by := l.pickedBy(i, at, h, r)
	f := l.foundByColumn(i, at, h, r, by)
	if len(f.ids) == 0 {
		f = l.exampleGuard(i, at, h, r)
	}
	f = f.plus(l.foundBy(l.widen(by)))
	if len(f.ids) > 0 && l.insertsOnly(i, h, r) {
		return none
	}
	return f
}

// insertsOnly says that all that a statement may be puts a row in its place: whatever was sent, that finds nobody.
func (l *linker) insertsOnly(i *inst, h *hit, r *catalog.Row) bool {
	if r.Role != "sql" || len(r.Args["query"]) == 0 {
		return false
	}
	texts, _ := l.texts(l.arg(&site{i: i}, h, r, "query"))
	return len(texts) > 0 && !slices.ContainsFunc(texts, func(t string) bool {
		v := strings.ToUpper(readSQL(t).verb)
		return v != "INSERT" && v != "REPLACE" && v != "MERGE"
	})
}

// pickedBy is what of a statement's values was sent: its parameters and conditions, not what it stores.
func (l *linker) pickedBy(i *inst, at int32, h *hit, r *catalog.Row) set {
	v := builder{t: l.sets}
	for n, a := range h.args {
		if n == len(h.args)-1 { // also where the list is handed on: func get(query string, args ...any)
			for _, e := range l.elems(nil, a) {
				v.addSet(e)
				v.addSet(l.addressed(e))
			}
		}
		v.addSet(l.rest(a))
	}
	for _, n := range []string{"where", "args", "key"} {
		v.addSet(l.rest(l.arg(&site{i: i}, h, r, n)))
	}
	if r.Role == "doc" { // a filter is a map, or a list of pairs
		q := l.arg(&site{i: i}, h, r, "query")
		v.addSet(l.contents(nil, q))
		for _, e := range l.elems(nil, q) {
			v.addSet(l.contents(nil, e))
		}
	}
	seen := map[int32]bool{}
	l.eachObj(h.recv, func(o int32) { v.addSet(l.conditions(o, seen)) })
	if i != nil && at >= 0 {
		v.addSet(l.chained(i, at))
	}
	return v.set()
}

// foundBy: what found a row was left in a store before. The check is the same whichever statement asks, so that it holds where ways
// meet that ask by different ones.
func (l *linker) foundBy(v set) facts {
	b := builder{t: l.sets}
	for _, a := range l.sets.list[l.unmarked(v)] {
		if k := l.atoms.list[a]; k.kind == aOrigin && l.origins.list[k.x].kind == "input" {
			b.add(a)
		}
	}
	if b.set() == 0 {
		return none
	}
	return l.guard(guard{kind: "found", at: int32(b.set()), subject: b.set()}) // one check for each such text
}

// conditions gives what narrows a handle: Where(…) of a chain.
func (l *linker) conditions(o int32, seen map[int32]bool) set {
	ob := &l.objs[o]
	if seen[o] || ob.hit == nil {
		return 0
	}
	seen[o] = true
	v := builder{t: l.sets}
	for n, a := range ob.hit.args {
		if n == len(ob.hit.args)-1 {
			for _, e := range l.elems(nil, a) {
				v.addSet(l.rest(e))
			}
		}
		v.addSet(l.rest(a))
	}
	if c, ok := l.cellAt(o, l.strs.get("parent")); ok {
		l.eachObj(l.cells[c].s, func(p int32) {
			v.addSet(l.conditions(p, seen))
		})
	}
	return l.widen(v.set())
}

// credentialGuard: something was found by what the request carries, kept under a name that is a secret's or not.
func (l *linker) credentialGuard(i *inst, at int32, h *hit, r *catalog.Row, v set, kept evidence) facts {
	from, name := l.inputFrom(v)
	if l.onlyNames(v) || forgeryName(name) || from == "cookie" && dfd.PublicCookie(name) {
		return none
	}
	scheme, sure := shownBy(from, name, kept)
	g := guard{kind: "auth", scheme: scheme, i: i, at: at, h: h, row: r, subject: l.widen(v)}
	switch {
	case scheme != "":
		return l.shown(g, sure)
	case from != "cookie" && from != "header" && from != "query" && l.sentPassword(v):
		g.kind, g.scheme = "login", ""
		return l.guard(g)
	}
	return none
}

// shown is the check of a credential, or, where it may be none, the doubt of one.
func (l *linker) shown(g guard, sure bool) facts {
	if sure {
		return l.checked(g)
	}
	return l.guard(doubted(g))
}

// compareGuard: a credential of the request is equal to what the server holds.
func (l *linker) compareGuard(i *inst, at int32, h *hit, r *catalog.Row, a, b set) facts {
	a, b = l.unsized(l.bytes(a)), l.unsized(l.bytes(b))
	fa, na := l.inputFrom(a)
	fb, nb := l.inputFrom(b)
	from, name, other := fa, na, b
	switch {
	case fa == "", fb != "" && l.marked(a, "hash") && !l.marked(b, "hash"), // a digest of what was sent, and what was sent with it
		l.onlyNames(a) && !l.onlyNames(b) && fb != "": // the row of that name, and what was sent with it
		from, name, other = fb, nb, a
	}
	if from == "" || l.onlyNames(a) && other != a || l.onlyNames(b) && other != b {
		return none
	}
	hashed := l.marked(a, "hash") || l.marked(b, "hash")
	switch from {
	case "header", "cookie", "query":
		kept := l.keptAs(i, at, other)
		if kept != isSecret && (l.hasOrigin(other, "config") || hashed) && credentialName(name) == maybe { // a setting, what was made with a key
			kept = isSecret
		}
		certain := true
		if !l.serverHeld(other) {
			plain := false
			if plain, certain = l.plainSecret(l.sets.union(a, b), other, from, name); !plain || forgeryName(name) {
				return none
			}
			kept = isSecret
		}
		shown, sure := shownBy(from, name, kept)
		if shown == "" && !forgeryName(name) {
			return none
		}
		if forgeryName(name) { // a page of this site sent it; by whom is not known
			return l.guard(guard{kind: "csrf", scheme: "csrf", i: i, at: at, h: h, row: r, subject: l.sets.union(a, b)})
		}
		scheme := "apikey"
		if l.fromCredentials(a) || l.fromCredentials(b) {
			scheme = "basic"
		} else if from == "cookie" {
			scheme = "session"
		} else if hashed && r == nil || r != nil && r.Attr["kind"] == "mac" {
			scheme = "other"
		}
		return l.shown(guard{kind: "auth", scheme: scheme, i: i, at: at, h: h, row: r, subject: l.sets.union(a, b)}, sure && certain)
	default:
		plain, _ := l.plainSecret(l.sets.union(a, b), other, from, name)
		if credentialName(name) == isSecret && (plain || l.ownSecret(other)) { // an API key in a form
			return l.checked(guard{kind: "auth", scheme: "apikey", i: i, at: at, h: h, row: r, subject: l.sets.union(a, b)})
		}
		if r != nil && (r.Attr["kind"] == "password" || r.Attr["kind"] == "constant-time") {
			return l.guard(guard{kind: "login", i: i, at: at, h: h, row: r, subject: l.sets.union(a, b)})
		}
		if r == nil && passwordName(name) && l.keepsPassword(other) { // compared like any text, or a digest of it
			return l.guard(guard{kind: "login", i: i, at: at, subject: l.sets.union(a, b)})
		}
	}
	return none
}

// unsized leaves out of a value how long something is that was sent: whoever knows the length knows nothing of the secret.
func (l *linker) unsized(s set) set {
	b := builder{t: l.sets}
	for _, a := range l.sets.list[s] {
		k := l.inner(a)
		if k.kind == aOrigin && l.origins.list[k.x].kind == "input" && l.origins.list[k.x].marks&markBit("size") != 0 {
			continue
		}
		b.add(a)
	}
	return b.set()
}

// ownSecret says that a value is a secret of the settings, or made of one, and nothing that a store holds of somebody.
func (l *linker) ownSecret(s set) bool {
	own := false
	for _, a := range l.sets.list[s] {
		if k := l.atoms.list[a]; k.kind == aOrigin {
			kind := l.origins.list[k.x].kind
			switch set := l.isSetting(k.x); {
			case set || kind == "secret":
				own = true
			case kind == "store" || kind == "input":
				return false
			}
		}
	}
	return own
}

// keyGuard: the public key that a client has proved to hold is one that the server keeps.
func (l *linker) keyGuard(i *inst, at int32, h *hit, r *catalog.Row, a, b set) facts {
	for _, s := range []set{a, b} {
		all := l.sets.union(s, l.contents(nil, s))
		if l.hasOrigin(all, "config") || l.hasOrigin(all, "store") || l.hasOrigin(all, "secret") {
			return l.guard(guard{kind: "auth", scheme: "other", i: i, at: at, h: h, row: r})
		}
	}
	return none
}

// bytes adds to a value what is in the arrays and buffers that it is: sum := sha256.Sum256(key); sum[:].
func (l *linker) bytes(s set) set {
	b := builder{t: l.sets, s: s}
	l.eachObj(s, func(o int32) {
		if l.objs[o].kind == oVar {
			b.addSet(l.rest(l.cells[l.cell(o, l.fStar)].s))
			b.addSet(l.contents(nil, l.sets.of(l.objAtom(o))))
		}
	})
	return l.widen(b.set())
}

// onlyNames says that all that a value has of the caller's is a name: the first half of a basic credential.
func (l *linker) onlyNames(s set) bool {
	bit, found := markBit("username"), false
	for _, a := range l.sets.list[s] {
		k := l.atoms.list[a]
		if k.kind != aOrigin || l.origins.list[k.x].kind != "input" {
			continue
		}
		if l.origins.list[k.x].marks&bit == 0 {
			return false
		}
		found = true
	}
	return found
}

func (l *linker) marked(s set, mark string) bool {
	bit := markBit(mark)
	for _, a := range l.sets.list[s] {
		if k := l.atoms.list[a]; k.kind == aOrigin && l.origins.list[k.x].marks&bit != 0 {
			return true
		}
	}
	return false
}

// serverHeld says that a value is the server's own: configuration, a store, a computed digest, or at least nothing that the
// caller sent. A constant by itself is not: most are the names of schemes ("Bearer"); beside others it is a default. A text that
// is constant in part only ("sha256={}") is no constant.
func (l *linker) serverHeld(s set) bool {
	held := true
	for _, a := range l.sets.list[s] {
		switch k := l.atoms.list[a]; k.kind {
		case aConst:
			held = held && k.s == ""
		case aOrigin:
			switch o := l.origins.list[k.x]; o.kind {
			case "config", "store", "secret", "fresh":
				return true
			case "identity":
				if o.name != "jwt" && o.name != "oauth" { // what is in a token came with it
					return true
				}
				held = false
			case "input":
				if l.origins.list[k.x].marks&markBit("username") == 0 { // a name is what the row was looked up by
					return l.marked(s, "hash")
				}
				held = false
			}
		}
	}
	return held
}

func (l *linker) fromCredentials(s set) bool {
	for _, a := range l.sets.list[s] {
		if k := l.atoms.list[a]; k.kind == aOrigin {
			o := l.origins.list[k.x]
			if o.kind == "input" && strings.EqualFold(o.name, "header:Authorization") && o.marks&^(markBit("username")|markBit("hash")) == 0 && l.basicPlaces[o.place] {
				return true
			}
		}
	}
	return false
}

// headerGuard: a response header that limits what a browser does.
func (l *linker) headerGuard(i *inst, at int32, h *hit, r *catalog.Row) facts {
	names, _ := l.texts(l.arg(&site{i: i}, h, r, "name"))
	for _, n := range names {
		if kind := headerControls[strings.ToLower(n)]; kind != "" {
			return l.guard(guard{kind: kind, value: n, i: i, at: at, h: h, row: r})
		}
	}
	return none
}

var headerControls = map[string]string{"content-security-policy": "security-headers", "x-frame-options": "security-headers", "strict-transport-security": "security-headers",
	"x-content-type-options": "security-headers", "content-disposition": "disposition", "access-control-allow-origin": "cors"}
