package link

import (
	"sort"

	"github.com/gostride/gostride/analyzers/catalog"
)

// commandRow gives the row of a command type.
func (l *linker) commandRow(o int32) *catalog.Row {
	ob := &l.objs[o]
	if ob.typ < 0 || ob.kind != oVar && ob.kind != oSub && ob.kind != oGlobal && ob.kind != oLib {
		return nil
	}
	for _, r := range l.lookup(l.syms.get(l.typeTab[ob.typ].name)) {
		if r.Role == "command" {
			return r
		}
	}
	return nil
}

// commands evaluates the handlers of all commands that were made, and what runs before and after them.
func (l *linker) commands(s *site, _ *hit, _ *catalog.Row) {
	for o := 0; o < len(l.objs); o++ {
		if r := l.commandRow(int32(o)); r != nil {
			l.hooks(s, int32(o))
			l.eachHandler(int32(o), r, func(a atom) { l.handleCommand(s, a) })
		}
	}
	l.flagTables()
	l.parsedStructs(func(_ *hit, o, typ int32) { l.structCommands(o, typ, "", 0) })
}

// hooks calls what a command's fields say runs around handlers, from where the program's commands are run: whatever it sets is set
// for every handler.
func (l *linker) hooks(s *site, o int32) {
	h := &hit{recv: l.sets.of(l.objAtom(o)), made: -1}
	for _, r := range l.lookup(l.syms.get(l.typeTab[l.objs[o].typ].name)) {
		if r.Role == "callback" && r.Attr["kind"] == "hook" {
			for _, f := range l.argList(s.i, h, r, "fn") {
				l.each(f, func(a atom) { l.callWith(s, a, nil) })
			}
		}
	}
}

func (l *linker) eachHandler(o int32, r *catalog.Row, f func(atom)) {
	h := &hit{recv: l.sets.of(l.objAtom(o)), made: -1}
	for _, a := range r.Args["handler"] {
		l.each(l.argAt(nil, h, a), f)
	}
}

// index collects, once the program is linked, what guards look up by place.
func (l *linker) index() {
	l.passedBy = map[*inst][]pass{}
	l.findEnding()
	for _, i := range l.insts {
		if i.unused() {
			continue
		}
		var ats []int32
		for at := range i.hits {
			ats = append(ats, at)
		}
		sort.Slice(ats, func(a, b int) bool { return ats[a] < ats[b] })
		for _, at := range ats {
			for _, h := range i.hits[at] {
				for _, r := range h.rows {
					switch r.Role {
					case "context-set":
						for _, k := range l.keyNames(l.arg(&site{i: i}, h, r, "key")) {
							l.puts[k] = append(l.puts[k], &putAt{i: i, at: at, v: l.arg(&site{i: i}, h, r, "value")})
						}
					case "context-get":
						for _, k := range l.keyNames(l.arg(&site{i: i}, h, r, "key")) {
							l.sought[k] = true
						}
					case "credentials":
						l.basicPlaces[l.placeID(i, at)] = true
					}
				}
			}
		}
	}
	l.indexFields()
	l.settlePuts()
}
