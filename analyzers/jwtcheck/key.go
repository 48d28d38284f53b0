package jwtcheck

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/gostride/gostride/analyzers/checks/judge"
	"github.com/gostride/gostride/dfd"
	"github.com/gostride/gostride/stride"
)

// keys reports on each key that tokens are verified or signed with.
func keys(f *judge.Facts) []stride.Finding {
	hits := slices.DeleteFunc(append(f.Served(isToken), fromLibrary(f)...), func(h judge.Hit) bool { return keyOf(h.Use) == nil })
	slices.SortStableFunc(hits, func(a, b judge.Hit) int { return cmp.Compare(b.Use.Role, a.Use.Role) }) // verify before sign
	var out []stride.Finding
	for _, same := range judge.By(hits, func(h judge.Hit) string { return origin(keyOf(h.Use)) + named(picked(f, h)) }) {
		if find, ok := judgeKey(f, same); ok {
			out = append(out, find)
		}
	}
	return append(out, unseen(f, hits)...)
}

func keyOf(u *dfd.Use) *dfd.Value {
	for _, name := range []string{"key", "keyfunc", "secret"} {
		if v := u.Args[name]; v != nil {
			return v
		}
	}
	return nil
}

// origin names where a key comes from, for one row a key.
func origin(v *dfd.Value) string {
	parts := append([]string{fmt.Sprint(v.Unknown)}, judge.Configured(v)...)
	for _, c := range literals(v) {
		parts = append(parts, "literal "+c)
	}
	for _, o := range v.From("input", "store", "fresh", "secret", "unknown") {
		parts = append(parts, o.Kind+" "+o.Name)
	}
	return strings.Join(parts, "\x00")
}

// literals returns the complete keys that stand in the source. Public keys are none, nor is a whole file of settings that is embedded.
func literals(v *dfd.Value) []string {
	return slices.DeleteFunc(judge.Alternatives(v), func(s string) bool {
		if s == "0" || s == "false" || s == "true" { // a field that nothing was put into, or another one
			return true
		}
		lines := strings.Count(strings.TrimSpace(s), "\n")
		return lines > 0 && !strings.Contains(s, "-----BEGIN") || judge.PublicKey(s)
	})
}

// judgeKey makes the row of one key. A key that only signs has a row where it is bad: whether tokens made with it are
// verified well is seen where they are.
func judgeKey(f *judge.Facts, hits []judge.Hit) (stride.Finding, bool) {
	key, entries := keyOf(hits[0].Use), judge.Entries(hits)
	find := f.Finding(Key, hits)
	where := judge.In(hits[0].Use.Place)
	for _, o := range append(key.From("config"), key.From("const")...) {
		if o.Place.File != "" {
			find.Evidence = append([]dfd.Place{o.Place}, find.Evidence...)
			where = judge.In(o.Place)
		}
	}
	names := judge.List(judge.Configured(key))
	verified := slices.ContainsFunc(hits, func(h judge.Hit) bool { return h.Use.Role == "verify" })
	switch {
	case len(literals(key)) > 0 && verified && len(key.From("store", "external", "input")) > 0:
		perhapsLiteral(f, &find, entries, where)
	case verified && len(literals(key)) < len(judge.Alternatives(key)) && len(key.From("store", "external")) > 0: // it may be what was never put there
		find.Entries, find.Title = judge.IDs(entries), "A forged token acts as any user on "+judge.Routes(entries)
		ask(f, &find, entries, "Is the key in "+where+" always one that was stored?")
	case len(literals(key)) > 0:
		hardCoded(f, &find, entries, names, where)
	case verified && len(known(judge.Inputs(key))) > 0: // what is only signed with the caller's key is for somebody else to verify
		chosen(f, &find, entries, known(judge.Inputs(key)))
	case verified && len(picked(f, hits[0])) > 0:
		chosen(f, &find, entries, picked(f, hits[0]))
	case !slices.ContainsFunc(hits, func(h judge.Hit) bool { return h.Use.Role == "verify" && (h.Use.ID == "" || guarded(f, h)) }):
		return find, false
	case names == "" && guessable(key): // weakrandom's row
		return find, false
	default:
		sound(f, &find, hits, key, names)
	}
	return find, true
}

// guessable reports whether a key may be made of random numbers that can be computed.
func guessable(key *dfd.Value) bool {
	return slices.ContainsFunc(key.From("fresh"), func(o dfd.Origin) bool { return o.Name == "weak-random" })
}

// hardCoded fills the row of a key that stands in the source. The key itself is never repeated.
func hardCoded(f *judge.Facts, find *stride.Finding, entries []*dfd.EntryPoint, names, where string) {
	find.Title = "A forged token acts as any user on " + judge.Routes(entries) + ": its key is a literal in the source"
	find.Action = "Take the key in " + where + " from configuration, refuse to start without it, and rotate it: it is in the history."
	value := "literal"
	if names != "" {
		find.Title = "A forged token acts as any user on " + judge.Routes(entries) + ": without " + names + " its key is a literal in the source"
		find.Action = "Remove the default of " + judge.Code(names) + " in " + where + ", refuse to start without it, and rotate the key wherever the default was in use."
		value = names + " with a literal as default"
		find.Note = judge.Code(fmt.Sprintf("if v == \"\" { return errors.New(%q) }", names+" is not set"))
	}
	find.Controls = []*dfd.Control{f.Control("key-origin", "weak", value, entries, find.Evidence[0])}
}

// perhapsLiteral fills the question about a key that is kept somewhere, with a literal beside it.
func perhapsLiteral(f *judge.Facts, find *stride.Finding, entries []*dfd.EntryPoint, where string) {
	find.Tier, find.Status = stride.Unknown, stride.ToConfirm
	find.Title = "A forged token acts as any user on " + judge.Routes(entries)
	find.Action = "Take the key in " + where + " from where it is kept, and from nowhere else."
	find.Note = "The key is kept in a store, and a literal of the source stands beside it. When is it used?"
	find.Controls = []*dfd.Control{f.Control("key-origin", "unknown", "", entries, find.Evidence[0])}
}

// known leaves out what has no name: what several callers pass together says nothing of one of them.
func known(in []dfd.Origin) []dfd.Origin {
	return slices.DeleteFunc(in, func(o dfd.Origin) bool { return !judge.Named(o) })
}

// chosen fills the row of a key that depends on the request.
func chosen(f *judge.Facts, find *stride.Finding, entries []*dfd.EntryPoint, inputs []dfd.Origin) {
	by := judge.Described(inputs)
	find.Title = "A forged token acts as any user on " + judge.Routes(entries) + ": the caller chooses the key by the " + by
	find.Action = "Pick the key in " + judge.In(find.Evidence[0]) + " from a fixed set by its id; take no key or address of a key from the token."
	find.Controls = []*dfd.Control{f.Control("key-origin", "weak", "chosen by the "+by, entries, find.Evidence[0])}
	judge.Raise(find, 1, "the caller brings the key along: nothing has to be known")
}
