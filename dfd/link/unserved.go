package link

import (
	"fmt"
	"slices"

	"github.com/gostride/gostride/dfd"
)

// A router that nothing serves has no entry points: a command that builds it to write down what it knows, say. Only where it is certain
// that nothing does: whatever a library without a model was given, or a server of which it is not known what it serves, may serve it.

// unserved emits what is registered on the routers that the listeners did not lead to, where somebody may serve them all the same. The
// routes of the others are counted under coverage.
func (a *assembly) unserved(w *routeWalk, pr *dfd.Process) {
	none := len(w.out) == 0
	var given map[int32]*hit
	for _, x := range w.rs.ordered() {
		if x.child || len(x.items) == 0 || w.came[x.obj] {
			continue
		}
		if given == nil {
			given = a.l.givenAway()
		}
		def := x.obj == w.rs.defaultMux()
		switch {
		case !def && (a.blind(w) || a.l.within(x.obj, given)), def && none && (a.blind(w) || a.callsUnknown()):
			n := len(w.out)
			w.router(x.obj, walkState{listener: -1})
			if by := given[x.obj]; by != nil && a.fromStranger(by) && (a.in.Reaches == nil || a.in.Reaches[a.l.pkgOf(by.sym)]) {
				a.startedBy(w.out[n:], by)
			}
		default:
			a.notServed(w, x, pr)
		}
	}
}

// blind says that it is not known what all is served: a server's handler was not found, some code was not read, or linking was stopped.
func (a *assembly) blind(w *routeWalk) bool {
	return w.open || a.l.stopped || len(a.in.Coverage.Packages.Skipped) > 0
}

// callsUnknown says that a library without a model is called that may open a connection, and so may serve what is served by default.
func (a *assembly) callsUnknown() bool {
	for _, i := range a.l.insts {
		for _, hs := range i.hits {
			for _, h := range hs {
				if len(h.rows) == 0 && h.sym >= 0 && (a.in.Reaches == nil || a.in.Reaches[a.l.pkgOf(h.sym)]) {
					return true
				}
			}
		}
	}
	return false
}

// notServed counts the routes of a router that nothing serves.
func (a *assembly) notServed(w *routeWalk, x *router, pr *dfd.Process) {
	alone := &routeWalk{rs: w.rs, l: w.l, came: w.came}
	alone.router(x.obj, walkState{listener: -1})
	alone.out = slices.DeleteFunc(alone.out, func(e *entry) bool { // built once more by the same code
		return slices.ContainsFunc(w.out, func(x *entry) bool { return x.method == e.method && x.path == e.path && x.reg == e.reg })
	})
	if len(alone.out) == 0 {
		return
	}
	at, n := x.items[0].h.i.at(x.items[0].h.at), len(alone.out)
	what := fmt.Sprintf("%d routes", n)
	if n == 1 {
		what = alone.out[0].method + " " + alone.out[0].path
	}
	a.p.Coverage.Unserved = append(a.p.Coverage.Unserved, dfd.Skipped{What: what + ", registered from " + at.File + ":" + itoa(at.Line) + " on",
		Reason: "nothing that " + pr.Name + " listens with serves their router"})
}

// givenAway are the objects that library code may serve of which nothing is known: what it is given, what servers are given, what a call
// that was not followed is passed, and all that can be reached from there.
func (l *linker) givenAway() map[int32]*hit {
	g := &giving{l: l, seen: map[int32]*hit{}}
	for _, i := range l.insts {
		for _, at := range sortedAts(i.hits) {
			for _, h := range i.hits[at] {
				g.call(h)
			}
		}
		g.by = nil
		for at := range i.open {
			for _, x := range i.fn.code[at].Args {
				g.value(l.get(i, x))
			}
		}
	}
	for o := range l.escaped {
		g.object(o)
	}
	for len(g.work) > 0 {
		o := g.work[len(g.work)-1]
		g.work, g.by = g.work[:len(g.work)-1], g.seen[o]
		for _, f := range l.objs[o].keys {
			g.value(l.content(o, f))
		}
		g.value(l.content(o, l.fWild))
		g.value(l.content(o, l.fStar))
		g.value(l.content(o, l.fAlias))
	}
	return g.seen
}

// within says that an object, or one that it is part of, is among those.
func (l *linker) within(o int32, list map[int32]*hit) bool {
	for ; o >= 0; o = l.objs[o].parent {
		if _, ok := list[o]; ok || l.objs[o].kind != oSub {
			return ok
		}
	}
	return false
}

type giving struct {
	l    *linker
	seen map[int32]*hit // the call that an object was first given to, nil where it was no call
	by   *hit
	work []int32
}

// call takes what a modelled call may serve, and all that a library without a model is given.
func (g *giving) call(h *hit) {
	g.by = h
	if len(h.rows) == 0 {
		g.value(h.recv)
		for _, x := range h.args {
			g.value(x)
		}
	}
	for _, r := range h.rows {
		switch r.Role {
		case "callback":
			g.value(g.l.arg(&site{}, h, r, "fn"))
		case "serve":
			g.value(h.recv)
			for _, x := range h.args {
				g.value(x)
			}
		}
	}
}

func (g *giving) value(s set) {
	for _, a := range g.l.sets.list[s] {
		switch k := g.l.inner(a); k.kind {
		case aObj:
			g.object(k.x)
		case aClosure:
			g.object(k.y)
		}
	}
}

func (g *giving) object(o int32) {
	for _, x := range []int32{o, g.l.ownerOf(o)} {
		if _, ok := g.seen[x]; x >= 0 && !ok {
			g.seen[x] = g.by
			g.work = append(g.work, x)
		}
	}
}
