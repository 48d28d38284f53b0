package link

import (
	"strconv"
	"strings"

	"github.com/gostride/gostride/analyzers/catalog"
	"github.com/gostride/gostride/analyzers/summary"
)

// A middleware that lets everybody through often leaves on the context why somebody is nobody: c.Set("authErr", err). Who finds no
// error there knows that all checks were passed. Ways on which something of the kind is put carry a guard of kind "put"; where such
// a way meets one that leads through a check, the check holds "unless" that was put; who finds nothing there holds "unset".

// puts gives the guards of a call that leaves an error, or true, on the context.
func (m *must) puts(at int32, h *hit, r *catalog.Row) facts {
	if len(r.Args["value"]) == 0 || r.Args["value"][0].Base != "arg" {
		return none
	}
	in := &m.i.fn.code[at]
	n := r.Args["value"][0].Index
	if in.N&summary.CallRecv != 0 || in.N&summary.CallMode == summary.CallInvoke {
		n++
	}
	if n >= len(in.Args) || !m.surelySays(at, in.Args[n]) {
		return none
	}
	keys := m.l.keyNames(m.l.arg(&site{i: m.i}, h, r, "key"))
	if len(keys) != 1 || !m.l.sought[keys[0]] {
		return none
	}
	return m.l.guard(guard{kind: "put", value: keys[0]})
}

// surelySays says that an operand is an error, and not nil, or true.
func (m *must) surelySays(at int32, r summary.Ref) bool {
	if d := m.i.fn.defOf(r); d >= 0 && m.i.fn.code[d].Op == summary.OpMakeInterface {
		if of := m.i.fn.code[d].Args[0]; of.Kind() == summary.RefConst {
			c := m.i.fn.p.p.Consts[of.Index()]
			return c.Kind == summary.KindBool && c.Text == "true"
		}
	}
	r = m.i.fn.wider(r)
	return m.l.isErrorType(m.l.refType(m.i, r)) && m.isNot(m.i.fn.block[at], r, wantNil)
}

// wider gives what an operand is, passed as another interface.
func (g *fn) wider(r summary.Ref) summary.Ref {
	for d := g.defOf(r); d >= 0 && (g.code[d].Op == summary.OpConvert || g.code[d].Op == summary.OpMakeInterface); d = g.defOf(r) {
		r = g.code[d].Args[0]
	}
	return r
}

func (l *linker) isErrorType(t int32) bool { return t >= 0 && l.typeTab[t].name == "error" }

// notPut is what a look at the context says that found nothing there.
func (l *linker) notPut(i *inst, h *hit, r *catalog.Row, idx int32, w want) facts {
	if w != wantFalse && (w != wantNil || idx != 0) {
		return none
	}
	keys := l.keyNames(l.arg(&site{i: i}, h, r, "key"))
	if len(keys) != 1 {
		return none
	}
	return l.guard(guard{kind: "unset", value: keys[0]})
}

// unlessPut gives the checks of f that hold in g too unless something was put on the context.
func (l *linker) unlessPut(f, g facts) facts {
	if !l.hasKind(f, "put") && !l.hasKind(g, "put") && !l.hasKind(f, "unless") && !l.hasKind(g, "unless") {
		return none
	}
	return l.impliedUnless(f, g).plus(l.impliedUnless(g, f))
}

func (l *linker) impliedUnless(f, g facts) facts {
	out := none
	keep := func(key string, id int32) {
		out = out.plus(l.heldIf(guard{kind: "unless", value: strconv.Itoa(int(id)) + " " + key}, id, g, l.holdsPut(g, key)))
	}
	for _, id := range f.ids {
		switch x := l.guards[id]; {
		case x.kind == "unless":
			of, key := unlessParts(x.value)
			keep(key, of)
		case (x.kind == "auth" || x.kind == "role") && !hasID(g, id):
			for _, p := range g.ids {
				if l.guards[p].kind == "put" {
					keep(l.guards[p].value, id)
				}
			}
		}
	}
	return out
}

func (l *linker) holdsPut(f facts, key string) bool {
	k, ok := l.guardIDs[guardKey{kind: "put", value: key}]
	return ok && hasID(f, k)
}

func unlessParts(value string) (of int32, key string) {
	id, key, _ := strings.Cut(value, " ")
	n, _ := strconv.Atoi(id)
	return int32(n), key
}

// found adds to what holds what held unless something was put on the context that is not there.
func (l *linker) found(before, f facts) facts {
	if f.top || !l.hasKind(f, "unset") {
		return f
	}
	for _, id := range before.ids {
		if x := l.guards[id]; x.kind == "unless" {
			of, key := unlessParts(x.value)
			if k, ok := l.guardIDs[guardKey{kind: "unset", value: key}]; ok && hasID(f, k) {
				f = f.plus(facts{ids: []int32{of}})
			}
		}
	}
	return f
}

// toCallee is what holds in what is called: held where the caller was called, sent where it calls. That nothing was on the context is
// no more known there.
func (l *linker) toCallee(held, sent factID) factID {
	all := l.factSet.plus(held, sent)
	if f := l.factSet.list[sent]; !f.top && l.hasKind(f, "unset") {
		f = l.factSet.list[all]
		return l.factSet.of(l.without(l.found(f, f), "unset"))
	}
	return all
}
