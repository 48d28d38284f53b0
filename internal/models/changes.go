package models

import (
	"fmt"
	"slices"
	"strings"

	"github.com/gostride/gostride/analyzers/catalog"
)

// Change is what became of one model file of a user.
type Change struct {
	File   string
	Kind   string // added, removed, changed
	Before string // rows that are no more, in words
	After  string // rows that are new
	Trusts bool   // it says of something that it protects, or that nothing happens there
}

// Changes lists what head's models say that base's do not, and the other way round. Either may be nil.
func Changes(base, head *catalog.Catalog) []Change {
	before, after := said(base), said(head)
	var out []Change
	for _, file := range files(before, after) {
		b, a := before[file], after[file]
		c := Change{File: file, Kind: "changed", Before: rowsOnlyIn(b, a), After: rowsOnlyIn(a, b)}
		switch {
		case b == nil:
			c.Kind = "added"
		case a == nil:
			c.Kind = "removed"
		case c.Before == "" && c.After == "":
			continue
		}
		for line, trusts := range a {
			_, old := b[line]
			c.Trusts = c.Trusts || trusts && !old
		}
		out = append(out, c)
	}
	return out
}

// said is what a catalogue says, in lines by file; true where a line can make something look safer than it is.
func said(c *catalog.Catalog) map[string]map[string]bool {
	out := map[string]map[string]bool{}
	if c == nil {
		return out
	}
	for _, f := range c.Files() {
		lines := map[string]bool{}
		for _, r := range f.Rows {
			lines[r.Package+"."+r.Symbol+" as "+r.Says()] = trusting(r)
		}
		for _, t := range f.Technologies {
			lines["technology "+t.Tech+" ("+t.Name+")"] = false
		}
		out[f.Name] = lines
	}
	return out
}

// trusting are the rows by which a finding may disappear.
func trusting(r *catalog.Row) bool {
	switch r.Role {
	case "none", "pass", "middleware", "verify", "authz", "allow", "limiter", "sanitize", "compare", "bodylimit", "timeout", "session", "fresh", "interceptor":
		return true
	}
	return r.Overrides()
}

func files(before, after map[string]map[string]bool) []string {
	var out []string
	for f := range before {
		out = append(out, f)
	}
	for f := range after {
		if before[f] == nil {
			out = append(out, f)
		}
	}
	slices.Sort(out)
	return out
}

const shownRows = 6

func rowsOnlyIn(a, b map[string]bool) string {
	var lines []string
	for l := range a {
		if _, ok := b[l]; !ok {
			lines = append(lines, l)
		}
	}
	slices.Sort(lines)
	if more := len(lines) - shownRows; more > 0 {
		lines = append(lines[:shownRows:shownRows], fmt.Sprintf("+%d more", more))
	}
	return strings.Join(lines, "; ")
}
