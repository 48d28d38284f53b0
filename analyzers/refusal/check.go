// Package refusal looks for middleware that turns a caller away and lets the request go on all the same.
//
// In: where the middleware in front of each entry point answers that the caller is not let in on a way that continues. Out:
// refusal-ignored (E), one row a middleware.
package refusal

import (
	"slices"

	"github.com/gostride/gostride/analyzers/checks/judge"
	"github.com/gostride/gostride/dfd"
	"github.com/gostride/gostride/stride"
)

// Check is the check for the list of all checks.
var Check = stride.Check{Name: "refusal", Rules: []*stride.Rule{Ignored}, Program: Program}

// leak is a middleware that lets through what it refuses, and the entry points behind it.
type leak struct {
	fn      string
	places  []dfd.Place
	entries []*dfd.EntryPoint
}

// Program judges a linked program.
func Program(p *dfd.Program) []stride.Finding {
	f := judge.Of(p)
	var all []*leak
	for _, e := range p.EntryPoints {
		c := p.Chains[e.ID]
		if c == nil || !judge.Remote(e) {
			continue
		}
		for _, at := range c.Leaks {
			i := slices.IndexFunc(all, func(x *leak) bool { return x.fn == at.Func })
			if i < 0 {
				i = len(all)
				all = append(all, &leak{fn: at.Func})
			}
			all[i].add(e, at)
		}
	}
	var out []stride.Finding
	for _, x := range all {
		out = append(out, row(f, x))
	}
	return out
}

func (x *leak) add(e *dfd.EntryPoint, at dfd.Place) {
	if !slices.Contains(x.entries, e) {
		x.entries = append(x.entries, e)
	}
	if !slices.Contains(x.places, at) {
		x.places = append(x.places, at)
	}
}

func row(f *judge.Facts, x *leak) stride.Finding {
	find := f.Finding(Ignored, nil)
	find.Entries, find.Target, find.Evidence, find.Symbols = judge.IDs(x.entries), x.entries[0].Element, x.places, []string{x.fn}
	find.Title = "What " + judge.In(x.places[0]) + " refuses goes on to " + judge.Routes(x.entries) + " all the same"
	find.Action = "In " + judge.In(x.places[0]) + ", end the request where it is refused."
	return find
}
