package link

import (
	"slices"

	"github.com/gostride/gostride/analyzers/catalog"
)

// Generated queries hand the library their conditions as functions that narrow a selector: what is compared with which column is in what
// these have captured, in the lists of further such functions there, and in the conditions that the library made. Queries of one table go
// through the same code, and how conditions are joined is not followed: a credential among them makes a question for whoever makes that condition.

// maxPredicate is how many objects are looked into for one query.
const maxPredicate = 400

// predicated is the doubt of the checks that a query narrowed by functions may make.
func (l *linker) predicated(i *inst, at int32, h *hit, r *catalog.Row) facts {
	f := none
	for _, o := range l.withinFuncs(l.arg(&site{i: i, at: at}, h, r, "predicate")) {
		made, kept, v := l.objs[o].hit, notNamed, set(0)
		switch row := l.objs[o].row; {
		case made == nil: // code that narrows the selector by itself
			v = l.contents(nil, l.sets.of(l.objAtom(o)))
		case row != nil && len(row.Args["value"]) > 0:
			s := &site{i: made.i, at: made.at}
			names, _ := l.texts(l.arg(s, made, row, "name"))
			for _, n := range names {
				kept = max(kept, columnName(n))
			}
			v = l.arg(s, made, row, "value")
			v = l.sets.union(l.rest(v), l.contents(nil, v))
		}
		g := guard{kind: "auth", i: i, at: at, h: h, row: r}
		if ob := &l.objs[o]; made != nil {
			g.i, g.at = made.i, made.at
		} else if ob.inst != nil {
			g.i, g.at = ob.inst.whole(), ob.at
		}
		if x := l.credentialGuard(g.i, g.at, h, r, v, kept); l.hasKind(x, "auth") || l.hasKind(x, "switched") {
			f = f.plus(l.guard(doubted(g)))
		}
	}
	return f
}

// askedElsewhere says of the doubt of a condition that nothing on a way makes this condition: others ask by it, through the same code.
func (a *assembly) askedElsewhere(t *travel) func(id int32) bool {
	return func(id int32) bool {
		g := &a.l.guards[id]
		return g.kind == "switched" && g.row != nil && len(g.row.Args["predicate"]) > 0 && !a.l.leadsBy(t, g.i, 0)
	}
}

// leadsBy says that a way leads through an instance, or, where it does nothing that is followed, through one that calls it.
func (l *linker) leadsBy(t *travel, i *inst, depth int) bool {
	if t.visit(i) != nil || depth > maxUp {
		return true
	}
	return !l.interesting(i) && slices.ContainsFunc(l.calledFrom(i), func(c callAt) bool { return l.leadsBy(t, c.i.whole(), depth+1) })
}

// withinFuncs gives the objects that functions which a value may be have captured, and those in them.
func (l *linker) withinFuncs(s set) []int32 {
	todo, seen := []set{s}, map[int32]bool{}
	var out []int32
	for n := 0; n < len(todo); n++ {
		for _, a := range l.sets.list[todo[n]] {
			k := l.inner(a)
			o := k.x
			if k.kind == aClosure {
				o = k.y
			} else if k.kind != aObj || l.objs[o].kind == oHandle || l.objs[o].kind == oGlobal {
				continue
			}
			if seen[o] || len(seen) >= maxPredicate {
				continue
			}
			seen[o] = true
			out = append(out, o)
			for _, f := range append([]int32{l.fStar, l.fAlias}, l.objs[o].keys...) {
				if v := l.content(o, f); v != 0 {
					todo = append(todo, v)
				}
			}
		}
	}
	return out
}
