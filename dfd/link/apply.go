package link

import (
	"slices"
	"strings"

	"github.com/gostride/gostride/analyzers/catalog"
	"github.com/gostride/gostride/analyzers/summary"
)

// apply evaluates a modelled call: it is noted, and what its result holds is what the rows say.
func (l *linker) apply(s *site, sym int32, rows []*catalog.Row) []set {
	if !l.asksAPI(s, sym, rows) {
		rows = restRows
	}
	h := &hit{sym: sym, rows: rows, made: -1}
	s.holder, s.recv = s.recv, l.copiedHandles(s, rows)
	l.addHit(s, h)
	l.secretCall(s, sym)
	if edits[l.syms.list[sym]] && len(s.args) > 0 {
		l.eachObj(s.args[0], func(o int32) { l.escaped[o] = true })
	}
	var rets []set
	for _, r := range rows {
		f := roleFuncs[r.Role]
		if f == nil {
			f = (*linker).passThrough
		}
		l.callOptions(s, h, r)
		if s.i != nil && s.i.order != nil {
			s.i.order.maybe = true // whether it calls what it is passed
		}
		if r.Role == "serve" {
			l.servedAt(s)
		}
		rets = l.join(rets, f(l, s, h, r))
	}
	return l.errorResults(s, sym, l.givenFuncs(s, h, l.withoutOwner(s, sym, rows, rets)))
}

// withoutOwner takes what a value holds out of the error that one of its methods answers and nothing else: Close of a decompressor fails
// without a word of what was read.
func (l *linker) withoutOwner(s *site, sym int32, rows []*catalog.Row, rets []set) []set {
	only := s.in != nil && s.in.Type >= 0 && sym >= 0 && l.typeTab[l.typ(s.i.fn.p, s.in.Type)].name == "error"
	if !only || !s.has || len(s.args) > 0 || len(rets) == 0 || strings.Contains(lastName(l.syms.list[sym]), "Err") ||
		slices.ContainsFunc(rows, func(r *catalog.Row) bool { return r.Role != "pass" }) {
		return rets
	}
	return append([]set{0}, rets[1:]...)
}

// givenFuncs makes objects of the functions that a library gives besides its first result: the cancel of a context, which may be kept
// anywhere before it is called.
func (l *linker) givenFuncs(s *site, h *hit, rets []set) []set {
	for n := 1; n < 3; n++ {
		if l.kindOf(l.resultType(s, n)) != summary.KindFunc {
			continue
		}
		for len(rets) <= n {
			rets = append(rets, 0)
		}
		if rets[n] == 0 {
			rets[n] = l.sets.of(l.objAtom(l.lib(s, h, oLib, n, nil)))
		}
	}
	return rets
}

// roleFunc gives the results of a call, by role.
type roleFunc func(l *linker, s *site, h *hit, r *catalog.Row) []set

var roleFuncs map[string]roleFunc

func init() {
	roleFuncs = map[string]roleFunc{
		"router": (*linker).makeRouter, "group": (*linker).makeGroup, "with": (*linker).makeGroup, "mount": (*linker).attach,
		"route": (*linker).makeRoute, "route-set": (*linker).modifyRoute, "use": (*linker).attach, "interceptor": (*linker).attach,
		"static": (*linker).attach, "not-found": (*linker).attach, "serve": (*linker).attach, "rpc-service": (*linker).attach,
		"wrap": (*linker).makeWrap, "chain": (*linker).makeChain, "handler": (*linker).makeHandler, "middleware": (*linker).makeMiddleware,
		"consume": (*linker).attach, "job": (*linker).attach, "cli-run": (*linker).attach, "command": (*linker).nothing,
		"callback": (*linker).callBack, "next": (*linker).nothing, "abort": (*linker).nothing, "respond": (*linker).respond,
		"set-header": (*linker).nothing, "set-cookie": (*linker).nothing, "log": (*linker).passRecv, "none": (*linker).library,
		"input": (*linker).input, "credentials": (*linker).credentials, "context-set": (*linker).contextSet, "context-get": (*linker).contextGet,
		"request-derive": (*linker).passRecv, "open": (*linker).makeHandle, "driver": (*linker).register, "derive": (*linker).derive, "listen": (*linker).library,
		"sql": (*linker).stored, "orm": (*linker).stored, "object": (*linker).stored, "kv": (*linker).stored, "doc": (*linker).stored,
		"search": (*linker).stored, "cache": (*linker).stored, "graph": (*linker).stored, "timeseries": (*linker).stored, "file": (*linker).stored,
		"call": (*linker).called, "llm": (*linker).called, "mail": (*linker).called, "sms": (*linker).called, "payment": (*linker).called,
		"push": (*linker).called, "telemetry": (*linker).called, "exec": (*linker).called, "publish": (*linker).called, "dial": (*linker).called,
		"temp": (*linker).temporary, "presign": (*linker).presigned, "verify": (*linker).verified, "parse-only": (*linker).unverified,
		"session": (*linker).session, "session-get": (*linker).session, "sanitize": (*linker).sanitized, "sniff": (*linker).sniffed,
		"fresh": (*linker).fresh, "clock": (*linker).fresh, "stack": (*linker).fresh, "config": (*linker).config, "hash": (*linker).hashed, "kdf": (*linker).hashed,
		"encrypt": (*linker).hashed, "size": (*linker).sized, "decode": (*linker).decode, "format": (*linker).format, "make": (*linker).makeValue,
		"limiter": (*linker).library, "compare": (*linker).nothing, "allow": (*linker).nothing, "authz": (*linker).nothing,
		"bodylimit": (*linker).passBody, "error": (*linker).makeError, "errors": (*linker).answersErrors, "kept-errors": (*linker).keptErrors, "bucket-admin": (*linker).library, "verify-option": (*linker).library, "option": (*linker).optionOf,
		"sign": (*linker).signed, "wire": (*linker).wired, "type": (*linker).typeRow, "setting": (*linker).settled, "upgrade": (*linker).nothing, "paginate": (*linker).derive, "deadline": (*linker).nothing, "secret": (*linker).nothing, "query-limit": (*linker).library,
	}
}

// edits are library functions after which a list is not what it was.
var edits = map[string]bool{"slices.Delete": true, "slices.DeleteFunc": true, "slices.Compact": true, "slices.CompactFunc": true, "slices.Insert": true, "slices.Replace": true, "slices.Clip": true, "slices.Grow": true}

func (l *linker) nothing(_ *site, _ *hit, _ *catalog.Row) []set { return nil }

// arg gives a part of a modelled call, by the row's name for it.
func (l *linker) arg(s *site, h *hit, r *catalog.Row, name string) set {
	for _, a := range r.Args[name] {
		if v := l.argAt(s.i, h, a); v != 0 {
			return v
		}
	}
	return 0
}

// argAt evaluates one place of a call.
func (l *linker) argAt(i *inst, h *hit, a catalog.Arg) set {
	if throughOptions(a) {
		return l.setByOptions(i, h, a)
	}
	var v set
	switch a.Base {
	case "recv":
		v = h.recv
	case "const":
		return l.sets.of(l.text(a.Const))
	case "last":
		if n := len(h.args); n > 0 {
			v = h.args[n-1]
		}
	case "result":
		if h.i != nil {
			if t := h.i.tuples[h.at]; a.Index < len(t) {
				v = t[a.Index]
			}
		}
	default:
		if a.Spread {
			for _, e := range l.spreadArgs(i, h, a.Index) {
				v = l.sets.union(v, e)
			}
		} else if a.Index < len(h.args) {
			v = h.args[a.Index]
			if h.spread && a.Index == len(h.args)-1 { // the first of a variadic parameter
				if e := l.elems(i, v); len(e) > 0 {
					v = e[0]
				}
			}
		}
	}
	for _, f := range a.Fields {
		if modelName(f) {
			v = l.madeWith(v, f)
			continue
		}
		of := v
		if v = l.fieldNamed(i, v, f); f == "URL" && v != 0 {
			v = l.requestURL(i, of, v)
		}
	}
	return v
}

// argList gives the elements of a list argument, in order.
func (l *linker) argList(i *inst, h *hit, r *catalog.Row, name string) []set {
	var out []set
	for _, a := range r.Args[name] {
		switch {
		case a.Base == "arg" && a.Spread:
			out = append(out, l.spreadArgs(i, h, a.Index)...)
		default:
			v := l.argAt(i, h, a)
			if e := l.elems(i, v); len(e) > 0 && a.Base == "arg" && !l.callableItself(v) {
				out = append(out, e...)
			} else if v != 0 {
				out = append(out, v)
			}
		}
	}
	if name == "middleware" {
		for n := range out {
			out[n] = l.heldFunc(out[n])
		}
	}
	return out
}

// heldFunc gives the function that a struct of a library holds, where it holds one only: &hook.Handler{Func: f}. Others are
// given as they are.
func (l *linker) heldFunc(s set) set {
	b := builder{t: l.sets}
	for _, a := range l.sets.list[s] {
		k, found, n := l.inner(a), set(0), 0
		if l.libraryStruct(k) >= 0 {
			for _, f := range l.objs[k.x].keys {
				if v := l.content(k.x, f); !l.elemKey(f) && l.holdsFunc(v) {
					found, n = v, n+1
				}
			}
		}
		if n != 1 {
			b.add(a)
			continue
		}
		b.addSet(found)
	}
	return b.set()
}

func (l *linker) callableItself(s set) bool {
	for _, a := range l.sets.list[s] {
		if k := l.inner(a); k.kind == aObj && l.servesItself(k.x) {
			return true
		}
	}
	for _, a := range l.sets.list[s] {
		if k := l.atoms.list[a]; k.kind == aFunc || k.kind == aClosure || k.kind == aTyped {
			return true
		}
	}
	return false
}

func (l *linker) spreadArgs(i *inst, h *hit, from int) []set {
	var out []set
	for n := from; n < len(h.args); n++ {
		if n == len(h.args)-1 && h.spread {
			out = append(out, l.elems(i, h.args[n])...)
			continue
		}
		out = append(out, h.args[n])
	}
	return out
}

// spreadOn is spreadArgs for what makes a text of its values: a list that is handed on whole, fmt.Sprintf(format, args...), stands for what is
// in it.
func (l *linker) spreadOn(i *inst, h *hit, r *catalog.Row, from int) []set {
	args := l.spreadArgs(i, h, from)
	if n := len(args) - 1; n >= 0 && !h.spread && len(r.Args["values"]) > 0 {
		if e := l.elems(i, args[n]); len(e) > 0 {
			args = append(args[:n:n], e...)
		}
	}
	return args
}

// fieldNamed reads a field by its Go name, whatever struct declares it.
func (l *linker) fieldNamed(i *inst, s set, name string) set {
	b := builder{t: l.sets}
	l.eachObj(s, func(o int32) {
		if t := l.objs[o].typ; t >= 0 {
			sym := base(l.typeTab[t].name) + "." + name
			b.addSet(l.readField(i, o, l.strs.get(sym), l.fieldType(sym)))
			if x, ok := l.objIDs[objKey{oSub, o, l.strs.get(sym), 0}]; ok && b.set() == 0 { // what a library's value holds: echo.Server
				b.add(l.objAtom(x))
			}
			if b.set() != 0 {
				return
			}
		}
		for _, x := range l.copied(i, o) { // a variable of no known type, and what was copied to it
			for _, f := range l.objs[x].keys {
				if strings.HasSuffix(l.strs.list[f], "."+name) {
					b.addSet(l.take(i, l.cell(x, f)))
				}
			}
		}
	})
	b.addSet(l.rest(s))
	return b.set()
}

// resultType gives the type of component n of a call's result.
func (l *linker) resultType(s *site, n int) int32 {
	if s.in == nil {
		return -1
	}
	t := l.typ(s.i.fn.p, s.in.Type)
	if l.kindOf(t) != summary.KindTuple {
		if n == 0 {
			return t
		}
		return -1
	}
	for _, in := range s.i.fn.code {
		if in.Op == summary.OpExtract && in.Args[0].Kind() == summary.RefReg && int(in.N) == n && s.in.Dst >= 0 && in.Args[0].Index() == int(s.in.Dst) {
			return l.typ(s.i.fn.p, in.Type)
		}
	}
	return -1
}

// errorResults adds, to the components of type error, that they are the error of this call.
func (l *linker) errorResults(s *site, sym int32, rets []set) []set {
	if s.in == nil || s.in.Type < 0 || sym < 0 {
		return rets
	}
	t := l.typeTab[l.typ(s.i.fn.p, s.in.Type)]
	n := -1
	switch {
	case t.name == "error":
		n = 0
	case t.kind == summary.KindTuple && (strings.HasSuffix(t.name, " error)") || strings.HasSuffix(t.name, ", error)")):
		n = strings.Count(t.name, ", ")
	}
	if n < 0 {
		return rets
	}
	for len(rets) <= n {
		rets = append(rets, 0)
	}
	if n == 0 && rets[0] != 0 && !l.onlyFails(sym) { // errors.New, fmt.Errorf: made of their arguments
		return rets
	}
	if n == 0 {
		rets[0] = 0
	}
	rets[n] = l.sets.union(rets[n], l.sets.of(l.origin("error", catKey(l.syms.list[sym]), l.placeID(s.i, s.at))))
	return rets
}

// onlyFails says that a call which gives nothing but an error does something to a store or asks somebody: os.Remove, smtp.SendMail.
func (l *linker) onlyFails(sym int32) bool {
	return slices.ContainsFunc(l.lookup(sym), func(r *catalog.Row) bool { return effects[r.Role] })
}

// lib gives the object that a library call makes as component n of its result.
func (l *linker) lib(s *site, h *hit, kind objKind, n int, r *catalog.Row) int32 {
	t := l.resultType(s, n)
	iid, at := int32(-1), s.at
	if s.i != nil {
		iid = s.i.id
	}
	o := l.object(objKey{kind, iid, at, int32(n)<<24 ^ h.sym}, func() object {
		ob := object{kind: kind, typ: l.deref(t), fn: -1, at: at, inst: s.i, parent: -1, sym: h.sym, row: r}
		if s.i != nil {
			ob.fn = s.i.fn.sym
		}
		return ob
	})
	l.objs[o].hit = h
	if n == 0 {
		h.made = o
	}
	return o
}

// library is the default: the result is an opaque object where its type is one.
func (l *linker) library(s *site, h *hit, r *catalog.Row) []set {
	b := builder{t: l.sets}
	if t := l.resultType(s, 0); t >= 0 && l.opaque(t) && l.typeTab[t].name != "error" {
		if h.recv != 0 && l.typeTab[t].name == l.recvType(h.recv) { // a builder goes on with itself
			return []set{h.recv}
		}
		b.add(l.objAtom(l.lib(s, h, oLib, 0, r)))
	}
	return []set{b.set()}
}

// passThrough: the result is made of the arguments.
func (l *linker) passThrough(s *site, h *hit, r *catalog.Row) []set {
	switch r.Attr["kind"] {
	case "as":
		return l.foundAs(s, h, r)
	case "units":
		return []set{l.inUnits(h.sym, h.recv)}
	case "held":
		return l.holder(s, h, r)
	case "url":
		return l.parsedURL(s, h, r)
	case "url-text":
		return []set{l.urlText(s.i, h.recv)}
	case "url-join":
		return l.joinedURL(s, h, r)
	case "encoded":
		return l.encoded(s, h, r)
	case "later": // a point in time, and how far from another: time.Now().Add(7*24*time.Hour)
		return []set{l.sets.union(h.recv, l.arg(s, h, r, "value"))}
	}
	b := builder{t: l.sets}
	if r.Attr["mutates"] != "" && r.Attr["kind"] != "text" {
		return l.takeUp(s, h, r)
	}
	if r.Attr["kind"] == "text" {
		if r.Attr["mutates"] == "" {
			return []set{l.built(s, h.recv)}
		}
		l.writePiece(s, h.recv, l.arg(s, h, r, "value"))
		return nil
	}
	if len(r.Args["value"]) > 0 {
		b.addSet(l.arg(s, h, r, "value"))
	} else {
		b.addSet(h.recv)
		for _, a := range l.spreadArgs(s.i, h, 0) {
			b.addSet(l.rest(a))
			b.addSet(l.contents(s.i, a))
		}
	}
	if r.Attr["kind"] == "embedded" {
		b.addSet(l.readEmbedded(s, h, r))
	}
	v := b.set()
	if r.Attr["kind"] == "status" {
		v = l.statuses(s, v)
	}
	if t := l.resultType(s, 0); (v == 0 || l.kindOf(t) == summary.KindPointer && l.onlyTexts(v) == v) && t >= 0 && l.opaque(t) && l.typeTab[t].name != "error" {
		v = l.sets.union(v, l.sets.of(l.objAtom(l.lib(s, h, oLib, 0, r))))
	}
	return l.alsoTexts(s, l.widen(v))
}

// alsoTexts gives a result, and again for the texts among those behind it: both parts of strings.Cut are what was cut.
func (l *linker) alsoTexts(s *site, v set) []set {
	rets := []set{v}
	for n := 1; n < 4; n++ {
		if l.kindOf(l.resultType(s, n)) == summary.KindString {
			for len(rets) < n {
				rets = append(rets, 0)
			}
			rets = append(rets, l.rest(v))
		}
	}
	return rets
}

// statuses keeps, of errors, those that a service answered with, where the caller looks at whether an error is such a one:
// if s, ok := status.FromError(err); ok. Other libraries' errors are none.
func (l *linker) statuses(s *site, v set) set {
	if !s.looksAt(1) {
		return v
	}
	b := builder{t: l.sets}
	for _, a := range l.sets.list[v] {
		if k := l.atoms.list[a]; k.kind == aOrigin {
			if o := l.origins.list[k.x]; o.kind == "error" && !strings.HasPrefix(o.name, "google.golang.org/grpc") {
				continue
			}
		}
		b.add(a)
	}
	return b.set()
}

// looksAt says that something is made of component n of a call's result.
func (s *site) looksAt(n int32) bool {
	if s.in == nil || s.in.Dst < 0 {
		return false
	}
	code, of := s.i.fn.code, summary.MakeRef(summary.RefReg, int(s.in.Dst))
	at := slices.IndexFunc(code, func(x summary.Instr) bool { return x.Op == summary.OpExtract && x.N == n && x.Args[0] == of })
	if at < 0 {
		return false
	}
	out := summary.MakeRef(summary.RefReg, int(code[at].Dst))
	return slices.ContainsFunc(code, func(x summary.Instr) bool { return slices.Contains(x.Args, out) })
}

// makeError: an error is an object of its own, with the text and the errors it is made of.
func (l *linker) makeError(s *site, h *hit, r *catalog.Row) []set {
	b, wrapped := builder{t: l.sets}, builder{t: l.sets}
	for _, a := range l.spreadArgs(s.i, h, 0) {
		b.addSet(l.rest(a))
		b.addSet(l.contents(s.i, a))
		for _, x := range l.sets.list[a] {
			switch l.atoms.list[x].kind {
			case aConst:
				b.add(x)
			case aObj, aTyped:
				wrapped.add(x)
			}
		}
	}
	b.addSet(l.rest(h.recv))
	o := l.lib(s, h, oLib, 0, r)
	l.put(l.cell(o, l.strs.get("wraps")), wrapped.set())
	l.put(l.cell(o, l.fWild), b.set()) // what its Error method tells
	b.add(l.objAtom(o))
	return []set{l.widen(b.set())}
}

func (l *linker) passRecv(s *site, h *hit, r *catalog.Row) []set {
	if v := l.arg(s, h, r, "value"); v != 0 {
		return []set{l.sets.union(v, h.recv)}
	}
	if h.recv != 0 {
		return []set{h.recv}
	}
	return l.passThrough(s, h, r)
}

func (l *linker) passBody(s *site, h *hit, r *catalog.Row) []set {
	if !l.holdsBelow(l.arg(s, h, r, "limit"), 1<<30) {
		return []set{l.arg(s, h, r, "body")}
	}
	return []set{l.mark(l.arg(s, h, r, "body"), "limited")}
}

// contents gives where what an object holds comes from, one level deep.
func (l *linker) contents(i *inst, s set) set {
	b := builder{t: l.sets}
	left := l.atMost(maxOpened)
	l.eachObj(s, func(o int32) {
		if left--; left < 0 {
			return
		}
		b.addSet(l.rest(l.take(i, l.cell(o, l.fWild))))
		b.addSet(l.rest(l.take(i, l.cell(o, l.fStar))))
		for n, f := range l.objs[o].keys {
			if n > 40 {
				break
			}
			b.addSet(l.rest(l.take(i, l.cell(o, f))))
		}
	})
	return l.widen(b.set())
}
