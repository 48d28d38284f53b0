// Package storagequota asks of every upload: what keeps one caller from filling the store?
//
// In: writes of a request's content to objects and files, and the body limits and quotas that hold on the way there. Out:
// storage-exhaustion (D), one row a store and standing: open without both controls, half (likelihood one down) with one of
// them, mitigated with both.
package storagequota

import (
	"fmt"

	"github.com/gostride/gostride/analyzers/checks/judge"
	"github.com/gostride/gostride/dfd"
	"github.com/gostride/gostride/stride"
)

// Check is the check for the list of all checks.
var Check = stride.Check{Name: "storagequota", Rules: []*stride.Rule{Exhaustion}, Program: Program}

// Program judges a linked program.
func Program(p *dfd.Program) []stride.Finding {
	f := judge.Of(p)
	groups := judge.By(f.Uploads(), func(h judge.Hit) string {
		c := controls(f, h)
		return fmt.Sprint(h.Use.Element, c.limit.Strength, c.limit.Value, c.quota != nil)
	})
	var out []stride.Finding
	for _, same := range groups {
		out = append(out, row(f, same))
	}
	return out
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
