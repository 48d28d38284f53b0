package link

import (
	"slices"

	"github.com/gostride/gostride/analyzers/catalog"
)

// Functional options that the program writes itself: a library's call calls each of them with a pointer to its settings
// (2.args.0.Expires in a model), so that what they set is not what the library would have taken.

// settingsAt numbers the object that stands for a library's settings, among those made by one call.
const settingsAt = 1 << 10

// throughOptions says that a place of a call is set by functions that the call is given.
func throughOptions(a catalog.Arg) bool {
	return a.Base == "arg" && len(a.Fields) > 2 && a.Fields[0] == "args" && a.Fields[1] == "0"
}

func optional(r *catalog.Row) bool {
	for _, places := range r.Args {
		if slices.ContainsFunc(places, throughOptions) {
			return true
		}
	}
	return false
}

// callOptions calls the functions among a call's options with the settings.
func (l *linker) callOptions(s *site, h *hit, r *catalog.Row) {
	if !optional(r) {
		return
	}
	called := map[int]bool{}
	for _, name := range sortedKeys(r.Args) {
		for _, a := range r.Args[name] {
			if !throughOptions(a) || called[a.Index] {
				continue
			}
			called[a.Index] = true
			settings := l.sets.of(l.objAtom(l.madeAt(s.i, s.at, settingsAt, oVar, -1)))
			for _, f := range l.spreadArgs(s.i, h, a.Index) {
				l.each(f, func(f atom) { l.callWith(s, f, []set{settings}) })
			}
		}
	}
}

// setByOptions gives what options set a field to: what the program's functions store there, and what is not known where they are not.
func (l *linker) setByOptions(i *inst, h *hit, a catalog.Arg) set {
	b := builder{t: l.sets}
	for _, f := range l.spreadArgs(i, h, a.Index) {
		for _, x := range l.sets.list[f] {
			if k := l.atoms.list[x]; k.kind == aUnknown || k.kind == aMany {
				b.add(x)
			}
		}
	}
	if h.i == nil {
		return b.set()
	}
	if o, ok := l.objIDs[objKey{oVar, h.i.id, h.at, settingsAt}]; ok {
		v := l.sets.of(l.objAtom(o))
		for _, f := range a.Fields[2:] {
			v = l.fieldNamed(i, v, f)
		}
		b.addSet(v)
	}
	return b.set()
}
