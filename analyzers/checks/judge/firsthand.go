package judge

import (
	"slices"
	"strings"

	"github.com/gostride/gostride/dfd"
)

// What one request leaves in a variable or field that outlives it, another one may find there. For the second one that is not
// what its caller chose. An input counts for an entry point only if that entry point gets to where the input is read; where
// that is not known, it counts.

// readers gives, for each place where input is read, the entry points that get there.
func readers(p *dfd.Program) map[dfd.Place]map[string]bool {
	at := make(map[dfd.Place]map[string]bool)
	read := func(p dfd.Place, entry string) {
		if at[p] == nil {
			at[p] = make(map[string]bool)
		}
		at[p][entry] = true
	}
	for _, u := range p.Uses { // whatever its role: a body is read by a call of io.ReadAll as well
		for _, r := range u.On {
			read(Spot(u.Place), r.Entry)
		}
	}
	for _, e := range p.EntryPoints {
		if e.Kind == "grpc" || e.Kind == "queue" { // the message is a parameter
			read(dfd.Place{File: e.File, Line: e.Line, Func: e.Handler}, e.ID)
		}
	}
	return at
}

// Reads reports whether it is known that a hit's entry point reads an input by itself: where it is read, or in a function that
// leads to the hit.
func (f *Facts) Reads(h Hit, o dfd.Origin) bool {
	on := func(p dfd.Place) bool { return p.Func != "" && p.Func == o.Place.Func }
	return f.readAt[Spot(o.Place)][h.Reach.Entry] || h.Reach.Way.By(on)
}

// Spot is a place without what is seen there: two calls of one line are at the same spot.
func Spot(p dfd.Place) dfd.Place { return dfd.Place{File: p.File, Line: p.Line, Func: p.Func} }

// fixedPath reports whether a route has one path only: then no part of it is the caller's choice, whatever a handler asks for by a name
// that other routes have.
func fixedPath(e *dfd.EntryPoint) bool {
	return e != nil && e.Kind == "http" && len(e.Path) > 1 && !strings.ContainsAny(e.Path, "{*") && !strings.HasSuffix(e.Path, "/")
}

// firstHand returns the use as an entry point makes it: without inputs that only others read.
func (f *Facts) firstHand(u *dfd.Use, entry string) *dfd.Use {
	foreign := func(o dfd.Origin) bool {
		if o.Kind != "input" {
			return false
		}
		by := f.readAt[Spot(o.Place)]
		return len(by) > 0 && !by[entry] || InputKind(o) == "path" && fixedPath(f.entries[entry])
	}
	if !Mentions(u.Args, foreign) {
		return u
	}
	own := *u
	own.Args = make(map[string]*dfd.Value, len(u.Args))
	for name, v := range u.Args {
		if v != nil && slices.ContainsFunc(v.Origins, foreign) {
			c := *v
			c.Origins = slices.DeleteFunc(slices.Clone(v.Origins), foreign)
			c.Origins = append(c.Origins, dfd.Origin{Kind: "store", Name: "memory"})
			v = &c
		}
		own.Args[name] = v
	}
	return &own
}
