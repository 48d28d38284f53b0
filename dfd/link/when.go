package link

import (
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/gostride/gostride/analyzers/summary"
)

// A handler of all methods often tells them apart by itself, and so does what stands before it: a limiter that counts POST only.
// Where its ways meet, the limiter holds if the method is POST: a guard of kind "when". Where the handler knows that it is (a guard
// of kind "method"), what holds for POST holds.

var methods = []string{http.MethodGet, http.MethodHead, http.MethodPost, http.MethodPut, http.MethodPatch, http.MethodDelete, http.MethodOptions}

// methodGuard notes that the method of the request is, or is not, a certain one.
func (m *must) methodGuard(at int32, text string, equal bool) facts {
	if !slices.Contains(methods, text) || m.l.overridesMethod() {
		return none
	}
	in := &m.i.fn.code[at]
	for _, x := range in.Args {
		if part, lower := m.l.requestPart(m.i, x, 0); part == "method" && !lower {
			if equal {
				return m.l.guard(guard{kind: "method", value: "=" + text})
			}
			return m.l.guard(guard{kind: "method", value: "!" + text})
		}
	}
	return none
}

// overridesMethod says that the program gives some request another method: who asks before and who asks after may get different answers.
func (l *linker) overridesMethod() bool {
	if l.overrides == 0 {
		l.overrides = 1
		for _, g := range l.funcs {
			for at := range g.code {
				if g.code[at].Op == summary.OpStoreField && g.p.p.Syms[g.code[at].Sym] == "net/http.Request.Method" {
					l.overrides = 2
				}
			}
		}
	}
	return l.overrides == 2
}

// excludesMethod says that facts are of requests of other methods only.
func (l *linker) excludesMethod(f facts, method string) bool {
	return slices.ContainsFunc(f.ids, func(id int32) bool {
		g := &l.guards[id]
		return g.kind == "method" && (g.value == "!"+method || g.value[0] == '=' && g.value[1:] != method)
	})
}

// when gives what holds for one method where two ways meet that part the methods.
func (l *linker) when(f, g facts) facts {
	if !l.hasKind(f, "method") && !l.hasKind(g, "method") && !l.hasKind(f, "when") && !l.hasKind(g, "when") {
		return none
	}
	out := l.implied(f, g).plus(l.implied(g, f))
	for _, method := range methods {
		if l.excludesMethod(f, method) && l.excludesMethod(g, method) {
			out = out.plus(l.guard(guard{kind: "method", value: "!" + method}))
		}
	}
	return out
}

// heldIf is a check that holds under a condition, where a way meets another one: there the check holds, or does under the same condition,
// or the condition is not met.
func (l *linker) heldIf(cond guard, check int32, other facts, unmet bool) facts {
	f := l.guard(cond)
	if hasID(other, check) || hasID(other, f.ids[0]) || unmet {
		return f
	}
	return none
}

// implied gives the checks of f that, for some method, hold in g too.
func (l *linker) implied(f, g facts) facts {
	out := none
	keep := func(method string, id int32) {
		out = out.plus(l.heldIf(guard{kind: "when", value: method + " " + strconv.Itoa(int(id))}, id, g, l.excludesMethod(g, method)))
	}
	for _, id := range f.ids {
		switch x := l.guards[id]; {
		case x.kind == "when":
			method, of := whenParts(x.value)
			keep(method, of)
		case switchable[x.kind] && !hasID(g, id):
			for _, method := range methods {
				if l.excludesMethod(g, method) && !l.excludesMethod(f, method) {
					keep(method, id)
				}
			}
		}
	}
	return out
}

func whenParts(value string) (method string, of int32) {
	method, id, _ := strings.Cut(value, " ")
	n, _ := strconv.Atoi(id)
	return method, int32(n)
}

// forMethod adds what holds for the method that the facts are about.
func (l *linker) forMethod(f facts) facts {
	for _, id := range f.ids {
		if x := l.guards[id]; x.kind == "when" {
			if method, of := whenParts(x.value); slices.ContainsFunc(f.ids, func(y int32) bool { return l.guards[y].kind == "method" && l.guards[y].value == "="+method }) {
				f = f.plus(facts{ids: []int32{of}})
			}
		}
	}
	return f
}
