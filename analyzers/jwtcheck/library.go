package jwtcheck

import (
	"slices"

	"github.com/gostride/gostride/analyzers/checks/judge"
	"github.com/gostride/gostride/dfd"
	"github.com/gostride/gostride/stride"
)

// fromLibrary makes hits of the guards that a library's own middleware decides and that carry a key.
func fromLibrary(f *judge.Facts) []judge.Hit {
	var hits []judge.Hit
	for _, e := range f.EntryPoints {
		for _, g := range f.AtStart(e, "auth") {
			if g.Scheme == "jwt" && g.Library && judge.Remote(e) && f.Use(g.Use) == nil && f.GuardArg(g, "key", "keyfunc", "secret") != nil {
				u := &dfd.Use{ID: g.Use, Role: "verify", Symbol: g.Symbol, Place: g.Place, Args: g.Args, Attr: map[string]string{"scheme": "jwt"}}
				hits = append(hits, judge.Hit{Use: u, Reach: dfd.Reach{Entry: e.ID, Way: dfd.NewWay(g.Trace...)}, Entry: e})
			}
		}
	}
	return hits
}

// unseen asks about routes behind a token whose key is nowhere to be seen: a library keeps it.
func unseen(f *judge.Facts, hits []judge.Hit) []stride.Finding {
	var open []judge.Hit
	for _, e := range f.EntryPoints {
		known := slices.ContainsFunc(hits, func(h judge.Hit) bool { return h.Use.Role == "verify" && h.Entry == e })
		for _, g := range f.AtStart(e, "auth") {
			if g.Scheme == "jwt" && judge.Remote(e) && !known {
				known = true
				u := &dfd.Use{ID: g.Use, Role: "verify", Symbol: g.Symbol, Place: g.Place}
				if u.Place.File == "" && e.Registered != nil { // a library's middleware that is no call of the program's
					u.Place = *e.Registered
				}
				open = append(open, judge.Hit{Use: u, Reach: dfd.Reach{Entry: e.ID, Way: dfd.NewWay(g.Trace...)}, Entry: e})
			}
		}
	}
	var out []stride.Finding
	for _, same := range judge.By(open, at) {
		entries, u := judge.Entries(same), same[0].Use
		find := f.Finding(Key, same)
		find.Title = "A forged token acts as any user on " + judge.Routes(entries)
		by := judge.In(u.Place)
		if u.Symbol != "" {
			by = judge.CallOf(u)
		}
		find.Action = "Keep the key of the tokens that " + by + " accepts in configuration, and refuse to start without it."
		ask(f, &find, entries, "Where does the key come from that verifies the tokens which "+by+" accepts, and may it be empty? It is kept by a library and was not seen.")
		out = append(out, find)
	}
	return out
}
