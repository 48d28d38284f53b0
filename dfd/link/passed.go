package link

import (
	"cmp"
	"slices"
	"sort"

	"github.com/gostride/gostride/analyzers/catalog"
	"github.com/gostride/gostride/analyzers/summary"
	"github.com/gostride/gostride/dfd"
)

// A helper that answers for many handlers has fewer contexts than callers: what it answers may then be any caller's error. Which of them
// one entry point passes is found on its own way: from the helper back to the calls that this entry point makes, where what is passed
// is not yet thrown together.

// tells gives the errors that an answer tells on the way of a visit, nil where it tells none at all.
func (a *assembly) tells(t *travel, v *visit, h *hit, r *catalog.Row, u *dfd.Use) *dfd.Value {
	var body set
	if t == nil {
		return nil
	}
	switch u.Role {
	case "respond", "abort":
		body = a.l.arg(&site{}, h, r, "body")
	case "set-header", "keep-error":
		body = a.l.arg(&site{}, h, r, "value")
	default:
		return nil
	}
	s := a.l.errorsIn(body)
	if len(s) == 0 {
		return nil
	}
	return a.l.describe(a.l.sets.of(t.ofThisWay(v, s)...))
}

// errorsIn lists the errors in a value, as deep as checks see it, once all values are found.
func (l *linker) errorsIn(s set) []atom {
	if s == 0 {
		return nil
	}
	known, ok := l.errorsOf[s]
	if !ok {
		known = l.findErrors(s)
		l.errorsOf[s] = known
	}
	return known
}

func (l *linker) findErrors(s set) []atom {
	deep := builder{t: l.sets, s: s}
	deep.addSet(l.contents(nil, s))
	for n, e := range l.elems(nil, s) {
		if n > 64 {
			break
		}
		deep.addSet(e)
		deep.addSet(l.contents(nil, e))
	}
	var out []atom
	for _, x := range l.sets.list[deep.set()] {
		if k := l.inner(x); k.kind == aOrigin && l.origins.list[k.x].kind == "error" {
			out = append(out, x)
		}
	}
	return out
}

// ofThisWay gives, of errors that a function may have, those that it made itself or was passed by what calls it on this entry point's way.
func (t *travel) ofThisWay(v *visit, s []atom) []atom {
	if v.from == nil || len(s) == 0 {
		return s
	}
	var given []atom
	for _, x := range v.i.args {
		given = append(given, t.l.errorsIn(x)...)
	}
	own := slices.DeleteFunc(slices.Clone(s), func(x atom) bool { return t.l.amongErrors(x, given) })
	if len(own) == len(s) {
		return s
	}
	passed := t.passedTo(v)
	if !passed.known {
		return s
	}
	for _, x := range passed.errors {
		if t.l.amongErrors(x, s) && !slices.Contains(own, x) {
			own = append(own, x)
		}
	}
	return own
}

// passed are the errors that the calls of a visited function pass it. They are not known where somebody calls it who passes other things
// than it is given: a library.
type passed struct {
	errors []atom
	known  bool
}

func (t *travel) passedTo(v *visit) passed {
	if p, ok := t.passes[v]; ok {
		return *p
	}
	p := &passed{known: true} // functions that call each other pass on what comes from outside
	if t.passes == nil {
		t.passes = map[*visit]*passed{}
	}
	t.passes[v] = p
	calls := t.callsOf(v.i)
	for _, c := range calls {
		if in := &c.v.i.fn.code[c.at]; in.Op != summary.OpCall || len(in.Args) == 0 || len(c.v.i.modelled(c.at)) > 0 {
			p.known = false
			break
		}
		for _, x := range t.ofThisWay(c.v, t.l.passedAt(c.v.i, c.at)) {
			if !slices.Contains(p.errors, x) {
				p.errors = append(p.errors, x)
			}
		}
	}
	p.known = p.known && len(calls) > 0
	return *p
}

// amongErrors says that an error is one of a list: of those without a name any may be.
func (l *linker) amongErrors(x atom, list []atom) bool {
	o := l.origins.list[l.inner(x).x]
	return slices.ContainsFunc(list, func(y atom) bool {
		p := l.origins.list[l.inner(y).x]
		return o.name == "" || p.name == "" || o.name == p.name && o.place == p.place
	})
}

// passedAt lists the errors in what a call passes, in whatever turn of a loop.
func (l *linker) passedAt(i *inst, at int32) []atom {
	var out []atom
	for _, r := range i.fn.code[at].Args {
		for _, x := range l.errorsIn(l.get(i, r)) {
			if !slices.Contains(out, x) {
				out = append(out, x)
			}
		}
	}
	for k := range i.fn.code {
		for _, c := range i.splits[int32(k)] {
			if c.split.own[at] {
				for _, x := range l.passedAt(c, at) {
					if !slices.Contains(out, x) {
						out = append(out, x)
					}
				}
			}
		}
	}
	return out
}

// madeCall is a call that was followed.
type madeCall struct {
	v  *visit
	at int32
}

// callsOf lists the calls by which an entry point gets to an instance.
func (t *travel) callsOf(i *inst) []madeCall {
	if t.calls == nil {
		t.calls = map[*inst][]madeCall{}
		for _, v := range t.order {
			y := t.l.layout(v.i)
			for k, at := range y.calls {
				if t.outside(v.i, at) || v.m == nil || v.m.sent(at) == allFacts {
					continue
				}
				targets := y.targets[k]
				if t.only != nil && t.only.of == v.i {
					targets = t.targets(v.i, at)
				}
				for _, c := range targets {
					if t.visit(c) != nil {
						t.calls[c] = append(t.calls[c], madeCall{v, at})
					}
				}
			}
		}
	}
	return t.calls[i]
}

// bothTell is what an answer tells that an entry point gets to in two ways.
func bothTell(a, b *dfd.Value) *dfd.Value {
	if a == nil || b == nil {
		return cmp.Or(a, b)
	}
	c := *a
	for _, o := range b.Origins {
		if !slices.ContainsFunc(c.Origins, func(x dfd.Origin) bool { return x.Kind == o.Kind && x.Name == o.Name && x.Place == o.Place }) {
			c.Origins = append(c.Origins[:len(c.Origins):len(c.Origins)], o)
		}
	}
	sort.SliceStable(c.Origins, func(i, j int) bool { return originLess(c.Origins[i], c.Origins[j]) })
	c.Many = a.Many && b.Many
	return &c
}
