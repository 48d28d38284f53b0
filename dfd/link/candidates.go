package link

import (
	"strings"

	"github.com/gostride/gostride/analyzers/summary"
)

// maxUnconverted is how many types that nobody makes an interface value of are tried for a call through that interface.
const maxUnconverted = 3

// candidates calls a method of an interface of which no value was found: on every own type that is made such a value of
// somewhere, and else, where reflection does it (a container) or a package that is not read, on the few that could be. seen: see
// invokeVia.
func (l *linker) candidates(s *site, sym int32, seen map[atom]bool) ([]set, bool) {
	iface := l.syms.list[sym]
	dot := strings.LastIndexByte(iface, '.')
	it, ok := l.types[iface[:dot]]
	if !ok || len(l.typeTab[it].methods) == 0 {
		return nil, false
	}
	if rets, ok := l.tryAll(s, l.converted(it), sym, seen); ok {
		return rets, true
	}
	return l.tryAll(s, l.unconverted(it), sym, seen)
}

// tryAll calls a method on types.
func (l *linker) tryAll(s *site, types []int32, sym int32, seen map[atom]bool) ([]set, bool) {
	b := builder{t: l.sets}
	for _, t := range types {
		b.add(l.objAtom(l.paramObj(t)))
		if plainKinds[l.kindOf(t)] { // type key string: what was sent is the value itself
			for _, a := range l.sets.list[l.rest(s.recv)] {
				b.add(l.atoms.get(atomKey{kind: aTyped, x: t, y: int32(a)}))
			}
		}
	}
	u := *s
	u.recv = b.set()
	return l.invokeAll(&u, sym, false, seen, nil)
}

// plainKinds are those of values that are no objects: an interface that holds one holds what was sent, or read, with no more of its type.
var plainKinds = map[summary.Kind]bool{summary.KindString: true, summary.KindNumber: true, summary.KindBool: true}

// converted are the own types that are made an interface value of somewhere and have all methods of an interface.
func (l *linker) converted(iface int32) []int32 {
	out, ok := l.made[iface]
	if !ok {
		for _, t := range l.conv {
			if ti := l.typeTab[t]; ti.own && implements(ti, l.typeTab[iface]) {
				out = append(out, t)
			}
		}
		l.made[iface] = out
	}
	return out
}

// unconverted are the own defined types that have all methods of an interface, pointers for those that need one; none where
// too many have, or where one name is all that there is to go by and several have it.
func (l *linker) unconverted(iface int32) []int32 {
	if out, ok := l.unmade[iface]; ok {
		return out
	}
	var out []int32
	for t, ti := range l.typeTab {
		if !ti.own || !ti.named || !implements(ti, l.typeTab[iface]) {
			continue
		}
		if e, ok := l.types[ti.elem]; ok && ti.kind == summary.KindPointer && implements(l.typeTab[e], l.typeTab[iface]) {
			continue // the type itself is listed
		}
		out = append(out, int32(t))
	}
	if len(out) > maxUnconverted || len(out) > 1 && len(l.typeTab[iface].methods) == 1 {
		out = nil
	}
	l.unmade[iface] = out
	return out
}

func implements(t, iface *typeInfo) bool {
	if t.kind == summary.KindInterface {
		return false
	}
	for name := range iface.methods {
		if _, ok := t.methods[name]; !ok {
			return false
		}
	}
	return true
}
