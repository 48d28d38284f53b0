package join

import (
	"maps"
	"slices"
	"strings"

	"github.com/gostride/gostride/dfd"
)

// kinds of ids: each has a space of its own.
const (
	listenerID = iota
	boundaryID
	elementID
	entryID
	flowID
	controlID
	threatID
	useID
	kinds
)

// renames gives new ids for old ones, by kind.
type renames [kinds]map[string]string

func (r *renames) id(kind int, id string) string {
	if to, ok := r[kind][id]; ok {
		return to
	}
	return id
}

func (r *renames) list(kind int, ids []string) []string {
	for n, id := range ids {
		ids[n] = r.id(kind, id)
	}
	return ids
}

func (r *renames) set(kind int, from, to string) {
	if r[kind] == nil {
		r[kind] = map[string]string{}
	}
	if from != to {
		r[kind][from] = to
	}
}

// tell gives what is a part's own, and has an id that another part uses too, a name of its own.
func tell(parts []*part) {
	name(parts)
	var users [kinds]map[string]int
	for k := range users {
		users[k] = map[string]int{}
	}
	for _, p := range parts {
		p.each(func(kind int, id string, _ bool) { users[kind][id]++ })
	}
	for _, p := range parts {
		var r renames
		p.each(func(kind int, id string, own bool) {
			if own && users[kind][id] > 1 {
				r.set(kind, id, id+" in "+p.tag)
			}
		})
		for _, e := range p.Elements {
			if e.Kind == "store" && r.id(elementID, e.ID) != e.ID {
				e.Name += " (" + p.tag + ")"
			}
		}
		p.rename(&r)
	}
}

// each visits what has an id that another part may use for a thing of its own, and says whether it is this part's own.
func (p *part) each(visit func(kind int, id string, own bool)) {
	for _, x := range p.Listeners {
		visit(listenerID, x.ID, true)
	}
	for _, b := range p.Boundaries {
		visit(boundaryID, b.ID, p.inside(b.ID))
	}
	for _, e := range p.EntryPoints {
		visit(entryID, e.ID, true)
	}
	for _, e := range p.Elements {
		visit(elementID, e.ID, p.owns(e))
	}
	for _, t := range p.Threats {
		visit(threatID, t.ID, true)
	}
}

// tellUses: a use of shared code that works on another element in each binary is one use in each; so is a control that is not
// the same in both.
func tellUses(parts []*part) {
	uses, controls := differing[*dfd.Use]{}, differing[*dfd.Control]{}
	for _, p := range parts {
		uses.look(p.Uses, func(u *dfd.Use) (id, what string) { return u.ID, u.Element })
		controls.look(p.Controls, func(c *dfd.Control) (id, what string) { return c.ID, c.Verdict + "\x00" + c.Value })
	}
	for _, p := range parts {
		var r renames
		for _, u := range p.Uses {
			if uses[u.ID].differ {
				r.set(useID, u.ID, u.ID+" in "+p.tag)
			}
		}
		for _, c := range p.Controls {
			if controls[c.ID].differ {
				r.set(controlID, c.ID, c.ID+" in "+p.tag)
			}
		}
		p.rename(&r)
	}
}

// differing says of each id whether it stands for the same in all parts.
type differing[T any] map[string]struct {
	what   string
	differ bool
}

func (d differing[T]) look(items []T, of func(T) (id, what string)) {
	for _, x := range items {
		id, what := of(x)
		old, known := d[id]
		old.differ = known && (old.differ || old.what != what)
		old.what = what
		d[id] = old
	}
}

// name gives each part the name of its binaries: what tells them apart of their import paths, where names do not.
func name(parts []*part) {
	byName := map[string][]*dfd.Process{}
	for _, p := range parts {
		for _, x := range p.Processes {
			byName[x.Name] = append(byName[x.Name], x)
		}
	}
	for _, old := range slices.Sorted(maps.Keys(byName)) {
		same := byName[old]
		if len(same) < 2 {
			continue
		}
		rename(same)
		for _, p := range parts {
			p.nameBoundary(old, same)
		}
	}
	for _, p := range parts {
		var names []string
		for _, x := range p.Processes {
			names = append(names, x.Name)
		}
		slices.Sort(names)
		if len(names) == 0 || len(names) > 2 {
			names = []string{p.Module}
		}
		p.tag = strings.Join(names, " and ")
	}
}

// nameBoundary calls the boundary of a process like the process.
func (p *part) nameBoundary(old string, renamed []*dfd.Process) {
	for _, x := range p.Processes {
		for _, b := range p.Boundaries {
			if b.Kind == "service" && b.Name == old && slices.Contains(renamed, x) {
				b.Name = x.Name
			}
		}
	}
}

// rename names processes by the part of their import paths in which they differ: shop/app/cart/cmd/server and
// shop/app/user/cmd/server are cart and user.
func rename(same []*dfd.Process) {
	paths, head, tail := make([][]string, len(same)), 1<<10, 1<<10
	for n, x := range same {
		paths[n] = strings.Split(x.Package, "/")
		head, tail = min(head, alike(paths[0], paths[n])), min(tail, alike(reversed(paths[0]), reversed(paths[n])))
	}
	for n, x := range same {
		if p := paths[n]; head+tail < len(p) {
			x.Name = strings.Join(p[head:len(p)-tail], "/")
		} else {
			x.Name = x.Package
		}
	}
}

// alike counts the elements that two lists begin with.
func alike(a, b []string) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return n
}

func reversed(list []string) []string {
	out := slices.Clone(list)
	slices.Reverse(out)
	return out
}

// inside says that a boundary is a binary, or lies in one.
func (p *part) inside(id string) bool {
	for n := 0; id != "" && n < 64; n++ {
		b := p.boundary(id)
		if b == nil {
			return false
		}
		if b.Kind == "service" {
			return true
		}
		id = b.Parent
	}
	return false
}

func (p *part) boundary(id string) *dfd.Boundary {
	for _, b := range p.Boundaries {
		if b.ID == id {
			return b
		}
	}
	return nil
}

// owns says that an element is part of a binary: its handlers, what it keeps in memory, the disk of the machine that it runs on.
func (p *part) owns(e *dfd.Element) bool {
	return e.Kind == "process" || e.Kind == "store" && onHost(e) || p.inside(e.Boundary)
}

func onHost(e *dfd.Element) bool {
	return e.Tech == "filesystem" || e.Tech == "memory" || e.Subkind == "memory"
}
