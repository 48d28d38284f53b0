package link

import "github.com/gostride/gostride/analyzers/summary"

// An interface that very many own types implement (storage backends behind one interface) makes each call through it a call of all
// of them, and each context of the caller one more of each. Beyond maxTargets methods such calls go by way of one function, the
// method's fan, which is made up here: it has the arguments of all callers and makes the one call.

const maxTargets = 24 // own methods that a call through an interface leads to by itself

type fanKey struct{ sym, flags int32 }

// sides are the values of a set whose own method a fan calls, and the others.
type sides struct{ own, rest set }

type sidesKey struct {
	s      set
	method string
}

// fanOut evaluates the part of a call through an interface that leads to too many own methods; rest are the other values.
func (l *linker) fanOut(s *site, sym int32, method string, seen map[atom]bool) (rets []set, rest set) {
	if len(l.sets.list[s.recv]) <= maxTargets || s.i == nil || s.i.fn.fan && seen == nil || s.in == nil || s.in.Op != summary.OpCall {
		return nil, s.recv
	}
	p := l.sidesOf(s.recv, method)
	if p.own == 0 {
		return nil, s.recv
	}
	return l.enter(s, l.fanOf(sym, s, p.own, method), append([]set{p.own}, s.args...), -1), p.rest
}

// sidesOf splits a set of values by whether their method is an own one; own is empty where they are few.
func (l *linker) sidesOf(s set, method string) sides {
	if p, ok := l.sides[sidesKey{s, method}]; ok {
		return p
	}
	own, rest := builder{t: l.sets}, builder{t: l.sets}
	targets := map[int32]bool{}
	for _, a := range l.sets.list[s] {
		if m := l.ownMethod(a, method); m >= 0 && (l.funcs[m] == nil || l.funcs[m].cost&mayRegister == 0) {
			targets[m] = true
			own.add(a)
		} else {
			rest.add(a)
		}
	}
	p := sides{0, s}
	if len(targets) > maxTargets && l.likeOf(own.set(), method) != nil {
		p = sides{own.set(), rest.set()}
	}
	l.sides[sidesKey{s, method}] = p
	return p
}

// ownMethod gives the method of a value of an own type: an own function, or a method of what the type embeds; -1 for others.
func (l *linker) ownMethod(a atom, method string) int32 {
	t := l.dynamicType(a)
	m, ok := l.method(t, method)
	if !ok || !l.typeTab[t].own {
		return -1
	}
	return l.syms.get(m.Sym)
}

// bunch are the values of a set that have the same type, as receivers; first is one of them.
type bunch struct {
	first atom
	recv  set
}

// bunches sorts values by type: a fan calls the method of all values of a type as one.
func (l *linker) bunches(all set) []bunch {
	if out, ok := l.bunched[all]; ok {
		return out
	}
	var out []bunch
	at := map[int32]int{}
	for _, a := range l.sets.list[all] {
		t := l.dynamicType(a)
		if n, ok := at[t]; ok && t >= 0 {
			out[n].recv = l.sets.union(out[n].recv, l.sets.of(l.receiver(a)))
			continue
		}
		at[t] = len(out)
		out = append(out, bunch{a, l.sets.of(l.receiver(a))})
	}
	l.bunched[all] = out
	return out
}

// receiver is the value that a method of a is called on.
func (l *linker) receiver(a atom) atom {
	if k := l.atoms.list[a]; k.kind == aTyped {
		return atom(k.y)
	}
	return a
}

// fanOf makes the fan of a method: func(recv, args...) results { return recv.method(args...) }.
func (l *linker) fanOf(sym int32, s *site, recv set, method string) *fn {
	flags := s.in.N & (summary.CallMode | summary.CallVariadic)
	if g := l.fans[fanKey{sym, flags}]; g != nil {
		return g
	}
	like := l.likeOf(recv, method)
	name := l.syms.list[sym]
	pi := &pkgInfo{p: &summary.Package{Path: l.pkgOf(sym), Syms: []string{name}}, syms: []int32{sym}}
	f := &summary.Func{Sym: name, File: -1, Recv: true, Regs: int32(1 + len(like.f.Results)), Results: make([]int32, len(like.f.Results))}
	call := summary.Instr{Op: summary.OpCall, Dst: 0, Sym: 0, Type: -1, N: flags}
	for n := 0; n <= len(s.args); n++ {
		f.Params = append(f.Params, summary.Param{Type: -1})
		call.Args = append(call.Args, summary.MakeRef(summary.RefParam, n))
	}
	code := []summary.Instr{call}
	ret := summary.Instr{Op: summary.OpReturn, Dst: -1, Sym: -1, Type: -1}
	for n := range like.f.Results {
		f.Results[n] = -1
		if len(like.f.Results) == 1 {
			ret.Args = append(ret.Args, summary.MakeRef(summary.RefReg, 0))
			break
		}
		code = append(code, summary.Instr{Op: summary.OpExtract, Dst: int32(n + 1), Sym: -1, Type: -1, N: int32(n), Args: []summary.Ref{summary.MakeRef(summary.RefReg, 0)}})
		ret.Args = append(ret.Args, summary.MakeRef(summary.RefReg, n+1))
	}
	f.Blocks = []summary.Block{{Instrs: append(code, ret)}}
	g := newFn(pi, f, int32(len(l.funcs)+len(l.fans)), sym)
	g.fan = true
	g.cost = mayEffect | mayMake | mayKeep
	l.fans[fanKey{sym, flags}] = g
	return g
}

// likeOf gives one of the own functions that a method of the values is, nil for none.
func (l *linker) likeOf(recv set, method string) *fn {
	for _, a := range l.sets.list[recv] {
		if g := l.funcs[l.ownMethod(a, method)]; g != nil {
			return g
		}
	}
	return nil
}
