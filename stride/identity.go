package stride

import (
	"regexp"
	"strings"

	"github.com/gostride/gostride/dfd"
)

// outerKey is the identity that survives a rename inside the program: rule, process, route or topic, technology with store
// and table. No symbol, file or line is in it.
func (x *index) outerKey(f Finding) string {
	return strings.Join([]string{f.Rule.ID, x.processKey(f.Entries), x.routeKey(f.Entries), f.Store}, "|")
}

// processKey names the processes behind the entry points.
func (x *index) processKey(entries []string) string {
	var names []string
	for _, id := range entries {
		if e := x.entries[id]; e != nil {
			for _, p := range e.Processes {
				if proc := x.procs[p]; proc != nil {
					names = append(names, proc.Name)
				}
			}
		}
	}
	return strings.Join(sorted(names), ",")
}

// routeKey names one entry point as it is, several by the part of the path that they share, so that a new member of a
// group does not give the group another name.
func (x *index) routeKey(entries []string) string {
	var found []*dfd.EntryPoint
	for _, id := range sorted(entries) {
		if e := x.entries[id]; e != nil {
			found = append(found, e)
		}
	}
	switch len(found) {
	case 0:
		return ""
	case 1:
		return found[0].Title()
	}
	shared := strings.Split(found[0].Path, "/")
	for _, e := range found[1:] {
		shared = commonPrefix(shared, strings.Split(e.Path, "/"))
	}
	return strings.Join(shared, "/") + "*"
}

func commonPrefix(a, b []string) []string {
	n := 0
	for n < min(len(a), len(b)) && a[n] == b[n] {
		n++
	}
	return a[:n:n]
}

// innerKey is the identity that survives a changed route or table: rule and module-relative symbols. A closure counts as
// the function it is written in.
func (x *index) innerKey(f Finding) string {
	symbols := f.Symbols
	if len(symbols) == 0 {
		for _, p := range f.Evidence {
			symbols = append(symbols, p.Func)
		}
	}
	var names []string
	for _, s := range symbols {
		names = append(names, enclosing(x.relative(s)))
	}
	return f.Rule.ID + "|" + strings.Join(sorted(names), ",")
}

// relative strips the module path off a symbol.
func (x *index) relative(symbol string) string {
	rest, inside := strings.CutPrefix(symbol, x.model.Module)
	if x.model.Module == "" || !inside || rest == "" || (rest[0] != '/' && rest[0] != '.') {
		return symbol
	}
	return strings.TrimPrefix(rest, "/")
}

var closure = regexp.MustCompile(`(\.func\d+(\.\d+)*)+$`)

// enclosing strips the numbers that the compiler gives to closures.
func enclosing(symbol string) string { return closure.ReplaceAllString(symbol, "") }
