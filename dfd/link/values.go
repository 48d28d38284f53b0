package link

import (
	"slices"
	"strings"

	"github.com/gostride/gostride/analyzers/catalog"
	"github.com/gostride/gostride/analyzers/summary"
)

// fromOrigin gives a result of one origin, with an object where its type is one.
func (l *linker) fromOrigin(s *site, h *hit, r *catalog.Row, kind, name string) []set {
	v := l.sets.of(l.origin(kind, name, l.placeID(s.i, s.at)))
	if t := l.resultType(s, 0); t >= 0 && l.opaque(t) && l.kindOf(t) != summary.KindSlice && l.typeTab[t].name != "error" {
		v = l.sets.union(v, l.sets.of(l.objAtom(l.lib(s, h, oLib, 0, r))))
	}
	return []set{v}
}

func (l *linker) credentials(s *site, h *hit, r *catalog.Row) []set {
	v := l.sets.of(l.origin("input", "header:Authorization", l.placeID(s.i, s.at)))
	if r.Attr["scheme"] == "basic" && l.resultType(s, 1) >= 0 { // who looks at the password too means the name by the first
		return []set{l.mark(v, "username"), v}
	}
	return []set{v, v}
}

func (l *linker) keyNames(s set) []string {
	var out []string
	for _, a := range l.sets.list[s] {
		k := l.atoms.list[a]
		typ := ""
		if k.kind == aTyped {
			typ = l.typeTab[k.x].name
			k = l.atoms.list[k.y]
		}
		switch k.kind {
		case aConst:
			out = append(out, typ+":"+k.s)
		case aObj:
			o := l.objs[k.x]
			switch {
			case o.kind == oGlobal:
				out = append(out, l.syms.list[o.sym])
			case o.typ >= 0:
				out = append(out, typ+l.typeTab[o.typ].name)
			}
		case aNil:
			out = append(out, typ)
		}
	}
	return out
}

func (l *linker) contextSet(s *site, h *hit, r *catalog.Row) []set {
	v := l.arg(s, h, r, "value")
	for _, k := range l.keyNames(l.arg(s, h, r, "key")) {
		l.put(l.cell(l.ctxObj, l.strs.get("ctx:"+k)), v)
	}
	if h.recv != 0 {
		return []set{h.recv}
	}
	if len(h.args) > 0 {
		return []set{h.args[0]}
	}
	return nil
}

func (l *linker) contextGet(s *site, h *hit, r *catalog.Row) []set {
	b := builder{t: l.sets}
	keys := l.keyNames(l.arg(s, h, r, "key"))
	for _, k := range keys {
		b.addSet(l.take(s.i, l.cell(l.ctxObj, l.strs.get("ctx:"+k))))
	}
	if r.Attr["from"] == "path" {
		for _, k := range l.unput(l.arg(s, h, r, "key")) {
			b.add(l.origin("input", "path:"+k, l.placeID(s.i, s.at)))
		}
	}
	scheme := r.Attr["scheme"]
	if scheme == "" {
		return []set{b.set()}
	}
	b.add(l.origin("identity", scheme, l.placeID(s.i, s.at))) // what the library's own middleware left there: token, claims
	rets := []set{b.set()}
	for n := 1; l.resultType(s, n) >= 0 && l.typeTab[l.resultType(s, n)].name != "error"; n++ {
		rets = append(rets, b.set())
	}
	return rets
}

func (l *linker) makeHandle(s *site, h *hit, r *catalog.Row) []set {
	o := l.lib(s, h, oHandle, 0, r)
	for _, n := range []string{"dialect", "conn", "handle"} {
		if v := l.arg(s, h, r, n); v != 0 {
			l.put(l.cell(o, l.strs.get("parent")), v)
		}
	}
	return []set{l.sets.of(l.objAtom(o))}
}

// derive: the same handle, narrowed where the model says so.
func (l *linker) derive(s *site, h *hit, r *catalog.Row) []set {
	from := h.recv
	if v := l.arg(s, h, r, "handle"); v != 0 { // a builder keeps what it was told before it is given a database: Select(…).RunWith(db)
		from = l.sets.union(from, l.handlesBelow(s.i, v, 0))
	}
	narrowed := false
	for _, n := range []string{"table", "model", "bucket", "collection", "query", "where", "fields", "key", "name", "relation", "dsn"} {
		narrowed = narrowed || len(r.Args[n]) > 0
	}
	narrowed = narrowed || r.Op != "" && r.Op != "none" || r.Attr["mutates"] != ""
	if !narrowed && l.hasObj(from) {
		return []set{from}
	}
	o := l.lib(s, h, oHandle, 0, r)
	l.put(l.cell(o, l.strs.get("parent")), from)
	if r.Attr["mutates"] != "" {
		l.takesUp(s.holder, o)
	} else if s.dropped() {
		l.changed(from, o)
	}
	return []set{l.sets.union(l.sets.of(l.objAtom(o)), l.rest(from))}
}

// dropped says that nobody uses what a call gives.
func (s *site) dropped() bool {
	if s.i == nil || s.in == nil || s.in.Op != summary.OpCall {
		return false
	}
	return s.in.Dst < 0 || len(s.i.fn.users(s.in.Dst)) == 0
}

// changed notes that a builder is what a call has made of it: q.Where(…) on a line of its own, which nobody would write were it for
// another builder. A database by itself is none.
func (l *linker) changed(from set, o int32) {
	l.eachObj(from, func(b int32) {
		if ob := &l.objs[b]; b != o && ob.kind == oHandle && ob.row != nil && ob.row.Role == "derive" {
			l.put(l.cell(b, l.strs.get("parent")), l.sets.of(l.objAtom(o)))
		}
	})
}

// stored: what comes back was in the store.
func (l *linker) stored(s *site, h *hit, r *catalog.Row) []set {
	tech := r.Tech
	if r.Role == "file" && tech == "" {
		tech = "filesystem"
	}
	v := l.sets.of(l.origin("store", tech, l.placeID(s.i, s.at)))
	if len(r.Args["fs"]) > 0 {
		if t := l.readEmbedded(s, h, r); t != 0 { // part of the binary, no store
			return []set{t}
		}
	}
	for _, n := range []string{"dest", "into"} {
		if r.Op != "write" && r.Op != "delete" {
			if d := l.arg(s, h, r, n); d != 0 {
				l.fillInto(d, v)
			}
		}
	}
	if fn := l.arg(s, h, r, "fn"); fn != 0 {
		l.each(fn, func(f atom) { l.callWith(s, f, []set{h.recv}) })
	}
	if t := l.resultType(s, 0); t >= 0 && l.opaque(t) && l.typeTab[t].name != "error" {
		v = l.sets.union(v, l.sets.of(l.objAtom(l.lib(s, h, oLib, 0, r))))
		if h.recv != 0 && l.typeTab[t].name == l.recvType(h.recv) { // a chain goes on with the same handle: gorm, squirrel
			v = l.sets.union(v, h.recv)
		}
	}
	return []set{v}
}

func (l *linker) recvType(s set) string {
	name := ""
	l.eachObj(s, func(o int32) {
		if t := l.objs[o].typ; t >= 0 {
			name = "*" + l.typeTab[t].name
		}
	})
	return name
}

func (l *linker) called(s *site, h *hit, r *catalog.Row) []set {
	out := l.fromOrigin(s, h, r, "external", r.Tech)
	if r.Attr["kind"] == "forward" {
		l.forwardsFrom(s)
	}
	if r.Tech == "dns" && len(out) > 0 { // the addresses are those of the name that was asked for
		out[0] = l.sets.union(out[0], l.rest(l.arg(s, h, r, "host")))
	}
	return out
}

func (l *linker) presigned(s *site, h *hit, r *catalog.Row) []set {
	return l.fromOrigin(s, h, r, "presigned", r.Tech)
}

func (l *linker) verified(s *site, h *hit, r *catalog.Row) []set {
	place := l.placeID(s.i, s.at)
	id := l.sets.of(l.origin("identity", r.Attr["scheme"], place))
	l.fillInto(l.arg(s, h, r, "claims"), id)
	l.each(l.arg(s, h, r, "keyfunc"), func(f atom) { l.callWith(s, f, l.tokenFor(s, h, r, f)) }) // its result is the key: see uses
	if l.resultType(s, 0) >= 0 && l.typeTab[l.resultType(s, 0)].name == "error" {
		return nil
	}
	return l.fromOrigin(s, h, r, "identity", r.Attr["scheme"])
}

// tokenFor is what a function that picks a key gets to see: a token that nobody has verified yet, as the caller sent it.
func (l *linker) tokenFor(s *site, h *hit, r *catalog.Row, f atom) []set {
	params := l.paramsOf(f, false)
	if len(params) == 0 {
		return nil
	}
	token := l.arg(s, h, r, "token")
	return []set{l.sets.union(params[0], l.sets.union(l.rest(token), l.contents(s.i, token)))}
}

func (l *linker) unverified(s *site, h *hit, r *catalog.Row) []set {
	v := l.mark(l.sets.of(l.origin("identity", r.Attr["scheme"], l.placeID(s.i, s.at))), "unverified")
	l.fillInto(l.arg(s, h, r, "claims"), v)
	if t := l.resultType(s, 0); t >= 0 && l.opaque(t) && l.typeTab[t].name != "error" {
		v = l.sets.union(v, l.sets.of(l.objAtom(l.lib(s, h, oLib, 0, r))))
	}
	return []set{v}
}

func (l *linker) session(s *site, h *hit, r *catalog.Row) []set {
	return l.fromOrigin(s, h, r, "identity", "session")
}

func (l *linker) sanitized(s *site, h *hit, r *catalog.Row) []set {
	v := l.arg(s, h, r, "value")
	if v == 0 {
		b := builder{t: l.sets, s: l.rest(h.recv)}
		for _, a := range l.spreadArgs(s.i, h, 0) {
			b.addSet(a)
		}
		v = b.set()
	}
	switch r.Attr["mark"] {
	case "clean":
		v = l.rooted(v)
	case "trim-left":
		return []set{l.trimmed(s, h, r, v)}
	case "split", "part":
		return l.cutUp(s, h, r)
	case "replace":
		return []set{l.replaced(s, h, r, v)}
	case "map":
		return []set{l.mappedLetters(s, h, v)}
	}
	return []set{l.mark(v, r.Attr["mark"])}
}

func (l *linker) sniffed(s *site, h *hit, r *catalog.Row) []set {
	return []set{l.sets.of(l.origin("sniffed", "", l.placeID(s.i, s.at)))}
}

func (l *linker) fresh(s *site, h *hit, r *catalog.Row) []set {
	kind := "fresh"
	if r.Role == "clock" || r.Attr["kind"] == "time" {
		kind = "time"
	}
	if r.Role == "stack" {
		kind = "stack"
	}
	l.fillInto(l.arg(s, h, r, "into"), l.sets.of(l.origin(kind, r.Attr["kind"], l.placeID(s.i, s.at))))
	made := l.fromOrigin(s, h, r, kind, r.Attr["kind"])
	limit := l.arg(s, h, r, "limit")
	if n := l.number(l.withoutObjs(l.sets.union(limit, l.contents(s.i, limit)))); n != nil && n.IsInt64() && n.Int64() <= guessable && n.Int64() >= pieces {
		made[0] = l.mark(made[0], "short")
	}
	return made
}

// withoutObjs leaves of a value what it is made of: of a *big.Int the number.
func (l *linker) withoutObjs(s set) set {
	return l.sets.of(slices.DeleteFunc(slices.Clone(l.sets.list[s]), func(a atom) bool { return l.inner(a).kind == aObj })...)
}

// guessable is the number of values up to which one of them is found by trying: codes of nine digits. Values below it carry the mark "short",
// but for those of less than pieces, of which longer ones are put together: digits and letters.
const guessable, pieces = 1_000_000_000, 1_000

// temporary: a folder that was made for this one time has a name of its own.
func (l *linker) temporary(s *site, h *hit, r *catalog.Row) []set {
	if t := l.resultType(s, 0); l.kindOf(t) == summary.KindString {
		return l.fromOrigin(s, h, r, "fresh", "folder")
	}
	return l.library(s, h, r)
}

func (l *linker) signed(s *site, h *hit, r *catalog.Row) []set {
	return l.fromOrigin(s, h, r, "secret", "token")
}

func (l *linker) config(s *site, h *hit, r *catalog.Row) []set {
	names, _ := l.texts(l.arg(s, h, r, "name"))
	name := strings.Join(names, "|")
	v := l.sets.of(l.origin("config", r.Attr["from"]+":"+name, l.placeID(s.i, s.at)))
	l.fillInto(l.arg(s, h, r, "into"), v)
	out := l.fromOrigin(s, h, r, "config", r.Attr["from"]+":"+name)
	if d := l.arg(s, h, r, "default"); d != 0 {
		out[0] = l.sets.union(out[0], d)
	}
	return out
}

func (l *linker) hashed(s *site, h *hit, r *catalog.Row) []set {
	v, key := l.arg(s, h, r, "value"), l.arg(s, h, r, "key")
	v = l.sets.union(l.sets.union(l.rest(v), l.contents(s.i, v)), l.sets.union(l.rest(key), l.contents(s.i, key)))
	if t := l.resultType(s, 0); len(r.Args["value"]) == 0 && t >= 0 && l.opaque(t) { // a hash that is written to
		o := l.lib(s, h, oLib, 0, r)
		l.put(l.cell(o, l.fWild), v)
		return []set{l.sets.of(l.objAtom(o))}
	}
	return []set{l.mark(v, "hash")}
}

func (l *linker) sized(s *site, h *hit, r *catalog.Row) []set {
	v := l.arg(s, h, r, "value")
	if r.Attr["limit"] != "" || r.Role == "read-all" {
		return []set{l.sets.union(l.rest(v), l.contents(s.i, v))}
	}
	of := l.rest(v)
	if of == 0 { // of what a buffer holds
		of = l.contents(s.i, v)
	}
	return []set{l.mark(of, "size")}
}

func (l *linker) decode(s *site, h *hit, r *catalog.Row) []set {
	from := l.arg(s, h, r, "from")
	v := l.widen(l.sets.union(l.rest(from), l.contents(s.i, from)))
	into := l.arg(s, h, r, "into")
	if v != 0 {
		v = l.settingsOf(r.Attr["kind"], v)
		l.fillInto(into, v)
	}
	if len(r.Args["into"]) > 0 {
		return l.library(s, h, r)
	}
	return []set{v}
}

// format evaluates text made of its arguments.
func (l *linker) format(s *site, h *hit, r *catalog.Row) []set {
	switch r.Attr["kind"] {
	case "gateway":
		return []set{l.gatewayPattern(s.i, h)}
	case "printf":
		f := l.arg(s, h, r, "format")
		from := 1
		if a := r.Args["format"]; len(a) > 0 {
			from = a[0].Index + 1
		} else if len(h.args) > 0 {
			f = h.args[0]
		}
		args := l.spreadOn(s.i, h, r, from)
		for n, a := range args {
			args[n] = l.sets.union(a, l.bytesOf(s.i, a))
		}
		return []set{l.sprintf(f, args)}
	case "path", "join-path":
		return []set{l.joinPath(l.spreadOn(s.i, h, r, 0))}
	case "join":
		if len(h.args) == 2 { // put together again, pieces of a path are one
			h.args = []set{l.unmark(h.args[0], "piece"), h.args[1]}
			if e := l.elems(s.i, h.args[0]); len(e) > 0 {
				if sep, part := l.texts(h.args[1]); part == "" && len(sep) == 1 {
					return []set{l.unmark(l.concat(e, sep[0]), "piece")}
				}
			}
		}
	case "concat":
		return []set{l.concat(l.spreadOn(s.i, h, r, 0), "")}
	case "query": // text, and what stands for its placeholders
		if len(r.Args["format"]) > 0 {
			values := l.arg(s, h, r, "values")
			b := builder{t: l.sets, s: l.arg(s, h, r, "format")}
			b.addSet(l.asValues(s.i, values))
			return []set{b.set()}
		}
	case "conditions": // what is added to a condition by its methods
		b := builder{t: l.sets, s: l.asParameters(h.recv)}
		for _, v := range l.spreadArgs(s.i, h, 0) {
			b.addSet(l.asParameters(v))
		}
		return []set{b.set()}
	}
	return l.passThrough(s, h, r)
}

// bytesOf gives what a list of bytes was filled with, which is printed whole: fmt.Sprintf("%x", sum).
func (l *linker) bytesOf(i *inst, s set) set {
	b := builder{t: l.sets}
	for _, a := range l.sets.list[s] {
		k := l.inner(a)
		if k.kind != aObj {
			continue
		}
		if t := l.objs[k.x].typ; t >= 0 && (l.typeTab[t].elem == "byte" || l.typeTab[t].elem == "uint8") {
			b.addSet(l.contents(i, l.sets.of(l.objAtom(k.x))))
		}
	}
	return b.set()
}

// makeValue: a library's struct with some fields set by the call.
func (l *linker) makeValue(s *site, h *hit, r *catalog.Row) []set {
	t := l.resultType(s, 0)
	if t < 0 {
		return l.passThrough(s, h, r)
	}
	o := l.lib(s, h, oLib, 0, r)
	for _, n := range sortedKeys(r.Args) {
		if v := l.arg(s, h, r, n); v != 0 && n[0] >= 'A' && n[0] <= 'Z' {
			l.put(l.cell(o, l.strs.get(base(l.typeTab[t].name)+"."+n)), v)
		}
	}
	return []set{l.sets.of(l.objAtom(o))}
}

func sortedKeys(m map[string][]catalog.Arg) []string {
	out := make([]string, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	for i := 1; i < len(out); i++ {
		for j := i; j > 0 && out[j] < out[j-1]; j-- {
			out[j], out[j-1] = out[j-1], out[j]
		}
	}
	return out
}

// modelledField evaluates the reading of a library's field that has a model.
func (l *linker) modelledField(i *inst, at int32, in *summary.Instr, sym int32, x set) (set, bool) {
	if l.isOwn(sym) {
		return 0, false
	}
	rows := l.lookup(sym)
	if len(rows) == 0 || ofAPI(rows) {
		return 0, false
	}
	if madeByCall(rows[0].Role) && l.kindOf(l.typ(i.fn.p, in.Type)) == summary.KindFunc { // what counts is the call, see calledField
		return 0, false
	}
	delete(i.hits, at)
	s := &site{i: i, at: at, in: in, recv: x, has: true}
	var rets []set
	for _, r := range rows {
		f := roleFuncs[r.Role]
		if r.Role == "pass" {
			f = (*linker).passThrough
		}
		if f != nil && r.Role != "none" {
			h := &hit{sym: sym, rows: rows, made: -1}
			h.i, h.at, h.recv = i, at, x
			if r.Role == "sanitize" && len(rets) > 0 {
				rets[0] = l.mark(rets[0], r.Attr["mark"])
				continue
			}
			rets = l.join(rets, f(l, s, h, r))
		}
	}
	b := builder{t: l.sets}
	l.eachObj(x, func(o int32) {
		if c, ok := l.cellAt(o, l.fieldKey(sym)); ok {
			b.addSet(l.take(i, c))
		}
	})
	if len(rets) > 0 {
		b.addSet(rets[0])
	}
	if t := l.typ(i.fn.p, in.Type); t >= 0 && l.opaque(t) && !l.hasObj(b.set()) {
		l.eachObj(x, func(o int32) { b.add(l.objAtom(l.sub(o, l.fieldKey(sym), t))) })
	}
	return b.set(), true
}

// fieldHit notes that a field of a library's struct is set, where that has a model.
func (l *linker) fieldHit(i *inst, at int32, in *summary.Instr, v set) {
	sym := i.fn.p.syms[in.Sym]
	if l.isOwn(sym) {
		return
	}
	s := &site{i: i, at: at, in: in, recv: l.get(i, in.Args[0]), args: []set{v}, has: true}
	rows, secret := l.lookup(sym), l.secretField(sym)
	if ofAPI(rows) {
		rows = nil
	}
	if len(rows)+len(secret) > 0 {
		delete(i.hits, at)
	}
	if len(rows) > 0 {
		h := &hit{sym: sym, rows: rows, made: -1}
		l.addHit(s, h)
		if rows[0].Attr["kind"] == "forward" {
			l.proxied(s, s.recv, v)
		}
		for _, r := range rows {
			if r.Role == "errors" {
				l.answersErrors(s, h, r)
			}
		}
	}
	if k := l.kindOf(l.refType(i, in.Args[1])); len(secret) > 0 && (k == summary.KindString || k == summary.KindSlice) {
		l.addHit(s, &hit{sym: sym, rows: secret, made: -1})
	}
}
