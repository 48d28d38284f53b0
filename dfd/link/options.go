package link

import (
	"slices"
	"sort"
	"strconv"
	"strings"

	"github.com/gostride/gostride/dfd"
)

// What stands behind an option of a program is that option's value, if it takes one: exec.Command("pg_dump", "--table", name). Whether it
// does only the program knows.

// optionValues marks what of a program's arguments stands behind a constant option wherever it stands.
func (a *assembly) optionValues(h *hit, v *dfd.Value) {
	if v == nil {
		return
	}
	behind, free := map[originAt]bool{}, map[originAt]bool{}
	note := func(before, s set) {
		to := free
		if a.l.isOption(before) {
			to = behind
		}
		for _, o := range a.l.describe(s).From("input") {
			to[originAt{o.Name, o.Place}] = true
		}
	}
	a.l.eachObj(h.recv, func(o int32) {
		made := a.l.objs[o].hit
		if made == nil {
			return
		}
		for n, x := range made.args {
			list := false
			a.l.eachObj(x, func(o int32) { list = a.l.neighbours(o, note) || list })
			if !list && n > 0 {
				note(made.args[n-1], x)
			}
		}
	})
	for n, o := range v.Origins {
		if k := (originAt{o.Name, o.Place}); o.Kind == "input" && behind[k] && !free[k] {
			v.Origins[n].Marks = append(slices.Clone(o.Marks), "option-value")
			sort.Strings(v.Origins[n].Marks)
		}
	}
}

// originAt tells inputs apart, whatever was done to them.
type originAt struct {
	name  string
	place dfd.Place
}

// isOption says that a text is an option without a value of its own.
func (l *linker) isOption(s set) bool {
	texts, part := l.texts(s)
	return part == "" && len(texts) > 0 && !slices.ContainsFunc(texts, func(t string) bool { return len(t) < 2 || t[0] != '-' || t == "--" || strings.Contains(t, "=") })
}

// neighbours calls f for each element of a list and of what it was made of, with the one before it, where their order is known. It says
// whether there are any.
func (l *linker) neighbours(o int32, f func(before, s set)) bool {
	some := false
	for _, x := range l.copied(nil, o) {
		at := map[string]set{}
		for _, k := range l.objs[x].keys {
			if l.elemKey(k) {
				at[l.strs.list[k]] = l.content(x, k)
			}
		}
		for k, s := range at {
			f(at[before(k)], s)
			some = true
		}
	}
	return some
}

// before is the key of the element in front of another: [0] for [1], [+12.0] for [+12.1].
func before(key string) string {
	i := strings.LastIndexAny(key, "[.+") + 1
	n, err := strconv.Atoi(strings.TrimSuffix(key[i:], "]"))
	if err != nil || n == 0 {
		return ""
	}
	return key[:i] + strconv.Itoa(n-1) + "]"
}
