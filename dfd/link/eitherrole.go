package link

import (
	"slices"
	"strings"
)

// orRole stands between the roles of which one is enough.
const orRole = " or "

// eitherRole is what holds where ways meet on which what somebody may do is compared with different texts: he has one of these roles.
func (l *linker) eitherRole(f, g facts) facts {
	out := none
	if !l.hasKind(f, "role") || !l.hasKind(g, "role") {
		return out
	}
	for _, a := range f.ids {
		for _, b := range g.ids {
			x, y := l.guards[a], l.guards[b]
			if x.kind != "role" || y.kind != "role" || hasID(f, b) || hasID(g, a) || x.subject == 0 || l.unmarked(x.subject) != l.unmarked(y.subject) {
				continue
			}
			xs, ys := l.rolesOf(x), l.rolesOf(y)
			if len(xs) == 0 || len(ys) == 0 {
				continue
			}
			all := slices.Concat(xs, ys)
			slices.Sort(all)
			if y.i.id < x.i.id || y.i == x.i && y.at < x.at {
				x = y
			}
			x.value = strings.Join(slices.Compact(all), orRole)
			out = out.plus(l.guard(x))
		}
	}
	return out
}

// rolesOf are the roles of a comparison.
func (l *linker) rolesOf(g guard) []string {
	if g.value != "" {
		return strings.Split(g.value, orRole)
	}
	return l.lists[guardKey{g.kind, g.scheme, g.value, g.i, g.at, g.row}]
}
