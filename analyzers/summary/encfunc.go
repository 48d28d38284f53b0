package summary

// funcs writes the bodies. What a decoder must allocate is said before: blocks, instructions, operands and edges in all.
func (e *encoder) funcs(fs []Func) {
	var blocks, instrs, args, edges int
	for i := range fs {
		for _, b := range fs[i].Blocks {
			blocks++
			instrs += len(b.Instrs)
			edges += len(b.Succs) + len(b.Preds)
			for j := range b.Instrs {
				args += len(b.Instrs[j].Args)
			}
		}
	}
	for _, n := range []int{len(fs), blocks, instrs, args, edges} {
		e.len(n)
	}
	for i := range fs {
		e.fn(&fs[i])
	}
}

func (e *encoder) fn(f *Func) {
	e.string(f.Sym)
	e.string(f.Parent)
	e.bits(f.Recv, f.Export, f.Generic)
	for _, v := range []int32{f.File, f.Line, f.EndLine, f.Regs} {
		e.int(v)
	}
	e.params(f.Params)
	e.params(f.Free)
	e.ints(f.Results)
	e.ints(f.TypeParams)
	e.len(len(f.Blocks))
	st := state{line: f.Line}
	for _, b := range f.Blocks {
		e.edges(b.Succs)
		e.edges(b.Preds)
		e.len(len(b.Instrs))
		for i := range b.Instrs {
			e.instr(&b.Instrs[i], &st)
		}
	}
}

func (e *encoder) params(ps []Param) {
	e.len(len(ps))
	for _, p := range ps {
		e.string(p.Name)
		e.int(p.Type)
	}
}

func (e *encoder) edges(vs []int32) {
	e.len(len(vs))
	for _, v := range vs {
		e.uint(uint64(uint32(v)))
	}
}

// state is what neighbouring instructions are written relative to.
type state struct {
	line int32
	reg  int32 // next register in sequence
}

// The two bytes before an instruction: the operation and how its register is found; which fields follow and how many operands.
const (
	opMask  = 1<<6 - 1
	dstNext = 1 << 6 // the next register
	dstElse = 2 << 6 // a number follows
	hasSym  = 1 << 0
	hasType = 1 << 1
	hasN    = 1 << 2
	hasLine = 1 << 3 // the difference to the line before follows
	argBits = 4      // shift; 15: the number follows
	argMore = 15
)

func (e *encoder) instr(in *Instr, st *state) {
	head, more := byte(in.Op)&opMask, byte(0)
	switch {
	case in.Dst == -1:
	case in.Dst == st.reg:
		head |= dstNext
	default:
		head |= dstElse
	}
	more |= pack(in.Sym != -1, in.Type != -1, in.N != 0, in.Line != st.line)
	n := min(len(in.Args), argMore)
	e.buf = append(e.buf, head, more|byte(n)<<argBits)
	if head&dstElse != 0 {
		e.int(in.Dst)
	}
	if in.Sym != -1 {
		e.int(in.Sym)
	}
	if in.Type != -1 {
		e.int(in.Type)
	}
	if in.N != 0 {
		e.int(in.N)
	}
	if in.Line != st.line {
		e.int(in.Line - st.line)
		st.line = in.Line
	}
	if n == argMore {
		e.len(len(in.Args))
	}
	for _, a := range in.Args {
		e.uint(relative(a, st.reg))
	}
	if in.Dst == st.reg {
		st.reg++
	}
}

// relative writes a register as its distance back from the next one: small for most operands.
func relative(r Ref, next int32) uint64 {
	if r.Kind() != RefReg {
		return uint64(r)
	}
	d := int64(next) - int64(r.Index())
	return uint64(d<<1^d>>63)<<3 | uint64(RefReg)
}

// absolute undoes relative; ok is false for what no operand can be.
func absolute(v uint64, next int32) (Ref, bool) {
	if RefKind(v&7) != RefReg {
		return Ref(v), v>>32 == 0
	}
	z := v >> 3
	i := int64(next) - (int64(z>>1) ^ -int64(z&1))
	return MakeRef(RefReg, int(i)), i >= 0 && i < 1<<29
}
