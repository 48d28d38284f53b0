package link

// An atom is one abstract value; a value is a set of atoms.
type atom int32

type atomKind uint8

const (
	aConst    atomKind = iota // s: text, x: summary.Kind
	aTemplate                 // s: text with {} where it is not constant
	aFunc                     // x: symbol; own or a library's
	aClosure                  // x: symbol, y: object that holds the bindings (cells free0, free1, …)
	aObj                      // x: object
	aTyped                    // x: type, y: inner atom: a value of a defined type that is not an object of it
	aRef                      // x: cell: the address of a variable, field or element that is no object
	aNil                      // nil
	aNext                     // what a middleware continues with
	aOrigin                   // x: origin
	aUnknown                  // could not be followed
	aMany                     // more constants and origins than are kept apart
)

type atomKey struct {
	kind atomKind
	x, y int32
	s    string
}

type atoms struct {
	list []atomKey
	ids  map[atomKey]atom
}

func (t *atoms) get(k atomKey) atom {
	if a, ok := t.ids[k]; ok {
		return a
	}
	a := atom(len(t.list))
	t.list = append(t.list, k)
	t.ids[k] = a
	return a
}

// originKey is one source of a value; name and place are interned, marks is a bit per mark (markNames).
type originKey struct {
	kind  string
	name  string
	marks uint64
	place int32
}

type origins struct {
	list []originKey
	ids  map[originKey]int32
}

func (t *origins) get(k originKey) int32 {
	if i, ok := t.ids[k]; ok {
		return i
	}
	i := int32(len(t.list))
	t.list = append(t.list, k)
	t.ids[k] = i
	return i
}

// strtab interns strings.
type strtab struct {
	list []string
	ids  map[string]int32
}

func (t *strtab) get(s string) int32 {
	if i, ok := t.ids[s]; ok {
		return i
	}
	i := int32(len(t.list))
	t.list = append(t.list, s)
	t.ids[s] = i
	return i
}

// untyped gives the value behind conversions.
func (l *linker) untyped(a atom) atom {
	for l.atoms.list[a].kind == aTyped {
		a = atom(l.atoms.list[a].y)
	}
	return a
}

// inner is what an atom is behind the conversions around it.
func (l *linker) inner(a atom) atomKey { return l.atoms.list[l.untyped(a)] }

// single gives the only atom of a set, behind conversions.
func (l *linker) single(s set) (atomKey, bool) {
	list := l.sets.list[s]
	if len(list) != 1 {
		return atomKey{}, false
	}
	return l.inner(list[0]), true
}
