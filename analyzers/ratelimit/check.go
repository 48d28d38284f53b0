// Package ratelimit asks of every route that costs something: what keeps one caller from asking too often?
//
// In: what each entry point reaches, the limiters that hold on the way there, and where its authentication is attached.
// Out: missing-rate-limit (D), one row for each place where a limiter would be attached and each standing, not one a route.
package ratelimit

import (
	"fmt"
	"slices"
	"strings"

	"github.com/gostride/gostride/analyzers/checks/judge"
	"github.com/gostride/gostride/dfd"
	"github.com/gostride/gostride/stride"
)

// Check is the check for the list of all checks.
var Check = stride.Check{Name: "ratelimit", Rules: []*stride.Rule{Missing}, Program: Program}

// Program judges a linked program.
func Program(p *dfd.Program) []stride.Finding {
	f := judge.Of(p)
	var all []route
	for _, e := range p.EntryPoints {
		if !judge.Remote(e) || !f.Exposed(e) || f.IsLogin(e) {
			continue
		}
		if r, ok := weigh(f, e); ok {
			all = append(all, r)
		}
	}
	return rows(f, all)
}

// standing of a route, best first, so that the first of a group speaks for it.
type standing int

const (
	limited standing = iota
	opaque           // a limiter whose key or rate is not known, or middleware that could not be followed
	spared           // a limiter that spares the service, not its callers each other
	open
)

// route is an entry point that costs something.
type route struct {
	entry     *dfd.EntryPoint
	costs     []judge.Hit // what costs more than the handler's own time
	reads     []judge.Hit // for public routes
	bound     judge.Bound // the limiter on the worst guarded of them
	standing  standing
	anonymous bool
}

func weigh(f *judge.Facts, e *dfd.EntryPoint) (route, bool) {
	r := route{entry: e, anonymous: e.Auth.Verdict == "public"}
	for _, h := range f.From(e.ID) {
		switch {
		case f.Beside(h) || h.Reach.Once || h.Reach.Failed && h.Use.Op == "delete": // what is cleared away where something went wrong
		case h.Cost() != "":
			r.costs = append(r.costs, h)
		case h.Use.Attr["kind"] == "serve": // files that a library serves: pages, pictures, scripts
		case r.anonymous && (judge.Records(h.Use) || judge.IsObject(h.Use) || judge.IsFile(h.Use)):
			r.reads = append(r.reads, h)
		}
	}
	if r.costs = judge.Certain(r.costs); len(r.reads) > 0 && len(r.costs) > 0 && r.costs[0].Reach.Doubt() != "" {
		r.costs = nil
	}
	work := r.work()
	if len(work) == 0 {
		return r, false
	}
	r.bound = f.Limiter(work[0], judge.RequestRate)
	for _, h := range work[1:] {
		if b := f.Limiter(h, judge.RequestRate); b.Strength < r.bound.Strength {
			r.bound = b
		}
	}
	r.standing = stands(f, r)
	return r, true
}

// work is what a limiter has to come before.
func (r route) work() []judge.Hit {
	if len(r.costs) > 0 {
		return r.costs
	}
	return r.reads
}

func stands(f *judge.Facts, r route) standing {
	switch {
	case r.bound.Strength == judge.Firm:
		return limited
	case r.bound.Strength == judge.Opaque:
		return opaque
	case r.bound.Partial:
		return spared
	case r.bound.Strength == judge.None && len(f.Unseen([]*dfd.EntryPoint{r.entry})) > 0:
		return opaque
	}
	return open
}

// rows makes one finding of the routes of one place, one circle of callers and one standing, the costly ones first. Where a process would
// get more than three alike, it gets one: a limiter then belongs in front of them all. Where more than three processes would, the
// program gets one: what they lack is one thing that they could share.
func rows(f *judge.Facts, all []route) []stride.Finding {
	alike := func(r route) string {
		return fmt.Sprint(r.anonymous, "|", r.standing, "|", r.bound.Value, "|", r.entry.Kind)
	}
	process := func(r route) string { return strings.Join(r.entry.Processes, ",") }
	wide := func(r route) string { return process(r) + "|" + alike(r) }
	processes, places := count(all, alike, process), count(all, wide, func(r route) string { return place(f, r) })
	key := func(r route) string {
		switch {
		case processes[alike(r)] > 3:
			return alike(r)
		case places[wide(r)] > 3:
			return wide(r)
		}
		return wide(r) + "|" + place(f, r)
	}
	groups := judge.By(all, key)
	slices.SortStableFunc(groups, func(a, b []route) int { return strings.Compare(key(a[0]), key(b[0])) })
	var out []stride.Finding
	for _, g := range groups {
		slices.SortStableFunc(g, func(a, b route) int { return min(1, len(b.costs)) - min(1, len(a.costs)) })
		out = append(out, row(f, g))
	}
	return out
}

// count tells how many different things the routes of each kind have.
func count(all []route, kind, thing func(route) string) map[string]int {
	n, seen := make(map[string]int), make(map[string]bool)
	for _, r := range all {
		if k := kind(r) + "|" + thing(r); !seen[k] {
			seen[k] = true
			n[kind(r)]++
		}
	}
	return n
}

// place is where a limiter for a route would be attached: for public routes the listener, for generated servers their
// interceptors, else the function that registers the route or attaches its authentication.
func place(f *judge.Facts, r route) string {
	if r.anonymous || r.entry.Kind == "grpc" {
		return r.entry.Kind + " " + r.entry.Listener
	}
	in, _ := f.Attached(r.entry)
	return in
}
