package link

import (
	"slices"

	"github.com/gostride/gostride/analyzers/catalog"
	"github.com/gostride/gostride/dfd"
)

// Which of the stores of one technology a call works on: by how its handle was opened. Ways to open that are parts of one another are one
// store. Where a handle may be one of several, it is taken for the one that most calls work on; where it was not followed to who opened it,
// for the one that more than half of the program's calls work on, unless what it was opened with came from a caller or out of a store.

// openedStore gives the element of a store by how it was opened: where a process opens several of one technology, each is its own.
func (a *assembly) openedStore(tech, subkind string, way []string, p dfd.Place) *dfd.Element {
	if len(way) == 0 {
		return a.store(tech, subkind, "", p)
	}
	detail := ""
	if a.several(tech) {
		detail = dfd.OpeningName(way)
	}
	e := a.store(tech, subkind, detail, p)
	for _, w := range way {
		addOnce(&e.Opened, w)
	}
	slices.Sort(e.Opened)
	return e
}

// way gives how the store behind a use was opened, nil where that is not known.
func (a *assembly) way(u *usedBy, tech string) []string {
	ways := a.ways(u, tech)
	followed := slices.ContainsFunc(ways, func(w []string) bool { return len(w) > 0 })
	if followed || !a.several(tech) || len(ways) > 0 && a.l.chosenOutside(u) {
		return a.oneOf(ways, tech)
	}
	return a.openingsOf(tech).principal()
}

// oneOf gives the way that is meant where a handle was opened in one of several, nil where nothing is known of any.
func (a *assembly) oneOf(ways [][]string, tech string) []string {
	if !a.several(tech) {
		if len(ways) == 1 {
			return ways[0]
		}
		return nil
	}
	o, known := a.openingsOf(tech), [][]string{}
	for _, w := range ways {
		if w = o.whole(w); len(w) > 0 && !slices.ContainsFunc(known, func(x []string) bool { return slices.Equal(x, w) }) {
			known = append(known, w)
		}
	}
	if len(known) == 1 {
		return known[0]
	}
	var best []string
	for _, w := range known { // of those that are never used alone none is meant more than the others
		if o.count(w) > 0 && (best == nil || o.before(w, best)) {
			best = w
		}
	}
	return best
}

// openings are the ways in which a process opens the stores of one technology, with how many calls work on each.
type openings struct {
	ways  [][]string
	calls []int
}

func (a *assembly) openingsOf(tech string) *openings {
	if o := a.opens[tech]; o != nil {
		return o
	}
	o := &openings{}
	l := a.l
	for n := range l.objs {
		if ob := &l.objs[n]; ob.row != nil && ob.hit != nil && ob.row.Role == "open" {
			at := l.sets.of(l.objAtom(int32(n)))
			if !slices.Contains(l.techsOf(at, map[int32]bool{}), tech) {
				continue
			}
			for _, w := range l.openings(at, tech) {
				if len(w) > 0 && o.index(w) < 0 {
					o.ways = append(o.ways, w)
				}
			}
		}
	}
	slices.SortFunc(o.ways, slices.Compare)
	o.calls = make([]int, len(o.ways))
	a.opens[tech] = o
	a.countCalls(o, tech)
	return o
}

// countCalls counts the calls whose handle was opened in one way.
func (a *assembly) countCalls(o *openings, tech string) {
	for _, i := range a.l.insts {
		if i.unused() {
			continue
		}
		i.eachRow(func(_ int32, h *hit, r *catalog.Row) {
			if storeRoles[r.Role] == "" || r.Role == "file" {
				return
			}
			if ways := a.l.openings(a.l.sets.union(h.recv, a.l.arg(&site{}, h, r, "handle")), tech); len(ways) == 1 {
				if n := o.index(o.whole(ways[0])); n >= 0 {
					o.calls[n]++
				}
			}
		})
	}
}

func (o *openings) index(way []string) int {
	return slices.IndexFunc(o.ways, func(w []string) bool { return slices.Equal(w, way) })
}

// whole gives the way of which one is a part: by the settings of the host alone, where only one store is opened by these and more.
func (o *openings) whole(way []string) []string {
	var in [][]string
	for _, w := range o.ways {
		if len(w) > len(way) && dfd.Within(way, w) && !slices.ContainsFunc(o.ways, func(x []string) bool { return len(x) > len(w) && dfd.Within(w, x) }) {
			in = append(in, w)
		}
	}
	if len(in) == 1 {
		return in[0]
	}
	return way
}

// count is how many calls work on one store.
func (o *openings) count(way []string) int {
	if n := o.index(way); n >= 0 {
		return o.calls[n]
	}
	return 0
}

// before says that more calls work on one store than on another.
func (o *openings) before(x, y []string) bool { return o.count(x) > o.count(y) }

// principal is the store that more than half of the calls work on, nil where none is.
func (o *openings) principal() []string {
	all := 0
	for _, n := range o.calls {
		all += n
	}
	for n, w := range o.ways {
		if 2*o.calls[n] > all {
			return w
		}
	}
	return nil
}

// several says that a process opens stores of a technology that are certainly not one.
func (a *assembly) several(tech string) bool {
	if yes, known := a.apart[tech]; known {
		return yes
	}
	yes := false
	ways := a.openingsOf(tech).ways
	for n, x := range ways {
		for _, y := range ways[:n] {
			_, apart := dfd.SameOpening(x, y)
			yes = yes || apart
		}
	}
	a.apart[tech] = yes
	return yes
}

// chosenOutside says that what a store was opened with came from a caller, or out of another store.
func (l *linker) chosenOutside(u *usedBy) bool {
	found := false
	l.eachOpening(l.sets.union(u.h.recv, l.arg(&site{}, u.h, u.row, "handle")), map[int32]bool{}, func(o int32) {
		found = found || l.toldOutside(l.objs[o].hit, l.objs[o].row, 0)
	})
	return found
}

func (l *linker) toldOutside(h *hit, r *catalog.Row, depth int) bool {
	if addr := l.addressOf(h, r); addr != 0 {
		return slices.ContainsFunc(l.describe(addr).From("input", "store"), func(o dfd.Origin) bool { return !o.Has("behind") }) // a database's name may be
	}
	found := false
	for _, x := range h.args {
		l.eachObj(x, func(o int32) {
			if ob := &l.objs[o]; depth < 3 && ob.row != nil && ob.hit != nil && ob.hit != h {
				found = found || l.toldOutside(ob.hit, ob.row, depth+1)
			}
		})
	}
	return found
}
