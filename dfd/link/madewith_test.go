package link

import (
	"testing"

	"github.com/gostride/gostride/analyzers/catalog"
)

// TestMadeWith: of handles that may each be derived from any other, as those that a loop narrows, each is asked once what it was made with.
func TestMadeWith(t *testing.T) {
	cat, err := catalog.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	l := newLinker(newWorld(nil, cat))
	all := builder{t: l.sets}
	var objs []int32
	for n := range int32(200) {
		o := l.object(objKey{oLib, -9, n, 0}, func() object { return object{kind: oLib, typ: -1, fn: -1, parent: -1, sym: -1} })
		objs = append(objs, o)
		all.add(l.objAtom(o))
	}
	for _, o := range objs {
		l.put(l.cell(o, l.strs.get("parent")), all.set())
	}
	want := l.sets.of(l.text("uploads"))
	l.put(l.cell(objs[len(objs)-1], l.strs.get("made:bucket")), want)
	if got := l.madeWith(l.sets.of(l.objAtom(objs[0])), "bucket"); got != want {
		t.Errorf("got %v", l.sets.list[got])
	}
	if got := l.madeWith(l.sets.of(l.objAtom(objs[0])), "collection"); got != 0 {
		t.Errorf("got %v of what nothing was made with", l.sets.list[got])
	}
}
