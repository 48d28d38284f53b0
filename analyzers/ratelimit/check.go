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
		case f.InMiddleware(h) || h.Reach.Once:
		case judge.Cost(h.Use) != "":
			r.costs = append(r.costs, h)
		case r.anonymous && (judge.Records(h.Use) || judge.IsObject(h.Use) || judge.IsFile(h.Use)):
			r.reads = append(r.reads, h)
		}
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
	case r.bound.Strength == judge.None && len(f.Blind([]*dfd.EntryPoint{r.entry})) > 0:
		return opaque
	}
	return open
}

// rows makes one finding of the routes of one place, one circle of callers, one standing, and costly or not. Where a process would get more
// than three alike, it gets one: a limiter then belongs in front of them all.
func rows(f *judge.Facts, all []route) []stride.Finding {
	wide := func(r route) string {
		return fmt.Sprint(strings.Join(r.entry.Processes, ","), "|", r.anonymous, "|", len(r.costs) > 0, "|", r.standing, "|", r.bound.Value)
	}
	places := make(map[string][]string)
	for _, r := range all {
		if k := place(f, r); !slices.Contains(places[wide(r)], k) {
			places[wide(r)] = append(places[wide(r)], k)
		}
	}
	groups := make(map[string][]route)
	var keys []string
	for _, r := range all {
		key := wide(r)
		if len(places[key]) <= 3 {
			key += "|" + place(f, r)
		}
		if groups[key] == nil {
			keys = append(keys, key)
		}
		groups[key] = append(groups[key], r)
	}
	slices.Sort(keys)
	var out []stride.Finding
	for _, k := range keys {
		out = append(out, row(f, groups[k]))
	}
	return out
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
