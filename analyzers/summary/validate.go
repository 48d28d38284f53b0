package summary

// validate reports whether every index in p points at something, so that who reads p need not look again.
func (p *Package) validate() error {
	types, files := int32(len(p.Types)), int32(len(p.Files))
	ok := true
	within := func(i, n int32) { ok = ok && i >= -1 && i < n }
	for _, im := range p.Imports {
		within(im.File, files)
	}
	for _, g := range p.Ignores {
		ok = ok && g.File >= 0 && g.File < files
	}
	for i := range p.Types {
		within(p.Types[i].File, files)
		ok = ok && p.Types[i].Kind <= KindTypeParam
	}
	for _, c := range p.Consts {
		within(c.Type, types)
		ok = ok && c.Kind <= KindTypeParam
	}
	for _, a := range p.TypeArgs {
		for _, t := range a {
			within(t, types)
		}
	}
	for i := range p.Funcs {
		f := &p.Funcs[i]
		within(f.File, files)
		for _, ps := range [][]Param{f.Params, f.Free} {
			for _, q := range ps {
				within(q.Type, types)
			}
		}
		for _, ts := range [][]int32{f.Results, f.TypeParams} {
			for _, t := range ts {
				within(t, types)
			}
		}
		ok = ok && f.Regs >= 0 && p.validBody(f)
	}
	if !ok {
		return errCorrupt
	}
	return nil
}

// validBody checks blocks, edges, instructions and operands of one function.
func (p *Package) validBody(f *Func) bool {
	limit := [8]int{
		RefReg: int(f.Regs), RefParam: len(f.Params), RefFree: len(f.Free), RefConst: len(p.Consts),
		RefGlobal: len(p.Syms), RefFunc: len(p.Syms), RefNil: 1 << 29,
	}
	instrs := 0
	for i := range f.Blocks {
		b := &f.Blocks[i]
		instrs += len(b.Instrs)
		for _, es := range [][]int32{b.Succs, b.Preds} {
			for _, e := range es {
				if uint32(e) >= uint32(len(f.Blocks)) {
					return false
				}
			}
		}
		for j := range b.Instrs {
			if !p.validInstr(f, &b.Instrs[j], &limit) {
				return false
			}
		}
	}
	return int(f.Regs) <= instrs // a register is written by one instruction: no lie makes a reader allocate
}

func (p *Package) validInstr(f *Func, in *Instr, limit *[8]int) bool {
	if in.Op == OpNone || in.Op > OpPanic || in.Dst < -1 || in.Dst >= f.Regs || in.Sym < -1 || int(in.Sym) >= len(p.Syms) ||
		in.Type < -1 || int(in.Type) >= len(p.Types) || in.Line < 0 || in.N < 0 {
		return false
	}
	if (in.Op == OpCall || in.Op == OpClosure || in.Op == OpAlloc) && int(in.N>>CallTypeArgs) > len(p.TypeArgs) {
		return false
	}
	if file, _ := f.Place(in); int(file) >= len(p.Files) {
		return false
	}
	for _, a := range in.Args {
		if a.Index() >= limit[a.Kind()] {
			return false
		}
	}
	return true
}
