package jwtcheck

import (
	"cmp"
	"slices"

	"github.com/gostride/gostride/analyzers/checks/judge"
	"github.com/gostride/gostride/dfd"
)

// picked gives what of a request decides where a key is fetched from: a URL in the token's header (jku, x5u), a path that is
// made of its kid. One of a fixed set, by a list, a number or the last element of a path, is not picked by the caller.
func picked(f *judge.Facts, h judge.Hit) []dfd.Origin {
	var out []dfd.Origin
	for _, o := range keyOf(h.Use).From("external", "store") {
		if o.Place.File == "" {
			continue
		}
		for _, x := range f.From(h.Entry.ID) {
			if judge.Spot(x.Use.Place) == judge.Spot(o.Place) {
				out = append(out, decisive(f, x)...)
			}
		}
	}
	slices.SortFunc(out, func(a, b dfd.Origin) int { return cmp.Compare(a.Name, b.Name) })
	return slices.CompactFunc(out, func(a, b dfd.Origin) bool { return a.Name == b.Name })
}

// decisive lists the inputs that lead a read or a request elsewhere.
func decisive(f *judge.Facts, x judge.Hit) []dfd.Origin {
	var out []dfd.Origin
	for _, name := range []string{"url", "host", "addr", "path", "key"} {
		v := x.Use.Args[name]
		if name != "path" && name != "key" && judge.Starts(v, judge.FixedHost) {
			continue
		}
		for _, o := range judge.Inputs(v) {
			if strength, _ := f.Checked(x, o); !judge.Confined(o) && strength == judge.None {
				out = append(out, o)
			}
		}
	}
	return out
}

func named(origins []dfd.Origin) string {
	name := ""
	for _, o := range origins {
		name += " " + o.Name
	}
	return name
}
