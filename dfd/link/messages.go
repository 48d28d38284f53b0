package link

import (
	"cmp"
	"go/token"
	"reflect"
	"strings"

	"github.com/gostride/gostride/analyzers/summary"
	"github.com/gostride/gostride/dfd"
)

// rpcKindsOf are the kinds of entry points that are called with one message.
var rpcKindsOf = map[string]bool{"grpc": true, "tcp": true}

// noteMessage adds the fields of the message that a remote procedure is called with.
func (a *assembly) noteMessage(ep *dfd.EntryPoint, e *entry, t *travel) {
	if e.called > 0 {
		a.noteParams(ep, e)
		return
	}
	if !rpcKindsOf[e.kind] && !e.event || e.within != nil { // who reads in a loop was started by the program
		if e.kind == "http" {
			a.noteKeyed(a.inputsAt(ep.ID), t)
		}
		return
	}
	m := a.inputsAt(ep.ID)
	a.noteRead(m, t)
	for _, i := range e.inner {
		for n, p := range i.fn.f.Params {
			if n == 0 && i.fn.f.Recv {
				continue
			}
			typ := a.l.typ(i.fn.p, p.Type)
			if t := a.l.messageType(typ); t >= 0 {
				a.noteMembers(m, t, "message", "")
				break // what comes behind is for the answer
			}
			if e.kind == "tcp" && a.l.kindOf(typ) == summary.KindString && p.Name != "" && p.Name != "_" { // RCPT's address
				m[dfd.Input{Name: p.Name, From: "message"}] = true
			}
		}
	}
}

// noteParams adds the parameters of a handler that the caller sends one by one: members of structs, and the others by name.
func (a *assembly) noteParams(ep *dfd.EntryPoint, e *entry) {
	m := a.inputsAt(ep.ID)
	for _, in := range e.told {
		m[in] = true
	}
	for _, i := range e.inner {
		for n, p := range i.fn.f.Params {
			t := a.l.typ(i.fn.p, p.Type)
			if n < e.called || t < 0 || i.fn.generated() || e.told != nil && a.l.typeTab[t].kind == summary.KindStruct {
				continue
			}
			if s := a.l.messageType(t); s >= 0 && a.l.typeTab[s].kind == summary.KindStruct {
				a.noteMembers(m, s, "body", "")
				continue
			}
			if n := a.l.typeTab[t].name; n == "context.Context" || a.l.typeTab[t].kind == summary.KindPointer && !basic[strings.TrimPrefix(n, "*")] {
				continue
			}
			m[dfd.Input{Name: p.Name, From: "body"}] = true
		}
	}
}

// basic are the types of parameters that may be missing: tag *string.
var basic = map[string]bool{"string": true, "int": true, "int64": true, "int32": true, "float64": true, "bool": true}

// messageType is the struct that the caller fills where a handler has a parameter of type t, -1 where t is no such type.
func (l *linker) messageType(t int32) int32 {
	if t < 0 {
		return -1
	}
	switch l.typeTab[t].kind {
	case summary.KindPointer, summary.KindStruct:
	default:
		return -1
	}
	d := l.deref(t)
	if l.typeTab[d].own || strings.HasSuffix(l.typeTab[d].name, "Request") && !l.modelled(l.typeTab[d].name) {
		return d
	}
	return -1
}

// modelled says that models say what of a library's type is input.
func (l *linker) modelled(name string) bool {
	p, _ := summary.Split(name, l.isPackage)
	_, known := l.cat.KnownPackage(p)
	return known
}

// noteRead adds what is read from the fields of a library's message: the body of an event, the message of a request.
func (a *assembly) noteRead(m map[dfd.Input]bool, t *travel) {
	l := a.l
	for _, v := range t.order {
		for at := range v.i.fn.code {
			in := &v.i.fn.code[at]
			if in.Op != summary.OpLoadField || in.Sym < 0 {
				continue
			}
			for _, r := range l.lookup(v.i.fn.p.syms[in.Sym]) {
				if from := r.Attr["from"]; r.Role == "input" && from != "" && from != "ip" && summary.Hosted(l.pkgOf(v.i.fn.p.syms[in.Sym])) {
					a.notePart(m, v.i, int32(at), from)
				}
			}
		}
	}
}

// notePart adds what one reading instruction takes: keys of a map, fields of a message, or the part of the request as a whole.
func (a *assembly) notePart(m map[dfd.Input]bool, i *inst, at int32, from string) {
	m[dfd.Input{Name: from, From: from}] = true
	for _, k := range i.fn.indexed(at, i.constantIn(a.l)) {
		m[dfd.Input{Name: k, From: from}] = true
	}
	if t := a.l.receivedType(i, at); t >= 0 {
		a.noteMembers(m, t, from, "")
	}
}

// noteMembers adds the exported fields of a struct that the caller fills, by the names they have outside Go.
func (a *assembly) noteMembers(m map[dfd.Input]bool, t int32, from, bind string) {
	for _, f := range a.l.typeTab[t].fields {
		if t, own := a.l.types[bare(f.Type)]; f.Embedded && (!own || !a.l.typeTab[t].own) { // a library's: what it says is no input
			continue
		}
		if !token.IsExported(f.Name) {
			continue
		}
		if in, ok := boundFrom(f, from, bind == "auto"); ok {
			in.Name = cmp.Or(in.Name, a.l.fieldTag(a.l.strs.get(a.l.typeTab[t].name+"."+f.Name)))
			in.From = cmp.Or(a.sentAs(bare(f.Type)), in.From)
			m[in] = true
		}
	}
}

// receivedType is the type of what a call hands back from a stream, -1 where it is not of the program.
func (l *linker) receivedType(i *inst, at int32) int32 {
	t := l.resultType(&site{i: i, at: at, in: &i.fn.code[at]}, 0)
	if t < 0 || !l.typeTab[l.deref(t)].own {
		return -1
	}
	return l.deref(t)
}

// boundTags are the tags by which frameworks fill a field from a part of the request.
var boundTags = []struct {
	from string
	tags []string
}{
	{"path", []string{"uri", "param", "params", "path"}},
	{"query", []string{"query", "form", "schema", "url"}},
	{"header", []string{"header", "reqHeader"}},
	{"cookie", []string{"cookie"}},
	{"form", []string{"form", "schema"}},
}

// askable are the parts of a request that a tag may name.
var askable = map[string]bool{"path": true, "query": true, "header": true, "cookie": true, "form": true}

// boundFrom says from what a field is filled, and under which name, where one part of the request is bound to its struct: its tags
// may say that it belongs to another part. A binder of all parts goes by the tags alone.
func boundFrom(f summary.Field, from string, all bool) (in dfd.Input, ok bool) {
	other := false
	if told, name, _ := strings.Cut(reflect.StructTag(f.Tag).Get("in"), "="); askable[told] { // in:"header" (goframe), in:"query=page" (httpin)
		name, _, _ = strings.Cut(name, ";")
		return dfd.Input{Name: cmp.Or(name, reflect.StructTag(f.Tag).Get("p")), From: told}, true
	}
	for _, b := range boundTags {
		for _, tag := range b.tags {
			v, _, _ := strings.Cut(reflect.StructTag(f.Tag).Get(tag), ",")
			switch {
			case v == "" || v == "-":
			case b.from == from:
				return dfd.Input{Name: v, From: from}, true
			case all && reflect.StructTag(f.Tag).Get("json") == "":
				if tag == "form" { // the query where there is no body, see note
					b.from = "form"
				}
				return dfd.Input{Name: v, From: b.from}, true
			default:
				other = true
			}
		}
	}
	if from == "body" && reflect.StructTag(f.Tag).Get("json") == "-" { // filled by the program, from elsewhere
		return in, false
	}
	parts := from == "path" || from == "query" || from == "header" || from == "cookie" || from == "form"
	return dfd.Input{From: from}, !other || !parts
}
