package lower

import (
	"go/token"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/gostride/gostride/analyzers/summary"
)

// A variable that a function literal captures has a place in memory, and what is read there may be any of what was ever stored:
//
//	handler = wrap(mws, handler)
//	mux.HandleFunc(path, func(w http.ResponseWriter, r *http.Request) { handler(w, r) })
//
// Where literals only read it, and nothing is stored any more once one of them is made, it is settled: each literal is given a variable of its
// own with the value that it has there, and the function's own reads are those of the value that came there.

// settled lists the variables of a function that are, among those that are stored to several times.
func (b *body) settled() []*ssa.Alloc {
	var out []*ssa.Alloc
	for _, blk := range b.fn.Blocks {
		for _, in := range blk.Instrs {
			if a, ok := in.(*ssa.Alloc); ok && a.Heap && settles(a) {
				out = append(out, a)
			}
		}
	}
	return out
}

func settles(a *ssa.Alloc) bool {
	var stores, made []ssa.Instruction
	for _, r := range *a.Referrers() {
		if st, ok := r.(*ssa.Store); ok && st.Val != a {
			stores = append(stores, r)
			continue
		}
		if !onlyReads(r, a) {
			return false
		}
		if _, ok := r.(*ssa.MakeClosure); ok {
			made = append(made, r)
		}
	}
	if len(stores) < 2 || len(made) == 0 {
		return false
	}
	for _, m := range made {
		for _, s := range stores {
			if follows(m, s, a) {
				return false
			}
		}
	}
	return true
}

// onlyReads reports whether an instruction only reads a variable, or makes a function literal in which it is only read.
func onlyReads(r ssa.Instruction, v ssa.Value) bool {
	switch r := r.(type) {
	case *ssa.UnOp:
		return r.Op == token.MUL
	case *ssa.MakeClosure:
		return onlyReadIn(r, v)
	case *ssa.DebugRef:
		return true
	}
	return false
}

// onlyReadIn reports whether a function literal, and those in it, only read a variable that they capture.
func onlyReadIn(c *ssa.MakeClosure, v ssa.Value) bool {
	free := c.Fn.(*ssa.Function).FreeVars
	for n, x := range c.Bindings {
		if x != v {
			continue
		}
		if n >= len(free) || slices.ContainsFunc(*free[n].Referrers(), func(r ssa.Instruction) bool { return !onlyReads(r, free[n]) }) {
			return false
		}
	}
	return true
}

// follows reports whether s may be executed after m, for the same variable: where it is made anew, it is another one.
func follows(m, s ssa.Instruction, a *ssa.Alloc) bool {
	if m.Block() == s.Block() && slices.Index(m.Block().Instrs, m) < slices.Index(m.Block().Instrs, s) {
		return true
	}
	seen := map[*ssa.BasicBlock]bool{}
	work := slices.Clone(m.Block().Succs)
	for len(work) > 0 {
		blk := work[len(work)-1]
		work = work[:len(work)-1]
		if seen[blk] {
			continue
		}
		seen[blk] = true
		if blk == a.Block() { // made anew; in that block nothing is stored before
			continue
		}
		if blk == s.Block() {
			return true
		}
		work = append(work, blk.Succs...)
	}
	return false
}

// settling replaces a settled variable by its values.
type settling struct {
	f     *summary.Func
	addr  summary.Ref
	typ   int32
	at    []summary.Ref // the value at the end of each block, as far as it is known
	known []bool
	phis  []*settlingPhi
	same  map[summary.Ref]summary.Ref // what is read, to what it is
}

// settlingPhi is a value where ways meet, at the start of a block.
type settlingPhi struct {
	block int32
	dst   summary.Ref
	args  []summary.Ref
}

func (b *body) settle(vars []*ssa.Alloc) {
	for _, a := range vars {
		s := &settling{f: &b.out, addr: b.refs[a], typ: b.typ(pointed(a.Type())), same: map[summary.Ref]summary.Ref{}}
		s.at, s.known = make([]summary.Ref, len(b.out.Blocks)), make([]bool, len(b.out.Blocks))
		s.run()
	}
}

func (s *settling) run() {
	for n := range s.f.Blocks {
		s.rewrite(int32(n))
	}
	s.drop()
	for n := range s.f.Blocks {
		blk := &s.f.Blocks[n]
		var first []summary.Instr
		for _, p := range s.phis {
			if _, gone := s.same[p.dst]; p.block == int32(n) && !gone {
				first = append(first, summary.Instr{Op: summary.OpPhi, Dst: int32(p.dst.Index()), Sym: -1, Type: s.typ, Line: blk.Instrs[0].Line, Args: p.args})
			}
		}
		blk.Instrs = append(first, blk.Instrs...)
		for k := range blk.Instrs {
			blk.Instrs[k].Args = s.renamed(blk.Instrs[k].Args)
		}
	}
}

func (s *settling) reg() summary.Ref {
	r := summary.MakeRef(summary.RefReg, int(s.f.Regs))
	s.f.Regs++
	return r
}

// rewrite takes the loads and stores of the variable out of a block, and gives the literals made there variables of their own.
func (s *settling) rewrite(n int32) {
	blk := &s.f.Blocks[n]
	var out []summary.Instr
	var value summary.Ref
	has := false
	now := func() summary.Ref {
		if !has {
			value, has = s.before(n), true
		}
		return value
	}
	for _, in := range blk.Instrs {
		switch {
		case in.Op == summary.OpLoad && in.Args[0] == s.addr:
			s.same[summary.MakeRef(summary.RefReg, int(in.Dst))] = now()
		case in.Op == summary.OpStore && in.Args[0] == s.addr:
			value, has = in.Args[1], true
		case in.Op == summary.OpClosure && slices.Contains(in.Args, s.addr):
			own := s.reg()
			out = append(out, summary.Instr{Op: summary.OpAlloc, Dst: int32(own.Index()), Sym: -1, Type: s.typ, Line: in.Line},
				summary.Instr{Op: summary.OpStore, Dst: -1, Sym: -1, Type: s.typ, Line: in.Line, Args: []summary.Ref{own, now()}})
			in.Args = slices.Clone(in.Args)
			for k := range in.Args {
				if in.Args[k] == s.addr {
					in.Args[k] = own
				}
			}
			out = append(out, in)
		default:
			out = append(out, in)
		}
	}
	blk.Instrs = out
	if has && !s.known[n] {
		s.at[n], s.known[n] = value, true
	}
}

// after is the value at the end of a block.
func (s *settling) after(n int32) summary.Ref {
	if s.known[n] {
		return s.at[n]
	}
	for k := len(s.f.Blocks[n].Instrs) - 1; k >= 0; k-- {
		if in := &s.f.Blocks[n].Instrs[k]; in.Op == summary.OpStore && in.Args[0] == s.addr {
			s.at[n], s.known[n] = in.Args[1], true
			return s.at[n]
		}
	}
	v := s.before(n)
	s.at[n], s.known[n] = v, true
	return v
}

// before is the value at the start of a block: zero at the start of the function.
func (s *settling) before(n int32) summary.Ref {
	preds := s.f.Blocks[n].Preds
	switch {
	case n == 0 || len(preds) == 0:
		return summary.MakeRef(summary.RefNil, 0)
	case len(preds) == 1 && preds[0] != n:
		return s.after(preds[0])
	}
	for _, p := range s.phis {
		if p.block == n {
			return p.dst
		}
	}
	p := &settlingPhi{block: n, dst: s.reg()}
	s.phis = append(s.phis, p)
	for _, x := range preds {
		p.args = append(p.args, s.after(x))
	}
	return p.dst
}

// drop leaves out the phis that have one value only.
func (s *settling) drop() {
	for changed := true; changed; {
		changed = false
		for _, p := range s.phis {
			if _, gone := s.same[p.dst]; gone {
				continue
			}
			from := slices.DeleteFunc(slices.Clone(s.renamed(p.args)), func(a summary.Ref) bool { return a == p.dst })
			if len(from) > 0 && !slices.ContainsFunc(from, func(a summary.Ref) bool { return a != from[0] }) {
				s.same[p.dst], changed = from[0], true
			}
		}
	}
}

// renamed gives operands with what was read replaced by what it is.
func (s *settling) renamed(args []summary.Ref) []summary.Ref {
	out := args
	for n := range args {
		r := args[n]
		for k := 0; k < 64; k++ {
			to, ok := s.same[r]
			if !ok {
				break
			}
			r = to
		}
		if r != args[n] {
			if &out[0] == &args[0] {
				out = slices.Clone(args)
			}
			out[n] = r
		}
	}
	return out
}
