package link

import (
	"slices"

	"github.com/gostride/gostride/analyzers/summary"
)

// toldApart lists the HTTP methods that a handler tells apart itself: what it compares the request's method with. One method
// that gets something of its own says nothing of the others, unless they are refused.
func (l *linker) toldApart(handlers []*inst) []string {
	var out []string
	refuses := false
	for _, i := range handlers {
		for at := range i.fn.code {
			in := &i.fn.code[at]
			if in.Op != summary.OpBin || len(in.Args) != 2 {
				continue
			}
			x, y := in.Args[0], in.Args[1]
			if isConst(x) {
				x, y = y, x
			}
			if y.Kind() != summary.RefConst || !l.readsMethod(i, x) {
				continue
			}
			refuses = refuses || i.fn.p.p.Syms[in.Sym] == "!="
			if text := i.fn.p.p.Consts[y.Index()].Text; text != "" && !slices.Contains(out, text) {
				out = append(out, text)
			}
		}
	}
	if len(out) == 1 && !refuses {
		return nil
	}
	slices.Sort(out)
	return out
}

// readsMethod says that an operand is the method of the request, read from its field.
func (l *linker) readsMethod(i *inst, r summary.Ref) bool {
	at := i.fn.fieldRead(r)
	return at >= 0 && l.partField(i, &i.fn.code[at], r) == "method"
}
