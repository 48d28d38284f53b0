package link

import (
	"slices"
	"strings"

	"github.com/gostride/gostride/analyzers/catalog"
	"github.com/gostride/gostride/analyzers/summary"
	"github.com/gostride/gostride/dfd"
)

// Many frameworks answer with what a handler returns as its error: with its text, with the text of their own errors only, or by a
// function of the program's. Rows with role errors say which: on the type that handlers of the framework are given, and on
// where the program's own function is set.

// answersErrors evaluates the program's function that answers errors.
func (l *linker) answersErrors(s *site, h *hit, r *catalog.Row) []set {
	for _, f := range l.argList(s.i, h, r, "fn") {
		for _, a := range l.sets.list[f] {
			for _, i := range l.callGiven(a, false, l.giveError) {
				if list := l.errorsTo[r.Library]; !contains(list, i) {
					l.errorsTo[r.Library] = append(list, i)
				}
			}
		}
	}
	return l.library(s, h, r)
}

// keptErrors are the errors that handlers kept with a request.
func (l *linker) keptErrors(s *site, _ *hit, _ *catalog.Row) []set {
	return []set{l.sets.of(l.origin("error", dfd.KeptError, l.placeID(s.i, s.at)))}
}

func (l *linker) giveError(g *fn, params []summary.Param, args []set) {
	for n, p := range params {
		if t := l.typ(g.p, p.Type); t >= 0 && l.typeTab[t].name == "error" {
			args[n] = l.sets.of(l.origin("error", dfd.ReturnedError, l.funcPlace(g)))
		}
	}
}

// errorRow says how what a handler returns as its error is answered, nil where nobody is known to.
func (l *linker) errorRow(e *entry, i *inst) *catalog.Row {
	find := func(symbol string) *catalog.Row {
		rows := l.lookup(l.syms.get(symbol))
		if n := slices.IndexFunc(rows, func(r *catalog.Row) bool { return r.Role == "errors" }); n >= 0 {
			return rows[n]
		}
		return nil
	}
	for _, p := range i.fn.f.Params {
		if t := l.typ(i.fn.p, p.Type); t >= 0 {
			name, _, _ := strings.Cut(bare(l.typeTab[t].name), "[") // connect.Request[T]
			if r := find(name); r != nil {
				return r
			}
		}
	}
	if e.kind == "grpc" {
		return find("google.golang.org/grpc.ServiceRegistrar")
	}
	return nil
}

// returnedErrors lists, as uses, what an entry point's handler returns as its error and what the program's own function answers then.
func (a *assembly) returnedErrors(e *entry, ep *dfd.EntryPoint, t *travel) []*usedBy {
	var out []*usedBy
	answered := &travel{l: a.l}
	for _, i := range e.inner {
		v := t.visit(i)
		r := a.l.errorRow(e, i)
		if v == nil || r == nil {
			continue
		}
		to := a.l.errorsTo[r.Library]
		a.eachReturned(v, r, ep.ID, len(to) == 0, a.l.mapsErrors(e))
		answered.enter(to, none)
	}
	if len(answered.order) > 0 {
		out = a.usesOf(answered, ep.ID)
	}
	for _, u := range out {
		if u.u.Role == "respond" && a.l.choosesText(u.v.i) {
			u.u.Attr["mapped"] = "some"
		}
	}
	return out
}

// choosesText says that a function which is given an error goes on with it on some of its ways only, and with something else on others:
// message := "internal error"; if … { message = err }.
func (l *linker) choosesText(i *inst) bool {
	told := func(r summary.Ref) bool {
		return slices.ContainsFunc(l.sets.list[l.get(i, r)], l.isGiven)
	}
	return slices.ContainsFunc(i.fn.code, func(in summary.Instr) bool {
		return in.Op == summary.OpPhi && slices.ContainsFunc(in.Args, told) && slices.ContainsFunc(in.Args, func(r summary.Ref) bool { return !told(r) })
	})
}

// eachReturned makes a use of each place where a handler returns an error that has a text. Attr tells: the framework answers with it.
func (a *assembly) eachReturned(v *visit, r *catalog.Row, entry string, tells, mapped bool) {
	if !a.l.returnsError(v.i.fn) {
		return
	}
	m := a.l.must(v.i, false)
	for n := range v.i.fn.code {
		in, at := &v.i.fn.code[n], int32(n)
		if in.Op != summary.OpReturn {
			continue
		}
		last := in.Args[len(in.Args)-1]
		if last.Kind() == summary.RefNil || v.i.fn.nilHere(at, last) {
			continue
		}
		held := m.before(at)
		told, own := a.l.toldOf(a.l.get(v.i, last), r, tells && r.Attr["tells"] == "own"), set(0)
		if held.top || told == 0 {
			continue
		}
		if !tells {
			own = a.l.toldOf(a.l.get(v.i, last), r, true)
		}
		u := &dfd.Use{Role: "returned", Symbol: catKey(r.Package + "." + r.Symbol), Library: r.Library, Place: v.i.at(at), Order: n,
			Args: map[string]*dfd.Value{"body": a.l.describe(told), "own": a.l.describe(own)}, Attr: map[string]string{}}
		if tells {
			u.Attr["tells"] = "yes"
		}
		if mapped {
			u.Attr["mapped"] = "perhaps"
		}
		a.reachedBy(a.sameUse(u), v, at, entry, a.l.factSet.list[a.l.factSet.plus(v.held, a.l.factSet.of(held))], dfd.Reach{Mixed: a.l.mixes(v), Shared: a.l.passedByMany(v), Async: v.how.async})
	}
}

func (l *linker) returnsError(g *fn) bool {
	n := len(g.f.Results)
	t := int32(-1)
	if n > 0 {
		t = l.typ(g.p, g.f.Results[n-1])
	}
	return t >= 0 && l.typeTab[t].name == "error"
}

// toldOf is the text of a returned error, 0 where it has none: of any error but of the framework's own calls, or of the framework's own
// errors only.
func (l *linker) toldOf(s set, r *catalog.Row, ownOnly bool) set {
	own := func(rows []*catalog.Row) bool {
		return slices.ContainsFunc(rows, func(x *catalog.Row) bool { return x.Library == r.Library })
	}
	b := builder{t: l.sets}
	for _, a := range l.sets.list[s] {
		switch k := l.atoms.list[a]; {
		case k.kind == aOrigin:
			o := l.origins.list[k.x]
			if o.kind != "error" || ownOnly || strings.HasPrefix(o.name, r.Package+".") || own(l.lookup(l.syms.get(o.name))) {
				continue
			}
			b.add(a)
		case k.kind == aObj && l.objs[k.x].kind == oLib && l.objs[k.x].row != nil && l.objs[k.x].row.Role == "error":
			if ownOnly && !own([]*catalog.Row{l.objs[k.x].row}) {
				continue
			}
			b.addSet(l.cells[l.cell(k.x, l.fWild)].s)
		}
	}
	return b.set()
}

// mapsErrors says that own middleware on the way to an entry point may answer with another error than the one that the handler
// returned: what it returns once it went on is neither nil nor just that.
func (l *linker) mapsErrors(e *entry) bool {
	for _, c := range e.chain {
		for _, i := range c.insts {
			if l.mapsError(i) {
				return true
			}
		}
	}
	return slices.ContainsFunc(e.wraps, l.mapsError)
}

func (l *linker) mapsError(i *inst) bool {
	g := i.fn
	if !l.returnsError(g) {
		return false
	}
	m := l.must(i, true)
	for n := range g.code {
		in := &g.code[n]
		if in.Op != summary.OpReturn || len(in.Args) == 0 || !l.hasKind(m.before(int32(n)), "next") {
			continue
		}
		last := in.Args[len(in.Args)-1]
		if last.Kind() == summary.RefNil {
			continue
		}
		d := g.defOf(last)
		if d >= 0 && g.code[d].Op == summary.OpExtract {
			d = g.defOf(g.code[d].Args[0])
		}
		if d < 0 || g.code[d].Op != summary.OpCall || !l.continues(i, d) {
			return true
		}
	}
	return false
}

// isGiven says that an atom is the error that a framework passes on.
func (l *linker) isGiven(a atom) bool {
	k := l.atoms.list[a]
	return k.kind == aOrigin && l.origins.list[k.x].kind == "error" && l.origins.list[k.x].name == dfd.ReturnedError
}

// givenOwn notes, of the error that a framework passes on, that it was found to be of a library's own type.
func (l *linker) givenOwn(a atom) atom {
	if !l.isGiven(a) {
		return a
	}
	return l.origin("error", dfd.ReturnedOwnError, l.origins.list[l.atoms.list[a].x].place)
}

// foundAs puts what a framework passes to the function for errors into the variable of the framework's own type that errors.As fills with it.
// Other errors are not followed through it.
func (l *linker) foundAs(s *site, h *hit, r *catalog.Row) []set {
	l.each(l.arg(s, h, r, "value"), func(a atom) {
		if !l.isGiven(a) {
			return
		}
		l.eachObj(l.arg(s, h, r, "into"), func(o int32) {
			if t := l.objs[o].typ; t >= 0 && !l.typeTab[t].own {
				l.put(l.cell(o, l.fStar), l.sets.of(l.givenOwn(a)))
			}
		})
	})
	return nil
}
