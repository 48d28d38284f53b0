package link

import "github.com/gostride/gostride/analyzers/summary"

// What is passed on the way of one entry point is exact where each operand is a constant, or a parameter that is passed exactly by every call
// on the way, or is made of these by what keeps a value as it is. What a function that stands for several calls reads, or computes, may be
// another one's.

type paramKey struct {
	v *visit
	n int
}

// passedExactly says that what a call passes is this entry point's own: all but the receiver, and contexts, which hold no value that is
// looked at.
func (t *travel) passedExactly(v *visit, at int32) bool {
	in := &v.i.fn.code[at]
	if in.Op != summary.OpCall {
		return false
	}
	for _, r := range behindReceiver(in) {
		if typ := t.l.refType(v.i, r); typ >= 0 && t.l.typeTab[typ].name == "context.Context" {
			continue
		}
		if !t.exact(v, r, 8) {
			return false
		}
	}
	return true
}

func (t *travel) exact(v *visit, r summary.Ref, deep int) bool {
	if !t.l.passedByMany(v) {
		return true
	}
	switch r.Kind() {
	case summary.RefConst, summary.RefNil, summary.RefFunc:
		return true
	case summary.RefParam:
		return t.exactParam(v, r.Index())
	case summary.RefReg:
		in := &v.i.fn.code[v.i.fn.def[r.Index()]]
		switch in.Op {
		case summary.OpConvert, summary.OpMakeInterface, summary.OpAssert, summary.OpPhi:
		case summary.OpExtract:
			if d := v.i.fn.defOf(in.Args[0]); in.N != 0 || d < 0 || v.i.fn.code[d].Op != summary.OpAssert {
				return false
			}
		default:
			return false
		}
		for _, x := range in.Args {
			if deep == 0 || !t.exact(v, x, deep-1) {
				return false
			}
		}
		return true
	}
	return false
}

// exactParam says that a parameter is passed exactly by all calls that were followed.
func (t *travel) exactParam(v *visit, n int) bool {
	k := paramKey{v, n}
	if known, ok := t.exactly[k]; ok {
		return known
	}
	if t.exactly == nil {
		t.exactly = map[paramKey]bool{}
	}
	t.exactly[k] = true // functions that call each other pass on what comes from outside
	calls := t.callsOf(v.i)
	known := v.given != nil && !v.anything && len(calls) > 0
	for _, c := range calls {
		refs, ok := t.l.argsFor(c.v.i, c.at, v.i)
		known = known && ok && t.exact(c.v, refs[n], 8)
	}
	t.exactly[k] = known
	return known
}
