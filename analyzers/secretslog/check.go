// Package secretslog looks for credentials on their way to the log.
//
// In: the origins of what uses of the role log write. Out: secret-logged (I), one row a call.
package secretslog

import (
	"slices"
	"strings"

	"github.com/gostride/gostride/analyzers/checks/judge"
	"github.com/gostride/gostride/dfd"
	"github.com/gostride/gostride/stride"
)

// Check is the check for the list of all checks.
var Check = stride.Check{Name: "secretslog", Rules: []*stride.Rule{Logged}, Program: Program}

// Program judges a linked program.
func Program(p *dfd.Program) []stride.Finding {
	f := judge.Of(p)
	var hits []judge.Hit
	for _, h := range f.Fed(judge.Role("log")) {
		if len(secrets(h.Use)) > 0 {
			hits = append(hits, h)
		}
	}
	var out []stride.Finding
	for _, same := range judge.By(hits, judge.Site) {
		u, entries := same[0].Use, judge.Entries(same)
		what := judge.List(secrets(u))
		find := f.Finding(Logged, same)
		find.Title = "The log holds the " + what + " of callers of " + judge.Routes(entries)
		if what == "headers" { // all of them, or one whose name could not be read off
			find.Tier, find.Status = stride.Unknown, stride.ToConfirm
			find.Note = "Does " + judge.CallOf(u) + " in " + judge.In(u.Place) + " write headers that hold credentials, or cookies?"
		}
		if !slices.ContainsFunc(logged(u), whole) {
			find.Tier, find.Status = stride.Unknown, stride.ToConfirm
			find.Note = "Does the part of the " + what + " that " + judge.CallOf(u) + " in " + judge.In(u.Place) + " writes prove anything by itself?"
		}
		if !slices.ContainsFunc(same, func(h judge.Hit) bool { return ofThese(h.Use) }) {
			find.Tier, find.Status = stride.Unknown, stride.ToConfirm
			find.Note = "More callers get to " + judge.CallOf(u) + " in " + judge.In(u.Place) + " than are kept apart. Does any of these routes pass it a " + what + "?"
		}
		find.Action = "In " + judge.In(u.Place) + ", leave the " + what + " out of what " + judge.CallOf(u) + " writes."
		out = append(out, find)
	}
	return out
}

// secrets describes the credentials among what a log call writes.
func secrets(u *dfd.Use) []string {
	var out []string
	for _, o := range logged(u) {
		if word := credential(o); !slices.Contains(out, word) {
			out = append(out, word)
		}
	}
	slices.Sort(out)
	return out
}

// logged lists the credentials among what a log call writes.
func logged(u *dfd.Use) []dfd.Origin {
	var out []dfd.Origin
	for _, name := range []string{"message", "fields"} {
		if v := u.Args[name]; v != nil {
			out = append(out, slices.DeleteFunc(slices.Clone(v.Origins), func(o dfd.Origin) bool { return credential(o) == "" })...)
		}
	}
	return out
}

// ofThese reports whether a credential that is logged is known to be one of the routes that get there: of what many callers pass together only
// the kind is left.
func ofThese(u *dfd.Use) bool {
	return slices.ContainsFunc([]string{"message", "fields"}, func(arg string) bool {
		v := u.Args[arg]
		return v != nil && slices.ContainsFunc(v.Origins, func(o dfd.Origin) bool { return credential(o) != "" && (o.Name != "" || !judge.Shared(v)) })
	})
}

// whole reports whether a credential is written as it is, not a field of what it was decoded into, which may be its number, nor a letter.
func whole(o dfd.Origin) bool { return !o.Has("inner") && !o.Has("letter") }

// credential says what an origin lets its reader do, "" for nothing.
func credential(o dfd.Origin) string {
	if o.Has("username") || o.Has("hash") || o.Has("encrypted") || o.Has("bool") || o.Has("size") || o.Has("number") {
		return ""
	}
	kind, name, _ := strings.Cut(o.Name, ":")
	switch {
	case o.Kind == "secret":
		return "token"
	case o.Kind != "input":
		return ""
	case kind == "header" && strings.EqualFold(name, "authorization"):
		return "Authorization header"
	case kind == "header" && name == "":
		return "headers"
	case kind == "cookie" && !dfd.PublicCookie(name):
		return "cookie"
	}
	return ""
}
