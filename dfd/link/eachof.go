package link

import "github.com/gostride/gostride/analyzers/summary"

// eachOf visits the instructions of a kind in all instances that are used, in order.
func (l *linker) eachOf(op summary.Op, visit func(i *inst, at int32, in *summary.Instr)) {
	for _, i := range l.insts {
		if i.unused() {
			continue
		}
		for at := range i.fn.code {
			if in := &i.fn.code[at]; in.Op == op {
				visit(i, int32(at), in)
			}
		}
	}
}
