package link

import (
	"slices"
	"strings"

	"github.com/gostride/gostride/analyzers/catalog"
	"github.com/gostride/gostride/dfd"
)

// openings gives the ways in which the handles of a technology in a value were opened, each once.
func (l *linker) openings(s set, tech string) [][]string {
	var out [][]string
	l.eachOpening(s, map[int32]bool{}, func(o int32) {
		ob := &l.objs[o]
		if ob.row.Tech != "" && ob.row.Tech != "sql" && ob.row.Tech != tech {
			return
		}
		if by := l.openedBy(ob.hit, ob.row, 0); !slices.ContainsFunc(out, func(x []string) bool { return slices.Equal(x, by) }) {
			out = append(out, by)
		}
	})
	return out
}

// eachOpening visits the objects that opening calls made, behind what was derived of them.
func (l *linker) eachOpening(s set, seen map[int32]bool, visit func(int32)) {
	l.eachObj(s, func(o int32) {
		if seen[o] {
			return
		}
		seen[o] = true
		ob := &l.objs[o]
		if ob.kind == oSub && ob.parent >= 0 {
			l.eachOpening(l.sets.of(l.objAtom(ob.parent)), seen, visit)
			return
		}
		if ob.row != nil && ob.hit != nil && ob.row.Role == "open" {
			visit(o)
			return
		}
		if c, ok := l.cellAt(o, l.strs.get("parent")); ok && l.cells[c].s != 0 {
			l.eachOpening(l.cells[c].s, seen, visit)
		} else if ob.row != nil && ob.hit != nil && ob.row.Role == "derive" {
			l.eachOpening(ob.hit.recv, seen, visit)
		}
	})
}

// openedBy words one opening call: the settings and constant addresses that it is given, also in what was made for it.
func (l *linker) openedBy(h *hit, r *catalog.Row, depth int) []string {
	k := opening{h, r, depth} // what opening calls are given holds others by the thousand, and each those
	by, ok := l.opened[k]
	if !ok {
		by = l.givenTo(h, r, depth)
		l.opened[k] = by
	}
	return by
}

// opening is an opening call, or one whose result is given to one, so many steps away.
type opening struct {
	h     *hit
	row   *catalog.Row
	depth int
}

func (l *linker) givenTo(h *hit, r *catalog.Row, depth int) []string {
	if by := l.addresses(l.addressOf(h, r)); len(by) > 0 || depth > 3 {
		return by
	}
	var out []string
	for _, x := range h.args { // a dialector, a configuration, options
		for _, s := range append(l.elems(nil, x), x) {
			l.eachObj(s, func(o int32) {
				if ob := &l.objs[o]; ob.row != nil && ob.hit != nil && ob.hit != h {
					out = append(out, l.openedBy(ob.hit, ob.row, depth+1)...)
				}
			})
		}
	}
	if len(out) == 0 && r.Role == "config" && depth > 0 { // what the machine is set up with
		return dfd.OpenedBy([]string{"default configuration"}, nil)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// addressOf gives what an opening call is told of where the store is: host and database, else a connection string, else a path.
func (l *linker) addressOf(h *hit, r *catalog.Row) set {
	addr := l.arg(&site{}, h, r, "addr")
	if r.Attr["addr_key"] != "" {
		addr = l.entry(addr, r.Attr["addr_key"])
	}
	if db := l.arg(&site{}, h, r, "database"); db != 0 {
		addr = l.concat([]set{addr, db}, "/")
	}
	for _, name := range []string{"dsn", "path"} {
		if addr == 0 {
			addr = l.arg(&site{}, h, r, name)
		}
	}
	return addr
}

// entry is what a map, or one behind a pointer, holds under a key: ConfigMap{"bootstrap.servers": …}.
func (l *linker) entry(s set, key string) set {
	b := builder{t: l.sets}
	l.eachObj(s, func(o int32) {
		b.addSet(l.content(o, l.strs.get("["+key+"]")))
		if c, ok := l.cellAt(o, l.fStar); ok {
			l.eachObj(l.cells[c].s, func(p int32) { b.addSet(l.content(p, l.strs.get("["+key+"]"))) })
		}
	})
	return b.set()
}

// addresses words what a connection string is made of.
func (l *linker) addresses(s set) []string {
	if s == 0 {
		return nil
	}
	v := l.describe(s)
	var settings []string
	for _, o := range v.From("config") {
		settings = append(settings, o.Name)
	}
	return dfd.OpenedBy(settings, slices.DeleteFunc(v.Text, func(t string) bool { return strings.TrimSpace(t) == "" }))
}

// storeOf gives the element of the store that a use works on: a bucket is a store of its own, under its name or that of the
// setting that says it.
func (a *assembly) storeOf(u *usedBy, tech, subkind string) *dfd.Element {
	if b := bucketName(u.u.Args["bucket"]); b != "" && (u.u.Role == "object" || u.u.Role == "presign") {
		return a.store(tech, subkind, b, u.u.Place)
	}
	return a.openedStore(tech, subkind, a.way(u, tech), u.u.Place)
}

// bucketName is the one name of a bucket, "" where there are several or the caller chooses.
func bucketName(v *dfd.Value) string {
	if v == nil || v.Unknown || len(v.From("input")) > 0 {
		return ""
	}
	var settings []string
	for _, o := range v.From("config") {
		settings = append(settings, o.Name)
	}
	for _, o := range v.From("store") {
		if o.Name != "filesystem" || len(settings) == 0 { // a file of settings is one
			return ""
		}
	}
	return dfd.NameOf(settings, v.Text)
}

// ways gives how the store behind a use was opened: by who made the handle, or by what the handle itself says.
func (a *assembly) ways(u *usedBy, tech string) [][]string {
	l := a.l
	if out := l.openings(l.sets.union(u.h.recv, l.arg(&site{}, u.h, u.row, "handle")), tech); len(out) > 0 {
		return out
	}
	if by := l.addresses(l.arg(&site{}, u.h, u.row, "addr")); len(by) > 0 {
		return [][]string{by}
	}
	return nil
}

// union joins several values.
func (l *linker) union(list []set) set {
	b := builder{t: l.sets}
	for _, s := range list {
		b.addSet(s)
	}
	return b.set()
}

// named adds to a flow the tables and topics that a use is about.
func named(f *dfd.Flow, u *dfd.Use) {
	for _, t := range u.Tables {
		addOnce(&f.Names, t)
	}
	for _, name := range []string{"topic", "collection", "bucket"} {
		if v := u.Args[name]; v != nil {
			for _, t := range v.Text {
				if t != "" && !strings.Contains(t, "{") {
					addOnce(&f.Names, t)
				}
			}
		}
	}
	slices.Sort(f.Names)
}
