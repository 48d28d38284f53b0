// Package storagequota asks of every upload: what keeps one caller from filling the store?
//
// In: writes of a request's content to objects and files, and the body limits and quotas that hold on the way there. Out:
// storage-exhaustion (D), one row a store and standing: open without both controls, half (likelihood one down) with one of
// them, mitigated with both. What is written under a name that never changes is not asked.
package storagequota

import (
	"fmt"
	"slices"

	"github.com/gostride/gostride/analyzers/checks/judge"
	"github.com/gostride/gostride/dfd"
	"github.com/gostride/gostride/stride"
)

// Check is the check for the list of all checks.
var Check = stride.Check{Name: "storagequota", Rules: []*stride.Rule{Exhaustion}, Program: Program}

// Program judges a linked program.
func Program(p *dfd.Program) []stride.Finding {
	f := judge.Of(p)
	groups := judge.By(slices.DeleteFunc(f.Uploads(), func(h judge.Hit) bool { return replaces(h.Use) }), func(h judge.Hit) string {
		c := controls(f, h)
		return fmt.Sprint(h.Use.Element, c.limit.Strength, c.limit.Value, c.quota != nil)
	})
	var out []stride.Finding
	for _, same := range groups {
		out = append(out, row(f, same))
	}
	return out
}

// replaces reports whether each write takes the place of the last one: its name is made of constants and settings alone. A loop around
// such a request fills nothing up; how much one of them holds is unbounded-body's.
func replaces(u *dfd.Use) bool {
	name := u.Args["key"]
	if judge.IsFile(u) {
		name = u.Args["path"]
	}
	return judge.Follows(name) && len(name.Origins) == len(name.From("const", "config")) && u.Attr["opens"] != "append" && !name.Many
}

// held is what holds on the way to a write.
type held struct {
	limit judge.Bound
	quota *dfd.Guard
	late  *dfd.Guard // a quota that is checked, but not before the write
}

func controls(f *judge.Facts, h judge.Hit) held {
	c := held{limit: f.BodyLimit(h, judge.UploadLimit), quota: f.Quota(h)}
	if c.quota != nil {
		return c
	}
	for _, other := range f.From(h.Reach.Entry) {
		if g := f.Quota(other); g != nil {
			c.late = g
			break
		}
	}
	return c
}
