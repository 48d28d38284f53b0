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
	list  []atomKey
	texts map[textKey]atom
	pairs [aMany + 1]map[uint64]atom // those without a text, by kind
}

type textKey struct {
	kind atomKind
	x    int32
	s    string
}

func newAtoms() atoms {
	t := atoms{texts: map[textKey]atom{}}
	for n := range t.pairs {
		t.pairs[n] = map[uint64]atom{}
	}
	return t
}

func (t *atoms) get(k atomKey) atom {
	if k.kind == aConst || k.kind == aTemplate {
		a, ok := t.texts[textKey{k.kind, k.x, k.s}]
		if !ok {
			a = t.add(k)
			t.texts[textKey{k.kind, k.x, k.s}] = a
		}
		return a
	}
	pair := uint64(uint32(k.x))<<32 | uint64(uint32(k.y))
	a, ok := t.pairs[k.kind][pair]
	if !ok {
		a = t.add(k)
		t.pairs[k.kind][pair] = a
	}
	return a
}

func (t *atoms) add(k atomKey) atom {
	t.list = append(t.list, k)
	return atom(len(t.list) - 1)
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
