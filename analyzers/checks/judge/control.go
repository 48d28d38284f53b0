package judge

import (
	"slices"

	"github.com/gostride/gostride/dfd"
)

// Control makes the verdict on a control of the given entry points at a place.
func (f *Facts) Control(kind, verdict, value string, entries []*dfd.EntryPoint, at ...dfd.Place) *dfd.Control {
	if at == nil {
		at = []dfd.Place{}
	}
	return &dfd.Control{Kind: kind, Verdict: verdict, Value: value, Scope: "function", EntryPoints: IDs(entries), Evidence: at}
}

// Absence makes the verdict that a control was not found, with what was searched.
func (f *Facts) Absence(kind string, entries []*dfd.EntryPoint, searched ...string) *dfd.Control {
	c := f.Control(kind, "absent", "", entries)
	c.Scope, c.Searched = f.scope(entries), searched
	return c
}

// FromGuard makes the verdict on a control that is a guard. value is the guard's own where empty.
func (f *Facts) FromGuard(kind, verdict, value string, g *dfd.Guard, entries []*dfd.EntryPoint) *dfd.Control {
	if value == "" {
		value = g.Value
	}
	c := f.Control(kind, verdict, value, entries, append([]dfd.Place{g.Place}, g.Trace...)...)
	if f.inChains(g, entries) {
		c.Scope = f.scope(entries)
	}
	return c
}

// ControlBy makes the verdict on a control that a guard holds where g is one, and that is seen at a place where it is nil.
func (f *Facts) ControlBy(kind, verdict, value string, g *dfd.Guard, entries []*dfd.EntryPoint, at dfd.Place) *dfd.Control {
	if g == nil {
		return f.Control(kind, verdict, value, entries, at)
	}
	return f.FromGuard(kind, verdict, value, g, entries)
}

// inChains reports whether a guard is middleware of all the entry points.
func (f *Facts) inChains(g *dfd.Guard, entries []*dfd.EntryPoint) bool {
	for _, e := range entries {
		c := f.Chains[e.ID]
		if c == nil || !slices.Contains(c.Guards, g.ID) {
			return false
		}
	}
	return len(entries) > 0
}

// scope says how much of the program's attack surface the entry points are.
func (f *Facts) scope(entries []*dfd.EntryPoint) string {
	all := 0
	for _, e := range f.EntryPoints {
		if Remote(e) {
			all++
		}
	}
	switch {
	case len(entries) == 1 && all > 1:
		return "route"
	case len(entries) >= all:
		return "global"
	}
	return "group"
}

// RestsOnIdentity names the rules whose open threats take away what a control rests on, where one of the values is an
// identity: a limiter, a quota or an audit record keyed by who the caller is holds only as long as that cannot be forged.
func RestsOnIdentity(values ...*dfd.Value) []string {
	for _, v := range values {
		if len(Identity(v)) > 0 {
			return slices.Clone(ForgedIdentity)
		}
	}
	return nil
}

// ForgedIdentity are the rules about who the caller is.
var ForgedIdentity = []string{"jwt-key", "jwt-unchecked", "jwt-unverified"}
