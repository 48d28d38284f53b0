package link

import "slices"

// What very many objects have in one field is read again whenever one of them changes. Each of these reads is kept, with what
// it depends on, until a cell changes that it has looked at: who reads a hundred objects of which one has changed reads one.

// view is what a field of an object holds, in all that the object is a copy of.
type view struct {
	s       set
	fresh   bool
	readers []reader
	cells   []int32 // it has looked at, in order
}

const fewObjects = 3 // whose fields are read each time

// viewOf gives the view of a field.
func (l *linker) viewOf(o, field int32) int32 {
	k := cellKey{o, field}
	id, ok := l.viewIDs[k]
	if !ok {
		id = int32(len(l.views))
		l.views = append(l.views, view{})
		l.viewIDs[k] = id
	}
	return id
}

// seen reads a field by its view.
func (l *linker) seen(i *inst, o, field, id int32) set {
	if !l.views[id].fresh {
		outer := l.viewing
		l.viewing = id + 1
		s := l.fieldContent(nil, o, field)
		l.viewing = outer
		l.views[id].s, l.views[id].fresh = s, true
	}
	v := &l.views[id]
	l.noteReader(i, ^id, &v.readers)
	return v.s
}

// dependsOn notes that a view looks at a cell.
func (v *view) dependsOn(c, id int32, ce *cell) {
	n, found := slices.BinarySearch(v.cells, c)
	if !found {
		v.cells = slices.Insert(v.cells, n, c)
		ce.readers = append(ce.readers, reader{nil, id})
	}
}

// staleView has what reads a view evaluated again, once until it is read.
func (l *linker) staleView(id int32) {
	v := &l.views[id]
	if !v.fresh {
		return
	}
	v.fresh = false
	for _, r := range v.readers {
		l.wakeAt(r.i, r.at)
	}
}
