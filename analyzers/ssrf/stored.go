package ssrf

import (
	"maps"
	"slices"
	"strings"

	"github.com/gostride/gostride/analyzers/checks/judge"
	"github.com/gostride/gostride/dfd"
	"github.com/gostride/gostride/stride"
)

// stored finds requests to an address that was read back from a table in which a caller leaves addresses: webhooks, feeds,
// mirrors. Which column is read is not known, so the input that is left there has to be called an address.
func stored(f *judge.Facts) []stride.Finding {
	var all []leaving
	for _, u := range f.Uses {
		if judge.Role("call", "dial")(u) && u.Tech != "dns" && !u.HandedOn && judge.Live(u) {
			all = append(all, lefts(f, u)...)
		}
	}
	var out []stride.Finding
	for _, same := range judge.By(all, func(w leaving) string { return judge.Site(w.call()) }) {
		out = append(out, kept(f, same))
	}
	return out
}

// leaving is a write of an input that is called an address, and the use that asks what is read from there.
type leaving struct {
	asks  *dfd.Use
	hit   judge.Hit
	input dfd.Origin
}

// call is the use that asks, as what the caller gets to who leaves the address.
func (w leaving) call() judge.Hit {
	return judge.Hit{Use: w.asks, Reach: dfd.Reach{Entry: w.hit.Entry.ID, Way: w.asks.On[0].Way}, Entry: w.hit.Entry}
}

// lefts lists the writes to where the target of a call was read, none where the call's own entry points choose it.
func lefts(f *judge.Facts, u *dfd.Use) []leaving {
	var out []leaving
	for _, name := range []string{"url", "host", "addr"} {
		v := u.Args[name]
		leads := func(o dfd.Origin) bool { return name == "addr" || !o.Has("behind") }
		if v == nil || judge.Starts(v, fixed[name]) || slices.ContainsFunc(judge.Inputs(v), leads) || len(v.Text) == 0 && len(v.From("const", "config")) > 0 {
			continue
		}
		for _, o := range v.From("store") {
			for _, r := range f.Uses {
				if leads(o) && o.Place.File != "" && r.Op == "read" && judge.Spot(r.Place) == judge.Spot(o.Place) {
					out = append(out, writes(f, u, r)...)
				}
			}
		}
	}
	return out
}

// writes lists the writes of callers' addresses to the tables that a use reads for a call.
func writes(f *judge.Facts, u, read *dfd.Use) []leaving {
	var out []leaving
	for _, h := range f.Fed(func(w *dfd.Use) bool {
		return w.Op == "write" && w.Element == read.Element && w.Element != "" && judge.ShareTable(w, read)
	}) {
		for _, arg := range slices.Sorted(maps.Keys(h.Use.Args)) {
			for _, o := range f.FreeHost(h, h.Use.Args[arg]) {
				if column, ok := strings.CutPrefix(arg, "column:"); address(judge.InputName(o)) && (!ok || address(column)) {
					out = append(out, leaving{u, h, o})
				}
			}
		}
	}
	return out
}

// address reports whether an input is called what a request is sent to.
func address(name string) bool {
	name = strings.ToLower(name)
	return slices.ContainsFunc([]string{"url", "uri", "endpoint", "webhook", "callback", "host", "domain"}, func(w string) bool { return strings.Contains(name, w) })
}

// kept is the row of one call.
func kept(f *judge.Facts, left []leaving) stride.Finding {
	u := left[0].asks
	var hits []judge.Hit
	var inputs []dfd.Origin
	for _, w := range left {
		hits, inputs = append(hits, w.call()), append(inputs, w.input)
	}
	find := f.Finding(Forged, hits)
	for _, w := range left {
		judge.Along(&find, w.hit.Use.Place)
	}
	by, routes := judge.Described(inputs), judge.Routes(judge.Entries(hits))
	find.Title = "The " + by + " that " + routes + " leaves in " + f.StoreTitle(left[0].hit.Use) + " decides which host the server asks"
	find.Action = "In " + judge.In(u.Place) + ", refuse private addresses in the dialler of " + judge.CallOf(u) + ", or hold the " + by + " to hosts of a list where it is stored."
	find.Note = "Checking the URL when it is stored is not enough: DNS and redirects lead elsewhere afterwards."
	judge.Raise(&find, -1, "the address is read back from a store first")
	if u.Args["dial"] != nil {
		find.Tier, find.Status = stride.Unknown, stride.ToConfirm
		find.Note = "Does the dialler of " + judge.CallOf(u) + " in " + judge.In(u.Place) + " refuse addresses inside the network?"
	}
	f.Behind(&find, hits, false)
	return find
}
