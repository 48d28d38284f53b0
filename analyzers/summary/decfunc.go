package summary

// take cuts n elements off the memory that is left.
func take[T any](d *decoder, left *[]T, n int) []T {
	if n == 0 {
		return nil
	}
	if n > len(*left) {
		d.fail()
		return nil
	}
	out := (*left)[:n:n]
	*left = (*left)[n:]
	return out
}

func (d *decoder) funcs() []Func {
	n := d.len()
	d.blocks = make([]Block, d.len())
	d.instrs = make([]Instr, min(d.len(), len(d.buf)/2)) // two bytes at least; a larger number fails later
	d.args = make([]Ref, d.len())
	d.edges = make([]int32, d.len())
	if n == 0 || d.err != nil {
		return nil
	}
	fs := make([]Func, n)
	for i := range fs {
		if d.err != nil {
			return nil
		}
		d.fn(&fs[i])
	}
	if len(d.blocks)+len(d.instrs)+len(d.args)+len(d.edges) != 0 {
		d.fail()
	}
	return fs
}

func (d *decoder) fn(f *Func) {
	f.Sym = d.string()
	f.Parent = d.string()
	b := d.byte()
	f.Recv, f.Export, f.Generic = b&1 != 0, b&2 != 0, b&4 != 0
	for _, v := range []*int32{&f.File, &f.Line, &f.EndLine, &f.Regs} {
		*v = d.int()
	}
	f.Params = d.params()
	f.Free = d.params()
	f.Results = d.ints()
	f.TypeParams = d.ints()
	f.Blocks = take(d, &d.blocks, d.len())
	st := state{line: f.Line}
	for i := range f.Blocks {
		b := &f.Blocks[i]
		b.Succs = d.edge()
		b.Preds = d.edge()
		b.Instrs = take(d, &d.instrs, d.len())
		for j := range b.Instrs {
			d.instr(&b.Instrs[j], &st)
		}
		if d.err != nil {
			return
		}
	}
}

func (d *decoder) params() []Param {
	return list(d, func(p *Param) {
		p.Name = d.string()
		p.Type = d.int()
	})
}

func (d *decoder) edge() []int32 {
	vs := take(d, &d.edges, d.len())
	for i := range vs {
		vs[i] = int32(uint32(d.uint()))
	}
	return vs
}

func (d *decoder) instr(in *Instr, st *state) {
	if len(d.buf) < 2 {
		d.fail()
		return
	}
	head, more := d.buf[0], d.buf[1]
	d.buf = d.buf[2:]
	in.Op, in.Dst, in.Sym, in.Type = Op(head&opMask), -1, -1, -1
	if head&dstElse != 0 {
		in.Dst = d.int()
	} else if head&dstNext != 0 {
		in.Dst = st.reg
	}
	if more&hasSym != 0 {
		in.Sym = d.int()
	}
	if more&hasType != 0 {
		in.Type = d.int()
	}
	if more&hasN != 0 {
		in.N = d.int()
	}
	if more&hasLine != 0 {
		st.line += d.int()
	}
	in.Line = st.line
	d.operands(in, int(more>>argBits), st.reg)
	if in.Dst == st.reg {
		st.reg++
	}
}

func (d *decoder) operands(in *Instr, n int, next int32) {
	if n == argMore {
		n = d.len()
	}
	in.Args = take(d, &d.args, n)
	for i := range in.Args {
		r, ok := absolute(d.uint(), next)
		if !ok {
			d.fail()
			return
		}
		in.Args[i] = r
	}
}
