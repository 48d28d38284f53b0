package report

import (
	"cmp"
	"slices"
	"strings"

	"github.com/gostride/gostride/dfd"
)

// verbs are what an entry point does to an element, most consequential first.
var verbs = []struct {
	verb string
	ops  []string
}{
	{"runs", []string{"exec"}},
	{"writes", []string{"write", "delete"}},
	{"publishes to", []string{"publish"}},
	{"calls", []string{"call", "request"}},
	{"reads", []string{"read"}},
	{"consumes", []string{"consume"}},
}

// effects of one entry point: verb to names, the flows of its own work. Requests that come in, flows inside the program
// and flows that leave a store by themselves are none.
func effects(m *dfd.Model) map[string]map[string][]string {
	byEntry := make(map[string]map[string][]string)
	kinds := make(map[string]*dfd.Element, len(m.Elements))
	for _, e := range m.Elements {
		kinds[e.ID] = e
	}
	for _, f := range m.Flows {
		from, to := kinds[f.From], kinds[f.To]
		if from == nil || to == nil {
			continue
		}
		other, verb := to, verbOf(f.Op)
		if to.Kind == "process" {
			other = from
		}
		incoming := other == from && other.Kind == "external" && f.Op != "read" && f.Op != "call"
		outside := from.Kind != "process" && to.Kind != "process"
		if verb == "" || incoming || outside || other.Kind == "process" || other.Kind == "unresolved" {
			continue
		}
		for _, id := range f.EntryPoints {
			if byEntry[id] == nil {
				byEntry[id] = make(map[string][]string)
			}
			if name := effectName(other); !slices.Contains(byEntry[id][verb], name) {
				byEntry[id][verb] = append(byEntry[id][verb], name)
			}
		}
	}
	return byEntry
}

func verbOf(op string) string {
	for _, v := range verbs {
		if slices.Contains(v.ops, op) {
			return v.verb
		}
	}
	return ""
}

// effectName is a store's technology and another party's name.
func effectName(e *dfd.Element) string {
	if e.Kind == "store" && e.Tech != "unmodelled" {
		return cmp.Or(e.Tech, e.Name)
	}
	return cmp.Or(e.Name, e.Tech)
}

// effectWords: "writes postgresql, s3  reads redis"; names in order.
func effectWords(by map[string][]string, sep string) string {
	var parts []string
	for _, v := range verbs {
		if names := slices.Clone(by[v.verb]); len(names) > 0 {
			slices.Sort(names)
			parts = append(parts, v.verb+" "+strings.Join(names, ", "))
		}
	}
	return strings.Join(parts, sep)
}

// authWords: "jwt ✓", "none", "?".
func authWords(a dfd.Auth) string {
	switch a.Verdict {
	case "protected":
		return schemeName(a) + " ✓"
	case "public":
		return "none"
	}
	return "?"
}

func schemeName(a dfd.Auth) string {
	schemes := slices.Clone(a.Schemes)
	if len(schemes) == 0 {
		schemes = []string{a.Scheme}
	}
	name := strings.Join(schemes, "/")
	if name == "" || name == "unknown" || name == "other" || name == "none" {
		return "auth"
	}
	return name
}

// inputNames are what the caller chooses, as far as a person would call it an input: not headers and cookies, and a
// file's name goes with the file.
func inputNames(e *dfd.EntryPoint) []string {
	var names []string
	for _, in := range e.Inputs {
		if in.From == "header" || in.From == "cookie" || in.From == "filename" || in.Name == "" {
			continue
		}
		if !slices.Contains(names, in.Name) {
			names = append(names, in.Name)
		}
	}
	slices.Sort(names)
	return names
}
