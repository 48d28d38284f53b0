// Package debugexposed judges who gets to the handlers that are meant for operators.
//
// In: entry points whose handler belongs to a profiling or metrics library, their listener and their authentication. Out:
// debug-exposed and metrics-exposed (I), one row a listener each; a question where the address is a setting that is on loopback by default,
// or where nothing serves them unless a setting says so.
package debugexposed

import (
	"slices"
	"strings"

	"github.com/gostride/gostride/analyzers/checks/judge"
	"github.com/gostride/gostride/dfd"
	"github.com/gostride/gostride/stride"
)

// Check is the check for the list of all checks.
var Check = stride.Check{Name: "debugexposed", Rules: []*stride.Rule{Profiling, Metrics}, Program: Program}

// Program judges a linked program.
func Program(p *dfd.Program) []stride.Finding {
	f := judge.Of(p)
	var out []stride.Finding
	for _, rule := range []*stride.Rule{Profiling, Metrics} {
		groups := make(map[string][]*dfd.EntryPoint)
		var order []string
		for _, e := range p.EntryPoints {
			key := strings.Join(e.Processes, ",") + " " + e.Listener + " " + e.Auth.Verdict
			if about(e) != rule || e.Auth.Verdict == "protected" || !f.Exposed(e) {
				continue
			}
			if groups[key] == nil {
				order = append(order, key)
			}
			groups[key] = append(groups[key], e)
		}
		for _, key := range order {
			out = append(out, row(f, rule, groups[key]))
		}
	}
	return out
}

// handlers are the packages whose handlers are meant for operators.
var handlers = []struct {
	prefix string
	rule   *stride.Rule
}{
	{"net/http/pprof.", Profiling},
	{"github.com/go-chi/chi/middleware.Profiler", Profiling},
	{"github.com/go-chi/chi/v5/middleware.Profiler", Profiling},
	{"github.com/gin-contrib/pprof.", Profiling},
	{"github.com/labstack/echo-contrib/pprof.", Profiling},
	{"github.com/gofiber/fiber/v2/middleware/pprof.", Profiling},
	{"github.com/gofiber/fiber/v3/middleware/pprof.", Profiling},
	{"github.com/kataras/iris/v12/middleware/pprof.", Profiling},
	{"github.com/felixge/fgprof.", Profiling},
	{"expvar.", Metrics},
	{"github.com/prometheus/client_golang/", Metrics},
	{"github.com/gofiber/fiber/v2/middleware/expvar.", Metrics},
	{"github.com/gofiber/fiber/v3/middleware/expvar.", Metrics},
	{"github.com/VictoriaMetrics/metrics.", Metrics},
}

func about(e *dfd.EntryPoint) *stride.Rule {
	for _, h := range handlers {
		if strings.HasPrefix(e.Handler, h.prefix) {
			return h.rule
		}
	}
	if strings.HasPrefix(e.Path, "/debug/pprof") {
		return Profiling
	}
	return nil
}

func row(f *judge.Facts, rule *stride.Rule, entries []*dfd.EntryPoint) stride.Finding {
	e := entries[0]
	find := stride.Finding{
		Rule: rule, Target: e.Element, Entries: judge.IDs(entries), Tier: stride.Shown, Status: stride.Open, Symbols: []string{e.Handler},
		Title:    rule.Title + ": " + judge.Routes(entries),
		Action:   "Serve " + judge.Routes(entries) + " (" + judge.Code(judge.Call(e.Handler)) + ") on a loopback address, on a router of its own.",
		Controls: []*dfd.Control{f.Absence("authentication", entries, "middleware of the routes", "the listener's address")},
	}
	for _, e := range entries {
		at := dfd.Place{File: e.File, Line: e.Line, Func: e.Handler}
		if e.Registered != nil {
			at = *e.Registered
		}
		find.Evidence = append(find.Evidence, at)
	}
	if slices.ContainsFunc(f.AtStart(e, "confine"), func(g *dfd.Guard) bool { return g.Value == "ip-range" }) {
		find.Tier, find.Status = stride.Unknown, stride.ToConfirm
		find.Note = "Are the addresses that get to " + judge.Routes(entries) + " those of operators only?"
		find.Controls[0].Verdict = "unknown"
	}
	if at := f.UsuallyLocal(e); at != "" {
		find.Tier, find.Status = stride.Unknown, stride.ToConfirm
		find.Note = "Is the address of " + judge.Routes(entries) + " set to one that others get to? Unless it is set, it is " + at + "."
		find.Controls[0].Verdict = "unknown"
	}
	if by := switched(f, entries); by != nil {
		find.Tier, find.Status = stride.Unknown, stride.ToConfirm
		find.Note = "Is " + judge.List(by) + " set where this runs? Unless it is, nobody gets to " + judge.Routes(entries) + "."
		find.Controls[0].Verdict = "unknown"
	}
	if e.Auth.Verdict == "unknown" {
		find.Tier, find.Status = stride.Unknown, stride.ToConfirm
		find.Note = "Who gets to " + judge.Routes(entries) + "? The middleware in front could not be followed."
		find.Controls[0].Verdict = "unknown"
	}
	return find
}

// switched gives the settings without which none of the entry points is there, nil where one is.
func switched(f *judge.Facts, entries []*dfd.EntryPoint) []string {
	var by []string
	for _, e := range entries {
		c := f.Chains[e.ID]
		if c == nil || len(c.Switched) == 0 {
			return nil
		}
		by = append(by, c.Switched...)
	}
	slices.Sort(by)
	return slices.Compact(by)
}
