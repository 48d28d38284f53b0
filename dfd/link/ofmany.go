package link

import (
	"slices"
	"strings"

	"github.com/gostride/gostride/analyzers/catalog"
	"github.com/gostride/gostride/analyzers/summary"
)

// A statement for many rows fails where it cannot be made, not where there is no row: that it returned no error says nothing of who
// sent what it looked for. That there is a next row does, and that one was read.

// ofMany says that a statement gives a list, or rows to go through.
func (l *linker) ofMany(i *inst, at int32, h *hit, r *catalog.Row) bool {
	if l.givesRows(i, at) {
		return true
	}
	lists, others := 0, 0
	l.eachObj(l.arg(&site{i: i, at: at}, h, r, "dest"), func(o int32) {
		if l.kindOf(l.objs[o].typ) == summary.KindSlice {
			lists++
		} else {
			others++
		}
	})
	return lists > 0 && others == 0
}

// givesRows says that what a call returns first is something that one row after the other is read from, or a list.
func (l *linker) givesRows(i *inst, at int32) bool {
	t := l.typ(i.fn.p, i.fn.code[at].Type)
	if t < 0 {
		return false
	}
	name, _, _ := strings.Cut(strings.TrimPrefix(l.typeTab[t].name, "("), ", ")
	return strings.HasPrefix(name, "[]") && name != "[]byte" || strings.HasSuffix(name, ".Rows") || strings.HasSuffix(name, ".Cursor")
}

// readsRow says that a method of rows reads one of them; others tell that there was an error on the way, or end it.
func (l *linker) readsRow(h *hit) bool {
	return h.sym < 0 || !slices.Contains([]string{"Err", "Close", "All", "NextResultSet"}, lastName(l.syms.list[h.sym]))
}

// nextRow: there is a row: if !rows.Next() { … }.
func (l *linker) nextRow(h *hit) facts {
	f := none
	if h.sym < 0 || lastName(l.syms.list[h.sym]) != "Next" {
		return f
	}
	l.eachObj(h.recv, func(o int32) {
		if ob := &l.objs[o]; ob.hit != nil && ob.hit.i != nil && ob.hit != h {
			f = f.plus(l.lookups(ob.hit.i, ob.hit.at))
		}
	})
	return f
}
