package cors

import (
	"maps"
	"slices"
	"strings"

	"github.com/gostride/gostride/analyzers/checks/judge"
	"github.com/gostride/gostride/dfd"
	"github.com/gostride/gostride/stride"
)

// libraries judges middleware of libraries: it answers with the origin that asks where a function of the program's own says yes to all,
// or where the list holds every host of a scheme.
func libraries(f *judge.Facts) []stride.Finding {
	behind := make(map[string][]*dfd.EntryPoint)
	for _, e := range f.EntryPoints {
		if !judge.Remote(e) || !sentByBrowser(f, e) {
			continue
		}
		for _, g := range f.AtStart(e, "cors") {
			if g.Library && everyOne(g) {
				behind[g.ID] = append(behind[g.ID], e)
			}
		}
	}
	var out []stride.Finding
	for _, id := range slices.Sorted(maps.Keys(behind)) {
		if find := row(f, f.Guards[id], behind[id]); find != nil {
			out = append(out, *find)
		}
	}
	return out
}

// everyOne reports whether each origin is answered with itself. A star is not: browsers send no credentials there.
func everyOne(g *dfd.Guard) bool {
	if says := g.Args["says"]; says != nil {
		return judge.Text(says) == "true"
	}
	origins := g.Args["origins"]
	return origins != nil && slices.ContainsFunc(origins.Text, func(s string) bool {
		_, host, ok := strings.Cut(s, "://")
		return ok && host == "*"
	})
}

// row makes the finding of one middleware, nil where it allows no credentials.
func row(f *judge.Facts, g *dfd.Guard, entries []*dfd.EntryPoint) *stride.Finding {
	v := g.Args["credentials"]
	sure := judge.Text(v) == "true"
	if !sure && (v == nil || !v.Unknown && len(v.From("config")) == 0 && !slices.Contains(v.Text, "true")) {
		return nil
	}
	find := stride.Finding{
		Rule: Reflected, Entries: judge.IDs(entries), Tier: stride.Shown, Status: stride.Open,
		Evidence: []dfd.Place{g.Place}, Trace: []dfd.Place{g.Place}, Symbols: []string{g.Place.Func},
		Action:   "In " + judge.In(g.Place) + ", name the origins that may read answers in the options of " + judge.Code(judge.Call(g.Symbol)) + ".",
		Controls: []*dfd.Control{f.FromGuard("cors", "weak", "every origin is allowed, with credentials", g, entries)},
	}
	describe(&find, entries)
	if !sure {
		doubt(&find, "Are credentials ever allowed in "+judge.In(g.Place)+"? Where they are, every origin is allowed, with credentials.")
	}
	return &find
}
