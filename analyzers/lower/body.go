package lower

import (
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/gostride/gostride/analyzers/summary"
)

// body lowers one function's blocks.
type body struct {
	l    *lowerer
	fn   *ssa.Function
	out  summary.Func
	file *file // nil for the initialiser and for what the compiler makes

	refs map[ssa.Value]summary.Ref
	gone map[ssa.Instruction]bool // addresses fused into their loads and stores, and what has no effect
	cur  []summary.Instr          // the block being written
	args []summary.Ref            // scratch
	line int32                    // of the last instruction that has one
}

func (b *body) lower() summary.Func {
	b.number()
	ends := make([]int32, len(b.fn.Blocks))
	b.out.Blocks = make([]summary.Block, len(b.fn.Blocks))
	for i, blk := range b.fn.Blocks {
		b.line = 0
		if len(blk.Preds) > 0 && blk.Preds[0].Index < i {
			b.line = ends[blk.Preds[0].Index]
		}
		b.start(blk)
		b.cur = make([]summary.Instr, 0, len(blk.Instrs))
		for _, in := range blk.Instrs {
			if !b.gone[in] {
				b.mark(in)
				b.instr(in)
			}
		}
		ends[i] = b.line
		b.out.Blocks[i] = summary.Block{Instrs: b.cur, Succs: edges(blk.Succs), Preds: edges(blk.Preds)}
	}
	b.settle(b.settled())
	return b.out
}

// start moves the current line to the first one the block has: what has none itself goes with what follows.
func (b *body) start(blk *ssa.BasicBlock) {
	for _, in := range blk.Instrs {
		if _, phi := in.(*ssa.Phi); !phi && !b.gone[in] && b.mark(in) {
			return
		}
	}
}

func edges(bs []*ssa.BasicBlock) []int32 {
	out := make([]int32, len(bs))
	for i, b := range bs {
		out[i] = int32(b.Index)
	}
	return out
}

// number decides which instructions vanish and gives the others' values their registers.
func (b *body) number() {
	for _, blk := range b.fn.Blocks {
		for _, in := range blk.Instrs {
			if b.vanishes(in) {
				b.gone[in] = true
			} else if v, ok := in.(ssa.Value); ok {
				b.refs[v] = summary.MakeRef(summary.RefReg, int(b.out.Regs))
				b.out.Regs++
			}
		}
	}
}

// vanishes reports whether in leaves no instruction behind.
func (b *body) vanishes(in ssa.Instruction) bool {
	switch in := in.(type) {
	case *ssa.FieldAddr:
		return direct(in)
	case *ssa.IndexAddr:
		return direct(in)
	case *ssa.TypeAssert:
		return len(*in.Referrers()) == 0 // the nil check before a method value
	case *ssa.RunDefers, *ssa.DebugRef:
		return true
	}
	return false
}

// direct reports whether an address is only loaded from and stored to.
func direct(addr ssa.Value) bool {
	for _, r := range *addr.Referrers() {
		switch r := r.(type) {
		case *ssa.UnOp:
			if r.Op != token.MUL {
				return false
			}
		case *ssa.Store:
			if r.Val == addr {
				return false
			}
		case *ssa.DebugRef:
		default:
			return false
		}
	}
	return true
}

// mark moves the current line to where in stands and reports whether that is known.
func (b *body) mark(in ssa.Instruction) bool {
	pos := position(in)
	if !pos.IsValid() {
		return false
	}
	f, shift := b.file, int32(0)
	if f == nil {
		i, _ := b.l.place(pos)
		if i < 0 {
			return false
		}
		f, shift = b.l.files[i], i<<summary.LineBits
	} else if !f.has(pos) {
		return false
	}
	if start, ok := f.calls[pos]; ok {
		pos = start
	}
	b.line = shift | f.line(pos)&(1<<summary.LineBits-1)
	return true
}

// position is where in stands: a call at its parenthesis, a function literal at its beginning.
func position(in ssa.Instruction) token.Pos {
	switch in := in.(type) {
	case ssa.CallInstruction:
		if pos := in.Common().Pos(); pos.IsValid() {
			return pos
		}
		if fn, ok := in.Common().Value.(*ssa.Function); ok && in.Parent().Synthetic != "" {
			return fn.Pos() // the initialiser calls a declared init
		}
	case *ssa.MakeClosure:
		if !in.Pos().IsValid() {
			return in.Fn.Pos()
		}
	case *ssa.Alloc:
		if in.Comment == "varargs" {
			return token.NoPos // SSA says the end of the call
		}
	}
	return in.Pos()
}

// emit appends an instruction. v is the value it defines, or nil.
func (b *body) emit(op summary.Op, v ssa.Value, sym, typ, n int32, args ...summary.Ref) {
	dst := int32(-1)
	if v != nil {
		dst = int32(b.refs[v].Index())
	}
	b.cur = append(b.cur, summary.Instr{Op: op, Dst: dst, Sym: sym, Type: typ, N: n, Line: b.line, Args: b.l.keep(args)})
}

// keep copies operands into memory allocated for many instructions at once.
func (l *lowerer) keep(args []summary.Ref) []summary.Ref {
	n := len(args)
	if n == 0 {
		return nil
	}
	if cap(l.slab)-len(l.slab) < n {
		l.slab = make([]summary.Ref, 0, max(n, 1<<10))
	}
	at := len(l.slab)
	l.slab = append(l.slab, args...)
	return l.slab[at : at+n : at+n]
}

// typ is short for the index of a type.
func (b *body) typ(t types.Type) int32 { return b.l.types.index(t) }
