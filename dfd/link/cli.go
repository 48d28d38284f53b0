package link

import (
	"sort"
	"strings"

	"github.com/gostride/gostride/analyzers/catalog"
)

// commandEntries gives the commands with a handler, named by their words: those of the commands that they hang under, without
// the program's own name.
func (a *assembly) commandEntries() []*entry {
	l := a.l
	parents := l.commandParents()
	var out []*entry
	for o := 0; o < len(l.objs); o++ {
		r := l.commandRow(int32(o))
		if r == nil {
			continue
		}
		for _, words := range l.commandWords(int32(o), parents, 0) {
			x := &entry{kind: "cli", path: words, innerSym: -1, listener: -1, handler: -1}
			if ob := &l.objs[o]; ob.inst != nil && ob.at >= 0 {
				x.reg = ob.inst.at(ob.at)
			}
			l.eachHandler(int32(o), r, func(at atom) {
				for _, i := range l.handle(at) {
					x.insts, x.inner, x.innerSym = append(x.insts, i), append(x.inner, i), i.fn.sym
				}
			})
			if len(x.insts) > 0 {
				out = append(out, x)
			}
		}
	}
	return out
}

// commandWords gives the words by which a command is called, in each place where it hangs.
func (l *linker) commandWords(o int32, parents map[int32][]int32, depth int) []string {
	name := l.commandName(o)
	if name == "" {
		return nil
	}
	var out []string
	for _, p := range parents[o] {
		if len(parents[p]) == 0 || depth > 8 { // the program itself
			out = append(out, name)
			continue
		}
		for _, w := range l.commandWords(p, parents, depth+1) {
			out = append(out, w+" "+name)
		}
	}
	if len(out) == 0 {
		out = []string{name}
	}
	sort.Strings(out)
	return out
}

func (l *linker) commandName(o int32) string {
	r := l.commandRow(o)
	if r == nil {
		return ""
	}
	h := &hit{recv: l.sets.of(l.objAtom(o)), made: -1}
	for _, n := range r.Args["name"] {
		if t, _ := l.texts(l.argAt(nil, h, n)); len(t) > 0 && strings.TrimSpace(t[0]) != "" {
			return strings.Fields(t[0])[0]
		}
	}
	return ""
}

// commandParents says under which commands each command hangs: by a call that adds it, or in a list of the parent.
func (l *linker) commandParents() map[int32][]int32 {
	out := map[int32][]int32{}
	add := func(child, parent int32) {
		for _, p := range out[child] {
			if p == parent {
				return
			}
		}
		if child != parent {
			out[child] = append(out[child], parent)
		}
	}
	children := func(h *hit, r *catalog.Row, parent int32) {
		for _, c := range l.argList(nil, h, r, "children") {
			for _, e := range append(l.elems(nil, c), c) {
				l.eachObj(e, func(o int32) {
					if l.commandRow(o) != nil {
						add(o, parent)
					}
				})
			}
		}
	}
	for _, i := range l.insts {
		i.eachRow(func(_ int32, h *hit, r *catalog.Row) {
			if r.Role == "command" && len(r.Args["children"]) > 0 {
				l.eachObj(h.recv, func(p int32) { children(h, r, p) })
			}
		})
	}
	for o := 0; o < len(l.objs); o++ {
		if r := l.commandRow(int32(o)); r != nil && len(r.Args["children"]) > 0 {
			children(&hit{recv: l.sets.of(l.objAtom(int32(o))), made: -1}, r, int32(o))
		}
	}
	return out
}
