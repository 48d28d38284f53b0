// Package ssrf judges where outbound requests go.
//
// In: the arguments url, host and addr of uses of the roles call and dial. Out: ssrf (I), one row a call: open where the
// caller chooses the host, a question where the address is made of parts whose order could not be read off.
package ssrf

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/gostride/gostride/analyzers/checks/judge"
	"github.com/gostride/gostride/dfd"
	"github.com/gostride/gostride/stride"
)

// Check is the check for the list of all checks.
var Check = stride.Check{Name: "ssrf", Rules: []*stride.Rule{Forged}, Program: Program}

// Program judges a linked program.
func Program(p *dfd.Program) []stride.Finding {
	f := judge.Of(p)
	var hits []judge.Hit
	for _, h := range f.Fed(judge.Role("call", "dial")) {
		if h.Use.Tech != "dns" && !h.Use.HandedOn && len(aimed(f, h))+len(checked(f, h)) > 0 { // to ask for a name's addresses leads nowhere yet
			hits = append(hits, h)
		}
	}
	var out []stride.Finding
	for _, same := range judge.By(hits, func(h judge.Hit) string { return together(f, h) }) {
		out = append(out, row(f, same))
	}
	return append(out, stored(f)...)
}

// together is the same for hits that make one row: of one call, or, where it is a question, of all calls of a package that talk to the
// same party: a client with forty methods puts each path behind the same address.
func together(f *judge.Facts, h judge.Hit) string {
	how := certainty(f, h)
	if how == "" || h.Use.Element == "" {
		return fmt.Sprint(judge.Site(h), how, judge.Lumped(aimed(f, h)))
	}
	return fmt.Sprint(path.Dir(h.Use.Place.File), " ", h.Use.Element, how, h.Use.Args["dial"] != nil)
}

// aimed returns the inputs that decide where a request goes.
func aimed(f *judge.Facts, h judge.Hit) []dfd.Origin { return hosts(h, f.FreeHost) }

// checked returns those of which an earlier check may have said where they lead.
func checked(f *judge.Facts, h judge.Hit) []dfd.Origin { return hosts(h, f.DoubtfulHost) }

func hosts(h judge.Hit, free func(judge.Hit, *dfd.Value) []dfd.Origin) []dfd.Origin {
	var out []dfd.Origin
	for _, name := range []string{"url", "host", "addr"} {
		v := h.Use.Args[name]
		if v != nil && !judge.Starts(v, fixed[name]) {
			out = append(out, slices.DeleteFunc(free(h, v), func(o dfd.Origin) bool { return name != "addr" && o.Has("behind") })...)
		}
	}
	return out
}

// fixed says when the constant start of an address leaves its host to nobody.
var fixed = map[string]func(string) bool{
	"url":  judge.FixedHost,
	"host": func(string) bool { return false },
	"addr": func(start string) bool { return strings.Contains(start, ":") },
}

// certainty parts addresses that are known to start with what the caller chose ("") from those put together of parts in an
// order that is not known, and from connections that the program dials itself.
func certainty(f *judge.Facts, h judge.Hit) string {
	if len(aimed(f, h)) == 0 || lookedUp(f, h) {
		return " checked"
	}
	if !slices.ContainsFunc(aimed(f, h), func(o dfd.Origin) bool { return !o.Has("within") }) { // it is put somewhere into an address that is set
		return " unknown"
	}
	if h.Use.Args["dial"] != nil { // a dialler of the program's own may refuse private addresses
		return " unknown"
	}
	for _, name := range []string{"url", "host", "addr"} {
		if v := h.Use.Args[name]; v != nil && len(v.Text) == 0 && len(v.From("const", "config", "store")) > 0 {
			return " unknown"
		}
	}
	return ""
}

// lookedUp reports whether the program asks by itself for the addresses of what decides where a request goes: to look at them, as a rule,
// before it connects. Where many callers' names come together there, it may be this one.
func lookedUp(f *judge.Facts, h judge.Hit) bool {
	in := aimed(f, h)
	return slices.ContainsFunc(f.From(h.Reach.Entry), func(x judge.Hit) bool {
		return x.Use.Tech == "dns" && slices.ContainsFunc(judge.Inputs(x.Use.Args["host"]), func(o dfd.Origin) bool {
			return slices.ContainsFunc(in, func(i dfd.Origin) bool { return i.Kind == o.Kind && (i.Name == o.Name || o.Name == "") })
		})
	})
}

func row(f *judge.Facts, hits []judge.Hit) stride.Finding {
	u, entries := hits[0].Use, judge.Entries(hits)
	var inputs []dfd.Origin
	for _, h := range hits {
		inputs = append(append(inputs, aimed(f, h)...), checked(f, h)...)
	}
	by := judge.Described(inputs)
	find := f.Finding(Forged, hits)
	judge.Ways(&find, hits)
	find.Title = "The " + by + " of " + judge.Routes(entries) + " decides which host the server asks"
	find.Action = "In " + judge.In(u.Place) + ", let " + judge.CallOf(u) + " go to hosts of a fixed list only, or refuse private addresses in the dialler's " + judge.Code("Control") + "."
	find.Note = "Checking the URL alone is not enough: DNS and redirects lead elsewhere afterwards."
	if how := certainty(f, hits[0]); how != "" {
		find.Tier, find.Status = stride.Unknown, stride.ToConfirm
		calls := judge.CallOf(u) + " in " + judge.In(u.Place) + more(find)
		find.Note = "Can the " + by + " change the host that " + calls + " asks, or only the path?"
		if how == " checked" {
			find.Note = "Which hosts does the check in front of " + calls + " let through, and can the name lead elsewhere when it is asked for again?"
		} else if u.Args["dial"] != nil {
			find.Note = "Does the dialler of " + calls + " refuse addresses inside the network?"
		}
	}
	f.Behind(&find, hits, false)
	judge.Merged(&find, hits, inputs)
	return find
}

// more says how many further functions a row is about.
func more(find stride.Finding) string {
	if n := len(find.Symbols) - 1; n > 0 {
		return fmt.Sprintf(", and %d more like it,", n)
	}
	return ""
}
