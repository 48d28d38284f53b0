package link

import "github.com/gostride/gostride/dfd"

// Some chains of middleware are handlers by themselves: negroni's run one element after the other, and the last one answers.

// servesItself says that an object is such a chain.
func (l *linker) servesItself(o int32) bool {
	r := l.objs[o].row
	return r != nil && r.Role == "chain" && r.Attr["kind"] == "handler"
}

// elementsOf gives what a chain was made of, then what was added to it, in the order of the program.
func (l *linker) elementsOf(o int32) []set {
	var out []set
	if ob := &l.objs[o]; ob.hit != nil {
		out = append(out, l.argList(nil, ob.hit, ob.row, "middleware")...)
	}
	for n := 0; n < len(l.insts); n++ {
		i := l.insts[n]
		for _, at := range i.fn.program() {
			for _, h := range i.hits[at] {
				for _, r := range h.rows {
					if r.Role == "use" && l.holdsObj(h.recv, o) {
						out = append(out, l.argList(nil, h, r, "middleware")...)
					}
				}
			}
		}
	}
	return out
}

func (l *linker) holdsObj(s set, o int32) bool {
	held := false
	l.eachObj(s, func(x int32) { held = held || x == o })
	return held
}

// chained emits what a chain serves: its last element, behind the others.
func (w *routeWalk) chained(o int32, st walkState, pattern string, methods []string, at dfd.Place) {
	list := w.l.elementsOf(o)
	if len(list) == 0 {
		return
	}
	st.chain = append([]chainLink(nil), st.chain...)
	for _, x := range list[:len(list)-1] {
		st.chain = append(st.chain, w.link(x, at)...)
	}
	w.handler(list[len(list)-1], st, pattern, methods, at)
}
