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
			if y.Kind() != summary.RefConst || !i.requestMethod(x) {
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

// requestMethod says that an operand is the method of the request.
func (i *inst) requestMethod(r summary.Ref) bool {
	if r.Kind() != summary.RefReg || i.fn.def[r.Index()] < 0 {
		return false
	}
	in := &i.fn.code[i.fn.def[r.Index()]]
	return in.Op == summary.OpLoadField && i.fn.p.p.Syms[in.Sym] == "net/http.Request.Method"
}
