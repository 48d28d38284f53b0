// Package goroutines asks of every goroutine that a request starts: what if it panics, and how many are there?
//
// In: uses of the role spawn, with what may panic in them and what the loop around them walks over. Out: goroutine-panic and
// unbounded-goroutines (D), one row a go statement.
package goroutines

import (
	"slices"

	"github.com/gostride/gostride/analyzers/checks/judge"
	"github.com/gostride/gostride/dfd"
	"github.com/gostride/gostride/stride"
)

// Check is the check for the list of all checks.
var Check = stride.Check{Name: "goroutines", Rules: []*stride.Rule{Panics, Unbounded}, Program: Program}

// Program judges a linked program.
func Program(p *dfd.Program) []stride.Finding {
	f := judge.Of(p)
	spawned := f.Fed(func(u *dfd.Use) bool { return u.Role == "spawn" })
	var out []stride.Finding
	for _, same := range judge.By(keep(spawned, func(h judge.Hit) bool { return len(h.Use.Args["panics"].From("panic")) > 0 }), judge.Site) {
		out = append(out, panics(f, same))
	}
	for _, same := range judge.By(keep(spawned, func(h judge.Hit) bool { return many(f, h) }), judge.Site) {
		out = append(out, unbounded(f, same))
	}
	return out
}

func keep(hits []judge.Hit, good func(judge.Hit) bool) []judge.Hit {
	return slices.DeleteFunc(slices.Clone(hits), func(h judge.Hit) bool { return !good(h) })
}

// many reports whether the request decides how many goroutines a use starts.
func many(f *judge.Facts, h judge.Hit) bool {
	list := h.Use.Args["items"]
	return h.Use.Attr["loop"] != "" && h.Use.Attr["waits"] == "" && len(items(f, h)) > 0 && len(list.From("store", "external", "unknown", "identity")) == 0
}

// items lists the inputs that decide how many there are, those left out that are held below a limit.
func items(f *judge.Facts, h judge.Hit) []dfd.Origin {
	return slices.DeleteFunc(judge.Inputs(h.Use.Args["items"]), func(o dfd.Origin) bool {
		return !judge.Named(o) || o.Has("bounded") || slices.ContainsFunc(f.Held(h, "bounded"), func(g *dfd.Guard) bool { return judge.LooksAt(g, o) })
	})
}

// causes says what may panic: "index in `web.notify`".
func causes(u *dfd.Use) (words []string, places []dfd.Place) {
	for _, o := range u.Args["panics"].From("panic") {
		place := judge.Spot(o.Place)
		w := judge.Code("panic") + " in " + judge.In(place)
		if o.Name != "panic" {
			w = o.Name + " in " + judge.In(place)
		}
		if !slices.Contains(words, w) {
			words = append(words, w)
		}
		if !slices.Contains(places, place) {
			places = append(places, place)
		}
	}
	return words, places
}

func panics(f *judge.Facts, hits []judge.Hit) stride.Finding {
	u, entries := hits[0].Use, judge.Entries(hits)
	words, places := causes(u)
	find := f.Finding(Panics, hits)
	find.Target = entries[0].Element
	find.Title = "A panic in a goroutine of " + judge.Routes(entries) + " ends the process"
	find.Evidence = append(find.Evidence, places...)
	find.Because = append(find.Because, "may panic: "+judge.List(words))
	find.Action = "Recover at the start of the goroutine that " + judge.In(u.Place) + " starts; what may panic there: " + judge.List(words) + "."
	find.Note = judge.Code("defer func() { if e := recover(); e != nil { … } }()") + ": the recover of net/http and of middleware does not reach other goroutines."
	find.Controls = []*dfd.Control{f.Absence("recover", entries, "deferred functions of the goroutine that recover")}
	if len(judge.Inputs(u.Args["panics"])) == 0 {
		judge.Raise(&find, -1, "it takes an error, not only what a request holds")
	}
	if !slices.ContainsFunc(u.Args["panics"].From("panic"), func(o dfd.Origin) bool { return !o.Has("perhaps") }) {
		find.Tier, find.Status = stride.Unknown, stride.ToConfirm
		find.Note = "Does the goroutine that " + judge.In(u.Place) + " starts get there? What may panic (" + judge.List(words) + ") is in one of several functions that may be called on the way, or in one that many share."
	}
	f.Behind(&find, hits, false)
	return find
}

func unbounded(f *judge.Facts, hits []judge.Hit) stride.Finding {
	u, entries := hits[0].Use, judge.Entries(hits)
	by := judge.Described(items(f, hits[0]))
	find := f.Finding(Unbounded, hits)
	find.Target = entries[0].Element
	find.Title = "The " + by + " of " + judge.Routes(entries) + " says how many goroutines are started"
	find.Action = "In " + judge.In(u.Place) + ", bound the goroutines that run at once, and the length of the list."
	find.Note = judge.Code("errgroup.Group") + " with " + judge.Code("SetLimit") + ", or a channel of as many places as may run."
	find.Controls = []*dfd.Control{f.Absence("concurrency-limit", entries, "a send or an acquired semaphore in the loop", "comparisons of the list's length")}
	f.Behind(&find, hits, false)
	return find
}
