// Package auditlog asks of every change: who can prove who made it?
//
// In: what entry points write and delete, what they insert and log on the same way, and whether any code of the program,
// reached or not, updates or deletes those rows. Out: missing-audit (R), one row a process for the entry points without a
// record, one more for those that change rights, one a record for those that have one. It reads where values come from, not what
// columns are called; only that a column gives rights, its name tells.
package auditlog

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/gostride/gostride/analyzers/checks/judge"
	"github.com/gostride/gostride/dfd"
	"github.com/gostride/gostride/stride"
)

// Check is the check for the list of all checks.
var Check = stride.Check{Name: "auditlog", Rules: []*stride.Rule{Missing}, Program: Program}

// Program judges a linked program.
func Program(p *dfd.Program) []stride.Finding {
	f := judge.Of(p)
	k := &histories{f, make(map[*dfd.Use][]string)}
	var all []verdict
	by, asks := libraries(f), asking(p)
	for _, e := range p.EntryPoints {
		if !judge.Remote(e) && e.Kind != "queue" {
			continue
		}
		if v, ok := k.weigh(e, by[e.ID]); ok && !(asks[e.ID] && incidental(v.changes, asks)) {
			all = append(all, v)
		}
	}
	return rows(f, all)
}

// standing is how well an entry point's changes are recorded, from worst to best.
type standing int

const (
	absent   standing = iota
	altered           // a record that the program changes or removes
	weak              // one that lacks something or that may be lost
	nameless          // one that may say who did it
	unclear           // one that may say when
	logged
	recorded
)

// verdict is what is said about one entry point.
type verdict struct {
	entry    *dfd.EntryPoint
	changes  []judge.Hit
	standing standing
	record   *dfd.Use // the record, or what comes nearest
	because  string   // what the record lacks, or what makes it weak
	library  string   // one without a model that by its name records changes
	history  *dfd.Use // what by its name is one of changes
}

// weigh judges one entry point by its best record, or by a library that may keep one. No verdict: it changes nothing.
func (k *histories) weigh(e *dfd.EntryPoint, library string) (verdict, bool) {
	f := k.f
	v := verdict{entry: e, library: library}
	var best *verdict
	for _, h := range f.From(e.ID) {
		if h.Reach.Failed {
			continue
		}
		if h.Changes() && !f.Beside(h) && !f.Everywhere(h.Use) && !passes(f, h.Use) {
			v.changes = append(v.changes, h)
		}
		if v.history == nil && writesHistory(h) {
			v.history = h.Use
		}
		if c, ok := k.candidate(h); ok && (best == nil || c.standing > best.standing) {
			best = &c
		}
	}
	v.changes = judge.Certain(slices.DeleteFunc(v.changes, func(h judge.Hit) bool {
		return judge.Counts(h.Use) || isCalled(h.Use, goesByItself) || best == nil && isCalled(h.Use, recordsChanges)
	}))
	if len(v.changes) == 0 || best != nil && judge.Asks(e) && onlyRecord(v.changes, best.record) {
		return v, false
	}
	if best != nil && (best.standing < unclear || accompanies(f, e, best.record, v.changes)) {
		v.standing, v.record, v.because = best.standing, best.record, best.because
	} else if best != nil {
		v.standing, v.record, v.because = weak, best.record, "nothing shows that it is made whenever the change is"
	}
	switch {
	case v.standing >= nameless:
	case v.library != "":
		v.standing, v.record = nameless, nil
	case v.history != nil && best == nil:
		v.standing, v.record = nameless, v.history
	}
	return v, true
}

// asking lists the entry points that only ask by their method.
func asking(p *dfd.Program) map[string]bool {
	out := make(map[string]bool)
	for _, e := range p.EntryPoints {
		out[e.ID] = judge.Asks(e)
	}
	return out
}

// incidental reports whether what a request that only asks changes is the work of others, whose row says so: each change is made on the way
// of something that does not only ask as well, or is a file that is put in order.
func incidental(changes []judge.Hit, asks map[string]bool) bool {
	return !slices.ContainsFunc(changes, func(h judge.Hit) bool {
		others := slices.ContainsFunc(h.Use.On, func(r dfd.Reach) bool { return r.Entry != "" && !asks[r.Entry] })
		return !others && !judge.IsFile(h.Use)
	})
}

// passes reports whether a change is one of what goes by itself: an entry of a store of keys that is only ever written for a time, such as a
// session or what a cache holds; or a line of a file that lines are only added to.
func passes(f *judge.Facts, u *dfd.Use) bool {
	if u.Attr["opens"] == "journal" { // a log, or a record by itself
		return true
	}
	if u.Role != "kv" || u.Element == "" {
		return false
	}
	timed := func(x *dfd.Use) bool {
		ttl := x.Args["ttl"]
		return ttl != nil && judge.Text(ttl) != "0" && len(ttl.Text)+len(ttl.Origins) > 0
	}
	kept := func(x *dfd.Use) bool { return x.Role == "kv" && x.Element == u.Element && x.Op == "write" && !timed(x) }
	if u.Op == "write" {
		return timed(u)
	}
	return !slices.ContainsFunc(f.Uses, kept)
}

// libraries names, by entry point, a library without a model that it calls and whose name says that it records what is done.
func libraries(f *judge.Facts) map[string]string {
	names, out := map[string]string{}, map[string]string{}
	for _, el := range f.Elements {
		if el.Tech == "unmodelled" && strings.Contains(el.Name, "audit") {
			names[el.ID] = el.Name
		}
	}
	for _, x := range f.Flows {
		if name := names[x.To]; name != "" {
			for _, id := range x.EntryPoints {
				out[id] = cmp.Or(out[id], name)
			}
		}
	}
	return out
}

// onlyRecord reports whether an entry point changes nothing but a record of itself, such as an access log. Where it is there to read,
// that is no change.
func onlyRecord(changes []judge.Hit, record *dfd.Use) bool {
	return record.Role != "log" && !slices.ContainsFunc(changes, func(h judge.Hit) bool { return !sameRows(h.Use, record) })
}

// accompanies reports whether a record is made on one way with a change: one comes before the other on every path, or the
// record stands in a function that calls the one with the change, past everything that was checked there. A row that is
// the only change does by nature.
func accompanies(f *judge.Facts, e *dfd.EntryPoint, record *dfd.Use, changes []judge.Hit) bool {
	if onlyRecord(changes, record) {
		return true
	}
	before := func(id string, of dfd.Reach) bool { return slices.Contains(of.Before, id) }
	for _, r := range f.From(e.ID) {
		if r.Use != record {
			continue
		}
		for _, c := range changes {
			if before(c.Use.ID, r.Reach) || before(record.ID, c.Reach) || outer(r, c) {
				return true
			}
		}
	}
	return false
}

// outer reports whether a record's function is on the way to a change, and what holds at the change holds at the record.
func outer(record, change judge.Hit) bool {
	on := func(p dfd.Place) bool { return p.Func != "" && p.Func == record.Use.Place.Func }
	return change.Reach.Way.By(on) && change.Use.Place.Func != record.Use.Place.Func &&
		!slices.ContainsFunc(change.Reach.Guards, func(id string) bool { return !slices.Contains(record.Reach.Guards, id) })
}

// grants reports whether a change may write what somebody may do: a column whose name says so, filled by the request.
func grants(h judge.Hit) bool {
	for name, v := range h.Use.Args {
		kind, column, _ := strings.Cut(name, ":")
		if kind == "column" && dfd.Privileges(column) && len(judge.Inputs(v, "body", "form", "path", "query")) > 0 {
			return true
		}
	}
	return false
}

// sameRows reports whether two uses touch a table in common.
func sameRows(a, b *dfd.Use) bool {
	return a.Element == b.Element && judge.ShareTable(a, b)
}

// rows makes one finding of the entry points of a process that stand alike; where a record holds, one a record.
func rows(f *judge.Facts, all []verdict) []stride.Finding {
	groups := make(map[string][]verdict)
	for _, v := range all {
		process := strings.Join(v.entry.Processes, ",")
		switch v.standing {
		case absent, altered, weak:
			process += " open"
			if slices.ContainsFunc(v.changes, grants) {
				process += " rights"
			}
		case nameless:
			process += " nameless " + v.library
		default:
			process += " " + v.record.Place.Func + " " + string(rune('0'+v.standing))
		}
		groups[process] = append(groups[process], v)
	}
	var out []stride.Finding
	for _, k := range slices.Sorted(maps.Keys(groups)) {
		out = append(out, row(f, groups[k]))
	}
	return out
}
