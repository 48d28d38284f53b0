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
	groups := judge.By(slices.DeleteFunc(f.Uploads(), func(h judge.Hit) bool { return replaces(opened(f, h)) }), func(h judge.Hit) string {
		c := controls(f, h)
		return fmt.Sprint(h.Use.Element, c.limit.Strength, c.limit.Value, c.quota != nil)
	})
	var out []stride.Finding
	for _, same := range groups {
		out = append(out, row(f, same))
	}
	return out
}

// opened is the use that says where a hit writes to: for what is written to a file that was opened before, the call that opened it, where
// the same function opens no other.
func opened(f *judge.Facts, h judge.Hit) *dfd.Use {
	if h.Use.Attr["kind"] != "handle" {
		return h.Use
	}
	by := h.Use
	for _, x := range f.From(h.Reach.Entry) {
		if !judge.IsFile(x.Use) || x.Use.Args["path"] == nil || x.Use.Op == "delete" || x.Use.Place.Func != h.Use.Place.Func || x.Use.Order > h.Use.Order {
			continue
		}
		if by != h.Use && judge.Spot(by.Place) != judge.Spot(x.Use.Place) {
			return h.Use
		}
		by = x.Use
	}
	return by
}

// replaces reports whether each write takes the place of the last one: its name is made of constants and settings alone. A loop around
// such a request fills nothing up; how much one of them holds is unbounded-body's.
func replaces(u *dfd.Use) bool {
	name := u.Args["key"]
	if judge.IsFile(u) {
		name = u.Args["path"]
	}
	if u.Attr["opens"] == "old" { // a file that has to be there
		return true
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
	c := held{limit: f.StoredLimit(h, judge.UploadLimit), quota: f.Quota(h)}
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
