package diff

import (
	"slices"
	"strings"
)

// carry gives threats of the new model the keys of the old one that point to the same code, where there is one of each: a
// group of entry points that has a new member is called differently, and is the same threat. Code that is the same goes
// before code that is the same in part.
func carry(before, after facts) {
	for _, same := range []func(a, b *fact) bool{sameCode, sharedCode} {
		old, now := lonely(before, after), lonely(after, before)
		partner := make(map[key]key) // of those now
		for _, k := range now {
			theirs := alike(before, old, after[k], same)
			if len(theirs) == 1 && len(alike(after, now, before[theirs[0]], same)) == 1 {
				partner[k] = theirs[0]
			}
		}
		for k, was := range partner {
			after[was] = after[k]
			delete(after, k)
		}
	}
}

// lonely lists the threats that the other model does not have, and whose code is known.
func lonely(facts, other facts) []key {
	var out []key
	for k, f := range facts {
		if k.area == threat && len(f.code) > 0 && other[k] == nil {
			out = append(out, k)
		}
	}
	return out
}

// alike lists those of the keys whose threat points to the same code as another.
func alike(facts facts, keys []key, f *fact, same func(a, b *fact) bool) []key {
	var out []key
	for _, k := range keys {
		if same(facts[k], f) {
			out = append(out, k)
		}
	}
	return out
}

// The first element of code is the rule.
func sameCode(a, b *fact) bool { return slices.Equal(a.code, b.code) }

func sharedCode(a, b *fact) bool {
	return a.code[0] == b.code[0] && slices.ContainsFunc(a.code[1:], func(s string) bool { return slices.Contains(b.code[1:], s) })
}

// spread tells that an open threat stayed as it was but for the entry points that it is open at.
func spread(before, after *fact) (Change, bool) {
	more, less := without(after.at, before.at), without(before.at, after.at)
	if len(before.at) == 0 || len(after.at) == 0 || len(more)+len(less) == 0 {
		return Change{}, false
	}
	c := Change{Area: threat, Kind: "changed", Effect: "better", Severity: after.severity, Subject: after.subject, Before: before.state()}
	c.After = after.state()
	if len(less) > 0 {
		c.After += ", no longer at " + strings.Join(less, ", ")
	}
	if len(more) > 0 {
		c.Effect = "worse"
		c.After += ", now also at " + strings.Join(more, ", ")
	}
	return c, true
}

// without lists, sorted, what is in list and not in other.
func without(list, other []string) []string {
	var out []string
	for _, s := range list {
		if !slices.Contains(other, s) {
			out = append(out, s)
		}
	}
	slices.Sort(out)
	return out
}
