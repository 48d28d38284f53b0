package join

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/gostride/gostride/dfd"
)

// unite makes one program of parts whose ids mean one thing each.
func unite(parts []*part) *dfd.Program {
	if len(parts) == 0 {
		return &dfd.Program{Model: &dfd.Model{Schema: dfd.Schema}}
	}
	first := parts[0].Program
	u := &united{Program: &dfd.Program{Model: &dfd.Model{Schema: dfd.Schema, Tool: first.Tool, Build: first.Build},
		Guards: map[string]*dfd.Guard{}, Chains: map[string]*dfd.Chain{}, Limits: first.Limits}}
	for _, p := range parts {
		u.head(p)
		u.parts(p)
		u.rows(p)
		u.facts(p)
		u.coverage(&p.Coverage)
	}
	return u.Program
}

type united struct{ *dfd.Program }

// both keeps what is alike, and lists what is not.
func both(a, b string) string {
	if a == "" || slices.Contains(strings.Split(a, ", "), b) {
		return cmp.Or(a, b)
	}
	if b == "" {
		return a
	}
	list := append(strings.Split(a, ", "), strings.Split(b, ", ")...)
	slices.Sort(list)
	return strings.Join(slices.Compact(list), ", ")
}

func (u *united) head(p *part) {
	u.Module, u.Feature = both(u.Module, p.Module), both(u.Feature, p.Feature)
	t, o := &u.Tool, p.Tool
	t.Name, t.Version, t.Catalogue, t.Rules = both(t.Name, o.Name), both(t.Version, o.Version), both(t.Catalogue, o.Catalogue), both(t.Rules, o.Rules)
	b := &u.Build
	b.GOOS, b.GOARCH, b.CGO = both(b.GOOS, p.Build.GOOS), both(b.GOARCH, p.Build.GOARCH), b.CGO || p.Build.CGO
	b.Tags = more(b.Tags, p.Build.Tags)
}

// more is what is in one list or the other, sorted.
func more(a, b []string) []string {
	out := append(append([]string{}, a...), b...)
	slices.Sort(out)
	return slices.Compact(out)
}

// add takes items in; one whose id is there already is told to the one that is there.
func add[T any](list *[]*T, items []*T, id func(*T) string, same func(old, item *T)) {
	known := make(map[string]*T, len(*list)+len(items))
	for _, x := range *list {
		known[id(x)] = x
	}
	for _, x := range items {
		if old := known[id(x)]; old != nil {
			same(old, x)
			continue
		}
		known[id(x)] = x
		*list = append(*list, x)
	}
}

// parts takes in processes, boundaries, elements and what flows between them.
func (u *united) parts(p *part) {
	u.Processes = append(u.Processes, p.Processes...)
	add(&u.Listeners, p.Listeners, func(l *dfd.Listener) string { return l.ID }, func(_, _ *dfd.Listener) {})
	add(&u.Boundaries, p.Boundaries, func(b *dfd.Boundary) string { return b.ID }, func(old, b *dfd.Boundary) { old.Reason = both(old.Reason, b.Reason) })
	add(&u.Elements, p.Elements, func(e *dfd.Element) string { return e.ID }, func(old, e *dfd.Element) {
		old.Evidence = places(old.Evidence, e.Evidence)
		old.Opened = more(old.Opened, e.Opened)
		old.Level = min(old.Level, e.Level)
	})
	u.EntryPoints = append(u.EntryPoints, p.EntryPoints...)
	add(&u.Flows, p.Flows, func(f *dfd.Flow) string { return f.ID }, addFlow)
}

// addFlow takes a flow into one with the same ends and operation.
func addFlow(old, f *dfd.Flow) {
	for _, l := range strings.Split(f.Label, "; ") {
		old.AddLabel(l)
	}
	old.EntryPoints, old.Crosses = more(old.EntryPoints, f.EntryPoints), more(old.Crosses, f.Crosses)
	if len(old.Names)+len(f.Names) > 0 {
		old.Names = more(old.Names, f.Names)
	}
	old.Via = append(old.Via, f.Via...)
	for _, d := range f.Data {
		if !slices.ContainsFunc(old.Data, func(x dfd.Datum) bool { return x.Name == d.Name && x.Class == d.Class }) {
			old.Data = append(old.Data, d)
		}
	}
	if old.Transport != f.Transport {
		old.Transport = "unknown"
	}
}

// places puts evidence together, each line once.
func places(a, b []dfd.Place) []dfd.Place {
	out := append(append([]dfd.Place{}, a...), b...)
	slices.SortStableFunc(out, func(x, y dfd.Place) int { return cmp.Or(cmp.Compare(x.File, y.File), cmp.Compare(x.Line, y.Line)) })
	return slices.CompactFunc(out, func(x, y dfd.Place) bool { return x.File == y.File && x.Line == y.Line })
}

// rows takes in what is said of the parts.
func (u *united) rows(p *part) {
	add(&u.Controls, p.Controls, func(c *dfd.Control) string { return c.ID }, func(old, c *dfd.Control) {
		old.EntryPoints, old.Evidence = more(old.EntryPoints, c.EntryPoints), places(old.Evidence, c.Evidence)
	})
	u.Threats = append(u.Threats, p.Threats...)
	for _, n := range p.NotApplicable {
		if !slices.Contains(u.NotApplicable, n) {
			u.NotApplicable = append(u.NotApplicable, n)
		}
	}
	for _, a := range p.Assumptions {
		if !slices.ContainsFunc(u.Assumptions, func(x dfd.Assumption) bool { return x.Text == a.Text }) {
			u.Assumptions = append(u.Assumptions, a)
		}
	}
	add(&u.Unresolved, p.Unresolved, func(x *dfd.Unresolved) string { return x.ID }, func(old, x *dfd.Unresolved) { old.EntryPoints = more(old.EntryPoints, x.EntryPoints) })
	add(&u.Suppressions, p.Suppressions, func(s *dfd.Suppression) string {
		return s.File + "\x00" + s.Reason + "\x00" + strings.Join(s.Rules, ",") + "\x00" + strconv.Itoa(s.Line)
	},
		func(old, s *dfd.Suppression) {
			old.Live, old.Threats = old.Live || s.Live, more(old.Threats, s.Threats)
		})
}

// facts takes in what checks judge.
func (u *united) facts(p *part) {
	add(&u.Uses, p.Uses, func(x *dfd.Use) string { return x.ID }, func(old, x *dfd.Use) {
		old.Element, old.Flow = cmp.Or(old.Element, x.Element), cmp.Or(old.Flow, x.Flow)
		for _, r := range x.On {
			reach(old, r)
		}
	})
	for id, g := range p.Guards {
		if u.Guards[id] == nil {
			u.Guards[id] = g
		}
	}
	maps.Copy(u.Chains, p.Chains)
}

// reach adds a way to a use: of start-up, which all binaries have, what holds in all of them holds.
func reach(u *dfd.Use, r dfd.Reach) {
	for n := range u.On {
		if o := &u.On[n]; o.Entry == r.Entry {
			inBoth := func(a, b []string) []string {
				return slices.DeleteFunc(slices.Clone(a), func(s string) bool { return !slices.Contains(b, s) })
			}
			o.Guards, o.Before, o.Failed, o.Async = inBoth(o.Guards, r.Guards), inBoth(o.Before, r.Before), o.Failed && r.Failed, o.Async && r.Async
			return
		}
	}
	u.On = append(u.On, r)
}

func (u *united) coverage(c *dfd.Coverage) {
	o := &u.Coverage
	o.Packages.Analysed += c.Packages.Analysed
	o.Packages.Skipped = skipped(o.Packages.Skipped, c.Packages.Skipped)
	o.Files = skipped(o.Files, c.Files)
	o.Unserved = skipped(o.Unserved, c.Unserved)
	o.Calls.Modelled += c.Calls.Modelled
	o.Calls.Resolved += c.Calls.Resolved
	o.Calls.Unresolved += c.Calls.Unresolved
	o.Libraries.Modelled = more(o.Libraries.Modelled, c.Libraries.Modelled)
	o.Models = skipped(o.Models, c.Models)
	o.Libraries.Unspoken = more(o.Libraries.Unspoken, c.Libraries.Unspoken)
	o.Libraries.Harmless = more(o.Libraries.Harmless, c.Libraries.Harmless)
	o.Libraries.Unmodelled = more(o.Libraries.Unmodelled, c.Libraries.Unmodelled)
	o.Budgets = more(o.Budgets, c.Budgets)
	o.Unfinished = o.Unfinished || c.Unfinished
}

func skipped(a, b []dfd.Skipped) []dfd.Skipped {
	for _, s := range b {
		if !slices.Contains(a, s) {
			a = append(a, s)
		}
	}
	return a
}
