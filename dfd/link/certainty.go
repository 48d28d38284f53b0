package link

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/gostride/gostride/analyzers/summary"
	"github.com/gostride/gostride/dfd"
)

// How certain it is that a request gets to a call: it is where each call on the way is of the one function that it is of in this
// calling context, and no setting keeps it from being made. What is told apart here is told by dfd.Reach.

// manner is how an instance is reached, on every way.
type manner struct {
	async bool  // in a goroutine that was started on the way
	pick  *pick // by a call of one of several functions
}

// pick is some of the functions that a call is of one of.
type pick struct {
	i    *inst
	at   int32
	took uint64 // which, by number
	of   int
	up   *pick // that of the way to the call itself
}

// all says that each of the functions is among those of a pick.
func (p *pick) all() bool { return p.of < 64 && p.took == 1<<p.of-1 }

// and is how what is reached in two ways is. What is reached whichever of the functions is called is as certain as the call.
func (m manner) and(o manner) manner { return manner{m.async && o.async, m.pick.or(o.pick)} }

func (p *pick) or(o *pick) *pick {
	switch {
	case p == nil || o == nil:
		return nil
	case p == o || p.under(o):
		return o
	case p.i != o.i || p.at != o.at:
		return p
	}
	both := *p
	both.took, both.up = p.took|o.took, p.up.or(o.up)
	switch {
	case both.all():
		return both.up
	case both == *p:
		return p
	}
	return &both
}

// under says that a pick was made on the way from another one.
func (p *pick) under(o *pick) bool {
	for ; p != nil; p = p.up {
		if p == o {
			return true
		}
	}
	return false
}

// choices describes the picks of a way, the first one first.
func (p *pick) choices() []dfd.Choice {
	if p == nil {
		return nil
	}
	return append(p.up.choices(), dfd.Choice{Call: fmt.Sprint(p.i.id, " ", p.at), Took: p.took, Of: p.of})
}

// choices gives what all ways of an entry point to a use have in common of their picks, a further one taken in.
func (a *assembly) choices(u *dfd.Use, entry string, p *pick) []dfd.Choice {
	k := wayKey{u, entry}
	if before, ok := a.picks[k]; ok {
		p = before.or(p)
	}
	a.picks[k] = p
	return p.choices()
}

// picked gives the pick of a target of a call that is of one of several functions.
func (m manner) picked(v *visit, at int32, names []*fn, target *inst) manner {
	n := slices.Index(names, target.fn)
	if n < 0 || len(names) < 2 {
		return m
	}
	m.pick = &pick{i: v.i, at: at, took: 1 << min(n, 63), of: len(names), up: m.pick}
	return m
}

// oneOfSeveral gives the functions that an instruction calls one of, nil where it is one only or each: those of the implementations of an
// interface that a field, a variable or a parameter holds. What is looked up in a list, or given by a function, is what a request
// asks for, and so are handlers.
func (l *linker) oneOfSeveral(i *inst, at int32, targets []*inst) []*fn {
	in := &i.fn.code[at]
	mode := in.N & summary.CallMode
	if in.Op != summary.OpCall || mode != summary.CallInvoke && mode != summary.CallDynamic || len(targets) < 2 || len(in.Args) == 0 || !i.fn.held(in.Args[0]) ||
		mode == summary.CallInvoke && lastName(i.fn.p.p.Syms[in.Sym]) == "ServeHTTP" || mode == summary.CallDynamic && !l.plainFunctions(targets) {
		return nil
	}
	var names []*fn
	for _, t := range targets {
		if !slices.Contains(names, t.fn) {
			names = append(names, t.fn)
		}
	}
	if len(names) < 2 {
		return nil
	}
	return names
}

// plainFunctions says that functions are declared ones that are handed no request: a setting picks one of them once. Closures stand for
// each other, and handlers for what a request asks for.
func (l *linker) plainFunctions(targets []*inst) bool {
	return !slices.ContainsFunc(targets, func(t *inst) bool {
		return len(t.fn.f.Free) > 0 || slices.ContainsFunc(t.fn.f.Params, func(p summary.Param) bool {
			if n := l.typ(t.fn.p, p.Type); n >= 0 {
				name := l.typeTab[n].name
				return strings.Contains(name, "net/http.") || strings.HasSuffix(name, ".Context") && name != "context.Context"
			}
			return false
		})
	})
}

// held says that an operand is what a field, a variable or a parameter holds.
func (g *fn) held(r summary.Ref) bool {
	switch r.Kind() {
	case summary.RefParam, summary.RefFree, summary.RefGlobal:
		return true
	}
	d := g.defOf(r)
	if d < 0 {
		return false
	}
	switch in := &g.code[d]; in.Op {
	case summary.OpLoadField:
		return true
	case summary.OpLoad:
		x := in.Args[0]
		if x.Kind() == summary.RefGlobal || x.Kind() == summary.RefFree {
			return true
		}
		a := g.defOf(x)
		return a >= 0 && g.code[a].Op == summary.OpFieldAddr
	}
	return false
}

// switchIn names the setting that has to be switched on, or to be there, for facts to hold, "" where there is none, or where it is by default;
// off says that it is known to be off by default.
func (l *linker) switchIn(f facts) (name string, off bool) {
	for _, id := range f.ids {
		x := &l.guards[id]
		if x.kind != "setting" || x.i == nil {
			continue
		}
		in, kind := &x.i.fn.code[x.at], wantKind(x.value[0]-'0')
		if in.Op == summary.OpCall {
			continue
		}
		r := summary.MakeRef(summary.RefReg, int(in.Dst))
		s := l.get(x.i, r)
		off = false
		switch {
		case kind == isTrue, kind == isEqual && yesOrNo(x.value[1:]):
			on, known := l.unsetValues().byItself(x.i, r, cmp.Or(x.value[1:], "true"))
			if name = l.switchName(x.i, r, true); l.onByItself(s) || known && on {
				name = ""
			}
			off = known
		case kind == isNonNil && l.kindOf(l.refType(x.i, r)) == summary.KindString:
			if list, ok := l.settingsIn(s); ok && len(list) > 0 && !l.hasText(s) {
				name = settingName(list[0].name)
			}
		}
		if name != "" {
			return name[strings.LastIndexByte(name, ':')+1:], off
		}
	}
	return "", false
}

// servedIf names the settings without which a library's handler is not called by the program's own function that stands for it, nil where it
// is called by another way, or not by one.
func (l *linker) servedIf(t *travel) []string {
	var out []string
	for _, v := range t.order {
		for at := range v.i.fn.code {
			in := &v.i.fn.code[at]
			if in.Op != summary.OpCall || in.N&summary.CallMode != summary.CallInvoke || lastName(v.i.fn.p.p.Syms[in.Sym]) != "ServeHTTP" {
				continue
			}
			name, _ := l.switchIn(v.facts.plus(v.m.before(int32(at))))
			if name == "" {
				return nil
			}
			out = append(out, name)
		}
	}
	return out
}

// hasText says that a text is not empty somewhere in the program: a default.
func (l *linker) hasText(s set) bool {
	return slices.ContainsFunc(l.sets.list[s], func(a atom) bool {
		k := l.inner(a)
		return k.kind == aConst && k.s != "" || k.kind == aTemplate
	})
}

// onByItself says that the program switches a setting on somewhere.
func (l *linker) onByItself(s set) bool {
	return slices.ContainsFunc(l.sets.list[s], func(a atom) bool {
		k := l.inner(a)
		return k.kind == aConst && (k.s == "true" || k.s == "1")
	})
}

// ownCertificate says that a field is set beside the certificate that its owner shows, and beside no authority that it believes: as servers
// have it, who check nobody's.
func (g *fn) ownCertificate(at int32) bool {
	if g.code[at].Op != summary.OpStoreField {
		return false
	}
	shows := false
	for n := range g.code {
		in := &g.code[n]
		if in.Op != summary.OpStoreField || in.Args[0] != g.code[at].Args[0] {
			continue
		}
		switch lastName(g.p.p.Syms[in.Sym]) {
		case "Certificates", "GetCertificate":
			shows = true
		case "RootCAs", "GetClientCertificate":
			return false
		}
	}
	return shows
}
