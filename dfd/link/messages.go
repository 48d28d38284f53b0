package link

import (
	"go/token"
	"strings"

	"github.com/gostride/gostride/analyzers/summary"
	"github.com/gostride/gostride/dfd"
)

// noteMessage adds the fields of the message that a remote procedure is called with.
func (a *assembly) noteMessage(ep *dfd.EntryPoint, e *entry) {
	if e.kind != "grpc" && e.kind != "tcp" && e.kind != "lambda" {
		return
	}
	m := a.inputsAt(ep.ID)
	for _, i := range e.inner {
		for n, p := range i.fn.f.Params {
			if n == 0 && i.fn.f.Recv {
				continue
			}
			if t := a.l.messageType(a.l.typ(i.fn.p, p.Type)); t >= 0 {
				a.noteMembers(m, t, "message")
				break // what comes behind is for the answer
			}
		}
	}
}

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
	if of, ok := strings.CutPrefix(l.typeTab[d].name, "connectrpc.com/connect.Request["); ok {
		if id, known := l.types[strings.TrimSuffix(of, "]")]; known {
			return id
		}
		return -1
	}
	if l.typeTab[d].own || strings.HasSuffix(l.typeTab[d].name, "Request") && !l.inputType(t) {
		return d
	}
	return -1
}

// noteMembers adds the exported fields of a struct that the caller fills, by the names they have outside Go.
func (a *assembly) noteMembers(m map[dfd.Input]bool, t int32, from string) {
	for _, f := range a.l.typeTab[t].fields {
		if token.IsExported(f.Name) {
			m[dfd.Input{Name: a.l.fieldTag(a.l.strs.get(a.l.typeTab[t].name + "." + f.Name)), From: from}] = true
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
