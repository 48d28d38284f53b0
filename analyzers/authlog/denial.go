package authlog

import (
	"maps"
	"slices"
	"strings"

	"github.com/gostride/gostride/analyzers/checks/judge"
	"github.com/gostride/gostride/dfd"
	"github.com/gostride/gostride/stride"
)

// denials asks of the middleware that turns callers away whether anything tells that it did: one row a process.
func denials(f *judge.Facts) []stride.Finding {
	groups := make(map[string][]*dfd.EntryPoint)
	for _, e := range f.EntryPoints {
		if judge.Remote(e) && turnsAway(f, e) != nil && !told(f, e) {
			key := strings.Join(e.Processes, ",")
			groups[key] = append(groups[key], e)
		}
	}
	var out []stride.Finding
	for _, key := range slices.Sorted(maps.Keys(groups)) {
		out = append(out, denialRow(f, groups[key]))
	}
	return out
}

// turnsAway finds the first middleware of the program's own that refuses callers of an entry point for who they are: what a
// library writes down when it refuses somebody is not seen.
func turnsAway(f *judge.Facts, e *dfd.EntryPoint) *dfd.Link {
	c := f.Chains[e.ID]
	if c == nil {
		return nil
	}
	for n := range c.Links {
		l := &c.Links[n]
		if l.Does == "gate" && l.Is == "" && slices.ContainsFunc(l.Guards, func(id string) bool {
			g := f.Guards[id]
			return g != nil && !g.Library && (g.Kind == "auth" || g.Kind == "role")
		}) {
			return l
		}
	}
	return nil
}

// told reports whether a refusal shows somewhere: in a request log in front, in a middleware that could not be looked into, or
// in a line or row that the middleware writes without letting the caller past.
func told(f *judge.Facts, e *dfd.EntryPoint) bool {
	c, gate := f.Chains[e.ID], turnsAway(f, e)
	for n := range c.Links {
		if l := &c.Links[n]; l == gate {
			break
		} else if l.Is == "log" || l.Does == "unknown" || writes(f, e, l, nil) {
			return true
		}
	}
	return writes(f, e, gate, gate.Guards)
}

// writes reports whether a middleware writes a line or a row, before it lets callers past the guards given.
func writes(f *judge.Facts, e *dfd.EntryPoint, l *dfd.Link, past []string) bool {
	return slices.ContainsFunc(f.From(e.ID), func(h judge.Hit) bool {
		if h.Use.Role != "log" && judge.Verb(h.Use) != "INSERT" || !judge.Within(h, *l) {
			return false
		}
		return len(past) == 0 || slices.ContainsFunc(past, func(id string) bool { return !slices.Contains(h.Reach.Guards, id) })
	})
}

func denialRow(f *judge.Facts, entries []*dfd.EntryPoint) stride.Finding {
	var gates, symbols []string
	var places []dfd.Place
	for _, e := range entries {
		l := turnsAway(f, e)
		if name := judge.Code(judge.Call(l.Func)); !slices.Contains(gates, name) {
			gates = append(gates, name)
			places = append(places, l.Place)
			symbols = append(symbols, l.Func)
		}
	}
	slices.Sort(gates)
	find := f.Finding(Denial, nil)
	find.Entries, find.Target, find.Evidence = judge.IDs(entries), entries[0].Element, judge.Places(places)
	find.Symbols = symbols
	find.Tier = stride.Absent
	find.Title = "Refused requests leave no record: " + judge.Routes(entries)
	find.Action = "In " + judge.List(gates) + ", or in a middleware in front, log each refusal with path, reason and address."
	find.Note = judge.Code(`slog.WarnContext(ctx, "refused", "path", r.URL.Path, "ip", r.RemoteAddr, "why", err)`)
	find.Controls = []*dfd.Control{f.Absence("access-log", entries, "log lines and rows where requests are refused", "a request log in front")}
	return find
}
