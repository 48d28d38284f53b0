package filename

import (
	"fmt"
	"slices"
	"strings"

	"github.com/gostride/gostride/analyzers/checks/judge"
	"github.com/gostride/gostride/dfd"
	"github.com/gostride/gostride/stride"
)

// One name often gets to many calls: a folder is made and a file in it, and each implementation of a storage interface is handed
// the same name by one caller. What is to be mended is where the name is made, so that is one row for each store.

// rows makes one finding of the verdicts that have one cause.
func rows(f *judge.Facts, all []verdict) []stride.Finding {
	var out []stride.Finding
	for _, g := range causes(all) {
		out = append(out, row(f, g))
	}
	return out
}

// causes puts verdicts together that share a cause, also by way of others.
func causes(all []verdict) [][]verdict {
	group := make([]int, len(all)) // the first verdict that has the same cause
	first := make(map[string]int)
	for n, v := range all {
		group[n] = n
		for _, key := range v.causes() {
			at, known := first[key]
			if !known {
				first[key] = n
				continue
			}
			from, to := max(group[at], group[n]), min(group[at], group[n])
			for i := range group[:n+1] {
				if group[i] == from {
					group[i] = to
				}
			}
		}
	}
	at := -1
	return judge.By(all, func(verdict) string { at++; return fmt.Sprint(group[at]) })
}

// causes are the keys any of which makes verdicts one finding: the call; the function that it is in and the name; the function that
// calls this, for what all implementations of a method are handed. What is asked is asked about each call, as a rule.
func (v verdict) causes() []string {
	u := v.hit.Use
	if v.class == confined { // one row a store says that its names are in order
		return []string{fmt.Sprint(v.rule.ID, v.class, u.Element, v.sink.object)}
	}
	call := fmt.Sprint(v.rule.ID, v.class, v.asked, u.Place.Func, u.Symbol, v.sink.arg)
	if v.asksOfInput() {
		return []string{fmt.Sprint(v.rule.ID, v.class, u.Element, v.sink.object, spelled(v.inputs))}
	}
	if v.class == unclear {
		return []string{call}
	}
	name := fmt.Sprint(v.rule.ID, v.class, v.asked, u.Element, v.sink.object, spelled(v.inputs))
	keys := []string{call, "in " + u.Place.Func + name}
	method := judge.Last(u.Place.Func)
	if way := v.hit.Reach.Trace(); len(way) > 1 && u.Place.Func != v.hit.Entry.Handler && !literal(method) { // what adapts handlers makes no names
		keys = append(keys, "by "+way[len(way)-2].Func+" "+method+name)
	}
	return keys
}

// asksOfInput reports whether what is asked is what became of a part of the path that the router had cleaned: one question, however
// many calls get it.
func (v verdict) asksOfInput() bool {
	return v.class == unclear && v.cleaned && !v.bare && !v.dots && !v.rel && v.doubt == nil
}

// literal reports whether the last part of a function's name is one that a function literal gets.
func literal(name string) bool {
	n := strings.TrimPrefix(name, "func")
	return n != name && strings.Trim(n, "0123456789") == ""
}

// spelled names the inputs that a name is made of.
func spelled(inputs []dfd.Origin) []string {
	var out []string
	for _, o := range inputs {
		out = append(out, o.Kind+" "+o.Name)
	}
	slices.Sort(out)
	return slices.Compact(out)
}
