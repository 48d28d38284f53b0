// Package redirect judges where answers send the browser.
//
// In: the argument url of uses of the role respond with kind redirect, and of the header Location. Out: open-redirect (S),
// one row a call.
package redirect

import (
	"fmt"
	"slices"
	"strings"

	"github.com/gostride/gostride/analyzers/checks/judge"
	"github.com/gostride/gostride/dfd"
	"github.com/gostride/gostride/stride"
)

// Check is the check for the list of all checks.
var Check = stride.Check{Name: "redirect", Rules: []*stride.Rule{Open}, Program: Program}

// Program judges a linked program.
func Program(p *dfd.Program) []stride.Finding {
	f := judge.Of(p)
	var hits []judge.Hit
	for _, h := range f.Served(func(u *dfd.Use) bool { return target(u) != nil }) {
		if len(leading(f, h)) > 0 && !made(f, h) {
			hits = append(hits, h)
		}
	}
	var out []stride.Finding
	for _, same := range judge.By(hits, func(h judge.Hit) string { return fmt.Sprint(judge.Site(h), judge.Lumped(leading(f, h)), asked(f, h)) }) {
		out = append(out, row(f, same))
	}
	return out
}

// target returns the address that a use sends the browser to, or nil.
func target(u *dfd.Use) *dfd.Value {
	switch {
	case u.Role == "respond" && u.Attr["kind"] == "redirect":
		return u.Args["url"]
	case u.Role == "set-header" && strings.EqualFold(judge.Text(u.Args["name"]), "location"):
		return u.Args["value"]
	}
	return nil
}

// made reports whether a header Location says where something is that was just made (201), and sends nobody anywhere.
func made(f *judge.Facts, h judge.Hit) bool {
	if h.Use.Role != "set-header" {
		return false
	}
	created := false
	for _, x := range f.From(h.Entry.ID) {
		if x.Use.Role != "respond" || x.Use.Place.Func != h.Use.Place.Func || x.Use.Args["status"] == nil {
			continue
		}
		for _, s := range judge.Alternatives(x.Use.Args["status"]) {
			if strings.HasPrefix(s, "3") {
				return false
			}
			created = created || s == "201"
		}
	}
	return created
}

// leading returns the inputs that decide where a redirect leads.
func leading(f *judge.Facts, h judge.Hit) []dfd.Origin {
	v := target(h.Use)
	if judge.Starts(v, judge.InSite) {
		return nil
	}
	mixed := v.Unknown && len(v.From("store", "external")) > 0
	return slices.DeleteFunc(f.FreeHost(h, v), func(o dfd.Origin) bool {
		kind := judge.InputKind(o)
		if o.Has("behind") && queried(v) {
			return true // "{}/path?{}": behind the path nothing leads elsewhere
		}
		if mixed && judge.InputName(o) == "" {
			return true // it stands for whatever got to where the target was kept, by whichever route
		}
		if local(f, h, o) || held(f, h, o, "own host") {
			return true
		}
		if o.Has("unslashed") && judge.Starts(v, func(fixed string) bool { return fixed == "/" }) {
			return true // "/" + strings.TrimLeft(next, "/")
		}
		return kind == "path" || kind == "header" || kind == "file" || kind == "filename"
	})
}

// asked reports whether all that leads elsewhere was found to have no host once it was parsed, and may still hold a backslash: what is made of it
// may be the parsed address, in which it is escaped.
func asked(f *judge.Facts, h judge.Hit) bool {
	return !slices.ContainsFunc(leading(f, h), func(o dfd.Origin) bool { return !parsed(f, h, o) })
}

// queried reports whether every text of an address ends in a query.
func queried(v *dfd.Value) bool {
	return len(v.Text) > 0 && !slices.ContainsFunc(v.Text, func(t string) bool { return !strings.Contains(t, "?") })
}

// local reports whether an input was parsed as a URL and found to have no host, and has no backslash, which browsers take for a slash; or begins
// with one slash and has no tab either, which they leave out. What is parsed as a URL holds none.
func local(f *judge.Facts, h judge.Hit, o dfd.Origin) bool {
	if parsed(f, h, o) {
		return held(f, h, o, `no \`) || !held(f, h, o, "no host") && held(f, h, o, `no /\`)
	}
	return slashed(f, h, o) && (held(f, h, o, `no \`) || held(f, h, o, `no /\`)) && held(f, h, o, "no tab")
}

// parsed reports whether an input was parsed as a URL and found to have no host or a known one.
func parsed(f *judge.Facts, h judge.Hit, o dfd.Origin) bool {
	return held(f, h, o, "no host") || held(f, h, o, "on site")
}

// slashed reports whether an input was found to begin with one slash, by its characters.
func slashed(f *judge.Facts, h judge.Hit, o dfd.Origin) bool {
	return held(f, h, o, "start") && held(f, h, o, "no //")
}

// held reports whether a check of a kind holds an input.
func held(f *judge.Facts, h judge.Hit, o dfd.Origin, what string) bool {
	other := func(start string) bool { return !strings.HasPrefix(start, "/") }
	return slices.ContainsFunc(f.Held(h, "confine"), func(g *dfd.Guard) bool {
		return g.Value == what && judge.LooksAt(g, o) && (what != "start" || !slices.ContainsFunc(judge.Alternatives(f.GuardArg(g, "base")), other))
	})
}

func row(f *judge.Facts, hits []judge.Hit) stride.Finding {
	u, entries := hits[0].Use, judge.Entries(hits)
	by := judge.Described(leading(f, hits[0]))
	find := f.Finding(Open, hits)
	judge.Ways(&find, hits)
	find.Title = "A link to " + judge.Routes(entries) + " leads to another site by its " + by
	find.Action = "In " + judge.In(u.Place) + ", make the target of " + judge.CallOf(u) + " a path of this site."
	find.Note = judge.Code(`"/" + strings.TrimLeft(next, "/\\\t")`) + " cannot lead away."
	if !slices.ContainsFunc(leading(f, hits[0]), func(o dfd.Origin) bool { return !slashed(f, hits[0], o) }) {
		find.Note = "Browsers take a backslash for a slash and leave out tabs and line ends: " + judge.Code(`/\host`) + " or " + judge.Code(`/%09/host`) + " passes the check of its first characters."
	}
	judge.Merged(&find, hits, leading(f, hits[0]))
	if asked(f, hits[0]) {
		find.Tier, find.Status = stride.Unknown, stride.ToConfirm
		find.Note = "Can the " + by + " hold a backslash? It is checked for a host in front of " + judge.CallOf(u) + " in " + judge.In(u.Place) + ", and browsers take " + judge.Code(`/\host`) + " for " + judge.Code("//host") + "."
	}
	return find
}
