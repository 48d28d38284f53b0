package throttle

import (
	"fmt"
	"slices"
	"strings"

	"github.com/gostride/gostride/analyzers/checks/judge"
	"github.com/gostride/gostride/dfd"
	"github.com/gostride/gostride/stride"
)

// Short codes are guessed as passwords are, only faster: there are a million of six digits. That a code is short is known of one-time
// passwords by an authenticator, and of codes that the program makes of a number below a limit and keeps.

// guess is what is done past a comparison of a code.
type guess struct {
	hit judge.Hit
	at  dfd.Place // the comparison, where that is not what the hit is
}

// codes are the rows about codes that are guessed.
func codes(f *judge.Facts) []stride.Finding {
	var all []guess
	for _, h := range f.Served(func(u *dfd.Use) bool {
		return u.Role == "compare" && u.Attr["kind"] == "otp" && len(judge.Inputs(u.Args["b"])) == 0 // whose secret the caller sends, too, he does not guess
	}) {
		all = append(all, guess{hit: h})
	}
	kept := keepsShort(f)
	if len(kept) > 0 {
		all = append(all, matched(f, all)...)
	}
	all = slices.DeleteFunc(all, func(g guess) bool {
		return !f.Exposed(g.hit.Entry) || signedIn(f, g.hit) || slices.Contains(kept, g.hit.Use)
	})
	var out []stride.Finding
	for _, same := range judge.By(all, func(g guess) string { return fmt.Sprint(judge.Spot(g.at), alike(f, g.hit)) }) {
		var hits []judge.Hit
		for _, g := range same {
			hits = append(hits, g.hit)
		}
		find, u := row(f, Codes, hits), hits[0].Use
		if at := same[0].at; at.File != "" {
			find.Action = strings.ReplaceAll(find.Action, judge.CallOf(u)+" in "+judge.In(u.Place), "the comparison in "+judge.In(at))
			find.Evidence = append([]dfd.Place{at}, find.Evidence...)
		}
		if u.Role != "compare" {
			judge.Along(&find, kept[0].Place)
		}
		out = append(out, find)
	}
	return out
}

// signedIn reports whether somebody who has signed in, in whatever way, sends the code: who sets up his authenticator.
func signedIn(f *judge.Facts, h judge.Hit) bool {
	return slices.ContainsFunc(f.Held(h, "auth"), func(g *dfd.Guard) bool { return g.Use != h.Use.ID })
}

// keepsShort lists where the program keeps, or sends, a number that is found by trying.
func keepsShort(f *judge.Facts) []*dfd.Use {
	var out []*dfd.Use
	for _, u := range f.Uses {
		if (judge.Records(u) || u.Role == "session-set") && u.Op != "read" && judge.Live(u) && judge.Mentions(u.Args, func(o dfd.Origin) bool { return o.Kind == "fresh" && o.Has("short") }) {
			out = append(out, u)
		}
	}
	return out
}

// matched lists, for each check of a code that the caller sends, the first thing that is done past it: who signs in by it, or what is
// changed. Own are the checks that a library makes.
func matched(f *judge.Facts, own []guess) []guess {
	type once struct {
		at        dfd.Place
		id, entry string
	}
	var out []guess
	seen := make(map[once]bool)
	for _, g := range own {
		seen[once{at: judge.Spot(g.hit.Use.Place), entry: g.hit.Entry.ID}] = true
	}
	for _, h := range f.Served(func(u *dfd.Use) bool {
		return u.Role == "sign" || u.Role == "session-set" || u.Role == "kdf" || judge.Records(u) && judge.Changes(u)
	}) {
		for _, g := range f.Held(h, "match", "found") {
			key := once{at: judge.Spot(g.Place), entry: h.Entry.ID}
			if g.Place.File == "" {
				key.id = g.ID
			}
			if isCode(g) && !seen[key] {
				seen[key] = true
				out = append(out, guess{h, g.Place})
			}
		}
	}
	return out
}

// isCode reports whether a check compares what the request calls a code.
func isCode(g *dfd.Guard) bool {
	return slices.ContainsFunc(judge.Inputs(g.Args["value"]), func(o dfd.Origin) bool {
		name := strings.ToLower(judge.InputName(o))
		if i := strings.LastIndexByte(name, '.'); i >= 0 {
			name = name[i+1:]
		}
		name = strings.NewReplacer("_", "", "-", "").Replace(name)
		return strings.HasSuffix(name, "code") || strings.HasSuffix(name, "otp") || name == "pin" || name == "digits"
	})
}
