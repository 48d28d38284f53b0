package link

import (
	"slices"

	"github.com/gostride/gostride/analyzers/summary"
)

// Who is kept on a context may have been asked who he is on one way to the place where he is put there and not on another: a token was
// verified, or a key was looked up of which it is not seen that nobody else has it. Whoever is found there later may have been asked, then.

// askedOnSome gives, as doubts, the checks of who somebody is on some of the ways by which a value came that an instruction uses.
func (l *linker) askedOnSome(i *inst, at int32, r summary.Ref, depth int) facts {
	f := none
	if depth > maxUp {
		return f
	}
	switch r = i.fn.plain(r); r.Kind() {
	case summary.RefParam:
		for _, c := range l.calledFrom(i) {
			if in := &c.i.fn.code[c.at]; in.Op == summary.OpCall && in.N&summary.CallMode == summary.CallStatic && len(in.Args) == len(i.fn.f.Params) {
				f = f.plus(l.askedOnSome(c.i, c.at, in.Args[r.Index()], depth+1))
			}
		}
	case summary.RefReg:
		d := i.fn.defOf(r)
		if d < 0 {
			return f
		}
		switch in := &i.fn.code[d]; in.Op {
		case summary.OpMakeInterface:
			return l.askedOnSome(i, at, in.Args[0], depth+1)
		case summary.OpPhi:
			return l.askedOnWays(i, d, map[int32]bool{})
		case summary.OpExtract:
			return l.askedOnSome(i, at, in.Args[0], depth+1)
		case summary.OpCall:
			return l.askedToFind(i, d)
		}
	}
	return f
}

// askedToFind gives the checks that what is called to find somebody makes on some of its ways: a cache knows the token, or else it is asked for with
// those of others.
func (l *linker) askedToFind(i *inst, at int32) facts {
	f := none
	for _, t := range i.targets(at) {
		for _, id := range l.only(l.tried(t), "auth").ids {
			f = f.plus(l.guard(doubted(l.guards[id])))
		}
	}
	return f
}

// askedOnWays gives the checks on the ways by which a phi has what is not nil.
func (l *linker) askedOnWays(i *inst, phi int32, seen map[int32]bool) facts {
	f, m, b := none, l.must(i, false), i.fn.block[phi]
	if seen[phi] || m.start(b).top {
		return f
	}
	seen[phi] = true
	for k, p := range i.fn.f.Blocks[b].Preds {
		r := i.fn.code[phi].Args[k]
		if r.Kind() == summary.RefNil || m.start(p).top {
			continue
		}
		out := m.through(p, len(i.fn.f.Blocks[p].Instrs))
		if n := slices.Index(i.fn.f.Blocks[p].Succs, b); n >= 0 && !out.top {
			out = out.plus(m.edge(p, n))
		}
		if !out.top {
			for _, id := range l.only(out, "auth").ids {
				f = f.plus(l.guard(doubted(l.guards[id])))
			}
		}
		if d := i.fn.defOf(r); d >= 0 && i.fn.code[d].Op == summary.OpPhi {
			f = f.plus(l.askedOnWays(i, d, seen))
		}
	}
	return f
}

// putRef gives the operand of a call that is put on a context.
func (l *linker) putRef(p *putAt) (summary.Ref, bool) {
	in := &p.i.fn.code[p.at]
	if in.Op == summary.OpStoreField {
		return in.Args[1], true
	}
	for _, h := range p.i.modelled(p.at) {
		for _, r := range h.rows {
			if r.Role != "context-set" || len(r.Args["value"]) == 0 || r.Args["value"][0].Base != "arg" {
				continue
			}
			n := r.Args["value"][0].Index
			if in.N&summary.CallRecv != 0 || in.N&summary.CallMode == summary.CallInvoke {
				n++
			}
			if n < len(in.Args) {
				return in.Args[n], true
			}
		}
	}
	return 0, false
}
