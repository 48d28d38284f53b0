package link

import (
	"slices"
	"strings"

	"github.com/gostride/gostride/analyzers/catalog"
	"github.com/gostride/gostride/analyzers/summary"
	"github.com/gostride/gostride/dfd"
)

// A text that is written piece by piece: strings.Builder, bytes.Buffer. The builder's object keeps in one cell what was ever
// written, so that whoever reads it is evaluated again; the order of the pieces is read off the function that made it.

// writePiece adds what a call writes to the texts that are being built, and to hashes, which keep it too.
func (l *linker) writePiece(s *site, to, piece set) {
	from := l.sets.union(l.rest(piece), l.contents(s.i, piece))
	l.eachObj(to, func(o int32) {
		ob := &l.objs[o]
		built := ob.typ >= 0 && l.builds(l.typeTab[ob.typ].name)
		if built {
			l.put(l.cell(o, l.strs.get("pieces")), piece)
		}
		if built || ob.kind == oLib && ob.row != nil && ob.row.Role == "hash" {
			l.put(l.cell(o, l.fWild), from)
		}
	})
}

// takeUp is a call whose receiver keeps its argument among others: url.Values.Set.
func (l *linker) takeUp(s *site, h *hit, r *catalog.Row) []set {
	b := builder{t: l.sets}
	for _, v := range l.argList(s.i, h, r, "value") {
		b.addSet(l.rest(v))
		b.addSet(l.contents(s.i, v))
	}
	to := l.arg(s, h, r, "into")
	if to == 0 {
		to = h.recv
	}
	if !l.hasObj(to) {
		return l.library(s, h, r)
	}
	values, narrowed, parent := b.set(), l.narrowing(s, h, r), l.strs.get("parent")
	l.eachObj(to, func(o int32) {
		l.put(l.cell(o, l.fWild), values)
		l.put(l.cell(o, parent), narrowed)
	})
	return l.library(s, h, r)
}

// narrowing gives the parts of a statement that a builder takes up: qm.Apply(query, qm.From("users")), queries.SetDelete(query).
func (l *linker) narrowing(s *site, h *hit, r *catalog.Row) set {
	b := builder{t: l.sets}
	for _, v := range l.argList(s.i, h, r, "value") {
		for _, part := range append(l.elems(s.i, l.withoutMaps(v)), v) {
			b.addSet(l.storeHandles(part))
		}
	}
	if r.Op != "" {
		b.add(l.objAtom(l.lib(s, h, oHandle, 1, r)))
	}
	return b.set()
}

// withoutMaps leaves out maps: they are values of a statement or a body, not parts of one.
func (l *linker) withoutMaps(s set) set {
	list := l.sets.list[s]
	isMap := func(a atom) bool {
		k := l.inner(a)
		return k.kind == aObj && l.kindOf(l.objs[k.x].typ) == summary.KindMap
	}
	if !slices.ContainsFunc(list, isMap) {
		return s
	}
	return l.sets.of(slices.DeleteFunc(slices.Clone(list), isMap)...)
}

func (l *linker) builds(typ string) bool {
	return base(typ) == "strings.Builder" || base(typ) == "bytes.Buffer"
}

// built gives the text that a builder has come to: its pieces in order, with gaps for those that are not written on every way,
// more than once, or by somebody else.
func (l *linker) built(s *site, recv set) set {
	b := builder{t: l.sets}
	l.eachObj(recv, func(o int32) {
		if ob := &l.objs[o]; ob.typ < 0 || !l.builds(l.typeTab[ob.typ].name) {
			return
		}
		l.take(s.i, l.cell(o, l.strs.get("pieces")))
		wild := l.rest(l.take(s.i, l.cell(o, l.fWild)))
		parts, ok := l.pieces(s, o)
		switch {
		case ok && !slices.Contains(parts, l.sets.of(l.text(" {} "))): // each has its place
			b.addSet(l.concat(parts, ""))
			return
		case ok:
			b.addSet(l.onlyTexts(l.concat(parts, "")))
		}
		b.addSet(wild)
	})
	if b.set() == 0 {
		return recv
	}
	return l.widen(b.set())
}

// pieces lists what the function that made a builder writes to it before the call s, with a gap for what it may write.
func (l *linker) pieces(s *site, o int32) ([]set, bool) {
	i, g := s.i, s.i.fn
	if ob := &l.objs[o]; ob.kind != oVar || ob.inst == nil || ob.inst.fn != g || i.split != nil {
		return nil, false
	}
	self, dom := l.sets.of(l.objAtom(o)), g.dominators()
	gap := l.sets.of(l.text(" {} "))
	var out []set
	for _, at := range g.program() {
		if at == s.at {
			return out, len(out) > 0
		}
		in := &g.code[at]
		if in.Op != summary.OpCall || !l.mentions(i, in, self) {
			continue
		}
		piece, ok := l.piece(i, at)
		if !ok || !dominates(dom, g.block[at], g.block[s.at]) || g.inLoop(g.block[at]) {
			piece = gap
		}
		if piece != gap || len(out) == 0 || out[len(out)-1] != gap {
			out = append(out, piece)
		}
	}
	return nil, false
}

// mentions says that an object is among the operands of a call.
func (l *linker) mentions(i *inst, in *summary.Instr, self set) bool {
	for _, r := range in.Args {
		if l.get(i, r) == self {
			return true
		}
	}
	return false
}

// piece gives what a modelled call writes; not ok where it does something else with the builder.
func (l *linker) piece(i *inst, at int32) (set, bool) {
	for _, h := range i.hits[at] {
		for _, r := range h.rows {
			switch {
			case r.Attr["kind"] == "text" && r.Attr["mutates"] != "":
				return l.arg(&site{i: i}, h, r, "value"), true
			case r.Role == "respond" && r.Attr["kind"] == "printf" && len(h.args) > 1:
				return l.sprintf(h.args[1], l.spreadArgs(i, h, 2)), true
			case r.Role == "respond" && strings.HasSuffix(l.syms.list[h.sym], ".WriteString"):
				return l.arg(&site{i: i}, h, r, "body"), true
			case r.Role == "none" && strings.HasSuffix(l.syms.list[h.sym], ".Grow"):
				return l.sets.of(l.text("")), true
			}
		}
	}
	return 0, false
}

// respond writes: where it writes to a text that is being built, its pieces are kept.
func (l *linker) respond(s *site, h *hit, r *catalog.Row) []set {
	if w := l.arg(s, h, r, "writer"); l.hasObj(w) && r.Attr["answers"] != "known" {
		for _, x := range l.argList(s.i, h, r, "body") {
			if r.Attr["kind"] == "template" { // what a template writes is escaped
				x = l.mark(l.sets.union(l.rest(x), l.contents(s.i, x)), "escape-html")
			}
			l.writePiece(s, w, x)
		}
	}
	return nil
}

// leadsElsewhere says that what a call writes to is no answer to a request: by its type as it is written there, or by what it is known to be.
func (l *linker) leadsElsewhere(i *inst, at int32, r *catalog.Row, writer *dfd.Value) bool {
	types := l.writerTypes(i, at, r)
	if writer != nil {
		types = append(types, base(writer.Type))
	}
	if slices.ContainsFunc(types, func(t string) bool { return answerTypes[t] }) { // what handlers wrote to it is part of what it is
		return false
	}
	return r.Attr["answers"] == "known" || slices.ContainsFunc(types, func(t string) bool { return elsewhereTypes[t] }) || noAnswer(writer) || i.everybodys(at, r)
}

// writerTypes are the types that the writer of a call has where it is written: buf := bytes.NewBuffer(b) is what is in it, c.Writer gin's.
func (l *linker) writerTypes(i *inst, at int32, r *catalog.Row) []string {
	return l.operandTypes(i, at, r, "writer")
}

// operandTypes are the types that what a call is given has where it is called, by the name of the model's argument.
func (l *linker) operandTypes(i *inst, at int32, r *catalog.Row, name string) []string {
	var out []string
	for _, w := range i.operands(at, r, name) {
		if t := l.refType(i, i.fn.wider(w)); t >= 0 {
			out = append(out, base(l.typeTab[t].name))
		}
	}
	return out
}

// everybodys says that the writer of a call is a variable of a package: what is written there goes to no one caller.
func (i *inst) everybodys(at int32, r *catalog.Row) bool {
	return slices.ContainsFunc(i.operands(at, r, "writer"), func(w summary.Ref) bool {
		d := i.fn.defOf(i.fn.wider(w))
		return d >= 0 && i.fn.code[d].Op == summary.OpLoad && i.fn.code[d].Args[0].Kind() == summary.RefGlobal
	})
}

// operands are those of a call that are one of its model's arguments as a whole.
func (i *inst) operands(at int32, r *catalog.Row, name string) []summary.Ref {
	in := &i.fn.code[at]
	if in.Op != summary.OpCall {
		return nil
	}
	bound := in.N&summary.CallRecv != 0 || in.N&summary.CallMode == summary.CallInvoke
	var out []summary.Ref
	for _, a := range r.Args[name] {
		n := a.Index
		switch {
		case a.Base == "recv" && bound:
			n = 0
		case a.Base != "arg":
			continue
		case bound:
			n++
		}
		if n < len(in.Args) && len(a.Fields) == 0 {
			out = append(out, in.Args[n])
		}
	}
	return out
}

// noAnswer says that what is written to came from elsewhere: a connection that the program opened, a file of a store. Such writes, and those to
// a text that is being built, are uses of the role "write", which no row of the catalogue has.
func noAnswer(writer *dfd.Value) bool {
	if writer == nil {
		return false
	}
	return len(writer.From("external", "store")) > 0
}

// answerTypes are types of writers that lead to the client.
var answerTypes = map[string]bool{"net/http.ResponseWriter": true, "github.com/gin-gonic/gin.ResponseWriter": true, "github.com/labstack/echo/v4.Response": true,
	"github.com/labstack/echo/v5.Response": true, "github.com/valyala/fasthttp.RequestCtx": true, "github.com/gofiber/fiber/v2.Ctx": true}

// elsewhereTypes are types of writers that lead somewhere else than to the client.
var elsewhereTypes = map[string]bool{"bytes.Buffer": true, "strings.Builder": true, "os.File": true, "io.WriteCloser": true, "mime/multipart.Writer": true, "hash.Hash": true}
