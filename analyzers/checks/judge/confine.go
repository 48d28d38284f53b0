package judge

import (
	"slices"

	"github.com/gostride/gostride/dfd"
)

// confining are the marks of what cannot lead out of a folder or prefix. clean, abs, rel, slash, lower, escape-path and
// the like are not among them: filepath.Clean("../../etc/passwd") is "../../etc/passwd".
var confining = []string{
	"allow-list", "allowlisted", "base", "base64", "bool", "encrypted", "ext", "hash", "hex", "local", "number", "root", "root-join", "securejoin",
	"size", "time", "uuid", "words",
}

// Confined reports whether what was done to an input keeps it inside a folder or prefix.
func Confined(o dfd.Origin) bool { return slices.ContainsFunc(confining, o.Has) }

// Chosen reports whether an input, past what was done to it, still lets the caller choose text freely: numbers, UUIDs,
// hashes and members of a list do not.
func Chosen(o dfd.Origin) bool {
	return !slices.ContainsFunc([]string{"allow-list", "allowlisted", "bool", "encrypted", "hash", "number", "size", "time", "uuid", "words"}, o.Has)
}

// Held lists the guards of the given kinds that hold at a hit: on every path to it, or, for what a handler does, before the
// handler starts.
func (f *Facts) Held(h Hit, kinds ...string) []*dfd.Guard {
	ids := f.ofKind(nil, h.Reach.Guards, kinds)
	if c := f.Chains[h.Reach.Entry]; c != nil && !f.InMiddleware(h) {
		ids = f.ofKind(ids, c.Guards, kinds)
	}
	if len(ids) == 0 {
		return nil
	}
	slices.Sort(ids)
	var out []*dfd.Guard
	for _, id := range slices.Compact(ids) {
		out = append(out, f.Guards[id])
	}
	return out
}

// ofKind adds to a list the guards among others that are of one of the kinds, or of any where none is given.
func (f *Facts) ofKind(list, ids, kinds []string) []string {
	for _, id := range ids {
		if g := f.Guards[id]; g != nil && (len(kinds) == 0 || slices.Contains(kinds, g.Kind)) {
			list = append(list, id)
		}
	}
	return list
}

// LooksAt reports whether the value that a guard looks at may be that input.
func LooksAt(g *dfd.Guard, o dfd.Origin) bool {
	return slices.ContainsFunc(g.Args["value"].From("input"), func(x dfd.Origin) bool { return x.Name == o.Name && entire(x, o) })
}

// AtStart lists the guards of the given kinds that hold when an entry point's handler starts.
func (f *Facts) AtStart(e *dfd.EntryPoint, kinds ...string) []*dfd.Guard {
	return f.Held(Hit{Reach: dfd.Reach{Entry: e.ID}, Entry: e}, kinds...)
}

// GuardArg returns an argument of the call that decides a guard, from the guard itself or its use.
func (f *Facts) GuardArg(g *dfd.Guard, names ...string) *dfd.Value {
	for _, name := range names {
		if v := g.Args[name]; v != nil {
			return v
		}
		if u := f.Use(g.Use); u != nil && u.Args[name] != nil {
			return u.Args[name]
		}
	}
	return nil
}

// GuardAttr returns an attribute of the catalogue row behind a guard, "" where there is none.
func (f *Facts) GuardAttr(g *dfd.Guard, name string) string {
	if u := f.Use(g.Use); u != nil {
		return u.Attr[name]
	}
	return ""
}
