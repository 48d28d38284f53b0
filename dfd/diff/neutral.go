package diff

import (
	"regexp"
	"slices"
	"strings"

	"github.com/gostride/gostride/dfd"
)

// neutral takes out of a text what only tells where the code stands: names of own packages before a symbol, and of
// binaries. It knows those of both models, so that a name counts for nothing before and after it is changed.
type neutral struct {
	packages  map[string]bool // import paths and their last elements
	processes map[string]bool // ids, names and import paths
}

func newNeutral(models ...*dfd.Model) *neutral {
	n := &neutral{packages: map[string]bool{}, processes: map[string]bool{}}
	for _, m := range models {
		for _, p := range m.Processes {
			n.own(p.Package)
			for _, name := range []string{p.ID, p.Name, p.Package} {
				n.processes[name] = true
			}
		}
		for _, e := range m.EntryPoints {
			n.symbols(e.Handler)
			n.symbols(e.Middleware...)
			n.places(e.Auth.Evidence)
		}
		for _, e := range m.Elements {
			n.places(e.Evidence)
		}
		for _, f := range m.Flows {
			n.symbols(f.Site.Func)
			n.places(f.Trace)
		}
		for _, c := range m.Controls {
			n.places(c.Evidence)
		}
		for _, t := range m.Threats {
			n.places(t.Evidence)
			n.places(t.Trace)
		}
	}
	return n
}

func (n *neutral) places(places []dfd.Place) {
	for _, p := range places {
		n.symbols(p.Func)
	}
}

func (n *neutral) symbols(symbols ...string) {
	for _, s := range symbols {
		e := dfd.EntryPoint{Handler: s}
		n.own(e.HandlerPackage())
	}
}

func (n *neutral) own(path string) {
	if path != "" {
		n.packages[path] = true
		n.packages[path[strings.LastIndexByte(path, '/')+1:]] = true
	}
}

// qualifier is what may be a package before a symbol: "limit." in limit.PerUser.
var qualifier = regexp.MustCompile(`(?:[\w.~-]+/)*[\w~-]+\.`)

// text drops the names of own packages from a text.
func (n *neutral) text(s string) string {
	return qualifier.ReplaceAllStringFunc(s, func(q string) string {
		if n.packages[strings.TrimSuffix(q, ".")] {
			return ""
		}
		return q
	})
}

// identity is a threat's outer key without binaries and packages.
func (n *neutral) identity(s string) string {
	words := strings.FieldsFunc(s, func(r rune) bool { return r == ' ' || r == '|' || r == ';' || r == '\t' || r == '\n' })
	kept := words[:0]
	for _, w := range words {
		if !n.processes[w] {
			kept = append(kept, n.text(w))
		}
	}
	return strings.Join(kept, " ")
}

// code lists the functions of a threat's inner key without their packages, which the key names from the module's root.
func (n *neutral) code(inner string) []string {
	names := strings.Split(inner, ",")
	for i, name := range names {
		names[i] = qualifier.ReplaceAllStringFunc(name, func(q string) string {
			path := strings.TrimSuffix(q, ".")
			if n.packages[path[strings.LastIndexByte(path, '/')+1:]] {
				return ""
			}
			return q
		})
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// process names own code: a binary is the service, and one function is like the other, because its name says how the code
// is cut, not what the program does.
func (n *neutral) process(name string) named {
	switch symbol := n.text(name); {
	case n.processes[name]:
		return named{"the service", name}
	case symbol != name:
		return named{"own code", symbol}
	}
	return named{name, name}
}
