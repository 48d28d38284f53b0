package link

import (
	"github.com/gostride/gostride/analyzers/summary"
)

// everMade says that an operand, wherever it comes from, was made an interface of one type, or is nil: a type assertion to that type does
// not fail for what a request holds. Parameters are followed to the calls.
func (l *linker) everMade(i *inst, r summary.Ref, typ int32, depth int) bool {
	if depth > 4 {
		return false
	}
	switch r.Kind() {
	case summary.RefConst, summary.RefNil:
		return true // nil: whoever asserts that was told by the program, not by a request
	case summary.RefParam:
		return l.everPassed(i, r.Index(), typ, depth)
	case summary.RefReg:
		d := i.fn.defOf(r)
		if d < 0 {
			return false
		}
		switch in := &i.fn.code[d]; in.Op {
		case summary.OpMakeInterface:
			return l.typ(i.fn.p, in.Type) == typ
		case summary.OpCall:
			return l.everReturned(i, d, 0, typ, depth)
		case summary.OpExtract:
			if c := i.fn.defOf(in.Args[0]); c >= 0 && i.fn.code[c].Op == summary.OpCall {
				return l.everReturned(i, c, int(in.N), typ, depth)
			}
			return false
		case summary.OpPhi:
			for _, a := range in.Args {
				if !l.everMade(i, a, typ, depth+1) {
					return false
				}
			}
			return len(in.Args) > 0
		}
	}
	return false
}

// everReturned is everMade for what a call gives: of all functions that it calls, or, in a library, that it is passed and hands the result of
// on: v, err := breaker.Execute(func() (any, error) { … }).
func (l *linker) everReturned(i *inst, at int32, result int, typ int32, depth int) bool {
	found := false
	for _, t := range i.calls[at] {
		for n := range t.fn.code {
			in := &t.fn.code[n]
			if in.Op != summary.OpReturn {
				continue
			}
			if result >= len(in.Args) || !l.everMade(t, in.Args[result], typ, depth+1) {
				return false
			}
			found = true
		}
	}
	return found
}

// everPassed is everMade for a parameter: of all calls of the function.
func (l *linker) everPassed(i *inst, param int, typ int32, depth int) bool {
	i = i.whole()
	if i.root {
		return false
	}
	found := false
	for _, c := range l.calledFrom(i) {
		in := &c.i.fn.code[c.at]
		if in.Op != summary.OpCall {
			continue
		}
		if in.N&summary.CallMode != summary.CallStatic || in.N&summary.CallVariadic != 0 && param >= len(in.Args)-1 || param >= len(in.Args) || !l.everMade(c.i, in.Args[param], typ, depth+1) {
			return false
		}
		found = true
	}
	return found
}
