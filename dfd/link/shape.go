package link

import (
	"encoding/binary"
	"slices"
)

// How a function behaves depends on the functions it is passed, more than on anything else. Contexts that are passed the same
// functions, with bindings that hold the same functions in turn, are alike: of those as many are kept apart as of a function
// that is passed none.

// shape lists the functions, and what holds some, in the arguments of a call; "" where there are none.
func (l *linker) shape(args []set, free int32) string {
	var out []int32
	for _, s := range args {
		out = l.shapeOf(out, s, 0)
	}
	if free >= 0 {
		out = l.bindings(out, free, 0)
	}
	return listKey(out)
}

// listKey is the text by which lists of the same numbers, in any order, are found again; "" for none.
func listKey(list []int32) string {
	if len(list) == 0 {
		return ""
	}
	slices.Sort(list)
	list = slices.Compact(list)
	b := make([]byte, 0, 4*len(list))
	for _, x := range list {
		b = binary.LittleEndian.AppendUint32(b, uint32(x))
	}
	return string(b)
}

// passedCode tells the calls of a function apart by the code that it is passed, and by the types of what holds some: these are no more
// than the source has calls. So what one caller does inside a transaction is no other's, also in a program that has no room for more
// contexts. The fuller it is, the less what that code has captured counts: callbacks that wrap callbacks are as many as there are ways
// to hand them on. "" once there are very many.
func (l *linker) passedCode(g *fn, args []set) string {
	var out []int32
	for _, s := range args {
		out = l.shapeOf(out, s, maxShapeDepth-l.atMost(maxCaptured))
	}
	for n, x := range out {
		if x < 0 {
			out[n] = -l.objs[-x].typ - 2 // no function's number is negative
		}
	}
	k := listKey(out)
	if g.passed == nil {
		g.passed = map[string]bool{}
	}
	if !g.passed[k] && len(g.passed) >= l.atMost(maxPassed) {
		return ""
	}
	g.passed[k] = true
	return k
}

const (
	maxShape      = 64 // functions and objects by which contexts are told apart
	maxShapeDepth = 64 // how far they are followed into what closures have captured: a handler in a chain of middleware
)

func (l *linker) shapeOf(out []int32, s set, depth int) []int32 {
	for _, a := range l.sets.list[s] {
		if len(out) > maxShape {
			return out
		}
		k := l.inner(a)
		switch k.kind {
		case aFunc:
			out = append(out, k.x)
		case aClosure:
			out = append(out, k.x)
			if depth < maxShapeDepth {
				out = l.bindings(out, k.y, depth+1)
			}
		case aObj:
			switch ob := &l.objs[k.x]; {
			case ob.kind != oVar && ob.kind != oSub && ob.kind != oLib && ob.kind != oParam, ob.typ >= 0 && l.holdsCode(ob.typ):
				out = append(out, -k.x)
			}
		}
	}
	return out
}

// bindings are the functions that a closure has captured, in variables or as they are.
func (l *linker) bindings(out []int32, o int32, depth int) []int32 {
	for _, f := range l.objs[o].keys {
		s := l.content(o, f)
		out = l.shapeOf(out, s, depth)
		if depth < maxShapeDepth {
			l.eachObj(s, func(v int32) {
				if ob := &l.objs[v]; ob.kind == oVar && l.variable(ob.typ) {
					out = l.shapeOf(out, l.content(v, l.fStar), depth+1)
				}
			})
		}
	}
	return out
}

// variable says that an object of the type is a captured variable that may hold a function.
func (l *linker) variable(t int32) bool { return t < 0 || l.code(t) }

// commonBindings gives the bindings that stand for those of all contexts of one shape.
func (l *linker) commonBindings(g *fn, free int32, shape string) int32 {
	if c := l.objs[free].crowd; c != nil {
		return c.obj
	}
	k := instKey(nil, g.id) + shape
	c := l.commons[k]
	if c == nil {
		n := int32(len(l.commons))
		mk := func() object { return object{kind: oClosure, typ: -1, fn: crowdFn, parent: -1, sym: -1} }
		c = &crowd{obj: l.object(objKey{oClosure, -2, n, 0}, mk), written: l.object(objKey{oClosure, -3, n, 0}, mk)}
		l.objs[c.obj].crowd, l.objs[c.obj].targs = c, l.objs[free].targs
		l.commons[k] = c
	}
	l.objs[free].crowd = c
	l.joining = append(l.joining, free)
	return c.obj
}
