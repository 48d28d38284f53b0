package link

import "github.com/gostride/gostride/analyzers/summary"

// layout is what an instance has come to, once everything is evaluated: the instructions that call own functions, those that
// make modelled calls, and, once they were counted, the calls that were not understood. Entry points by the hundred come by.
type layout struct {
	calls   []int32
	targets [][]*inst // of each call
	once    []bool    // of each call, whether it is made once only
	hits    []int32
	counted bool
	noted   []int32
	left    bool
	leaving []int32 // see leaving
}

func (l *linker) layout(i *inst) *layout {
	if i.layout != nil {
		return i.layout
	}
	y := &layout{}
	var in func(x *inst)
	calls, hits := make([]bool, len(i.fn.code)), make([]bool, len(i.fn.code))
	in = func(x *inst) {
		for at := range x.calls {
			calls[at] = calls[at] || len(x.calls[at]) > 0
		}
		for at := range x.hits {
			hits[at] = hits[at] || len(x.hits[at]) > 0
		}
		for _, cs := range x.splits {
			for _, c := range cs {
				in(c)
			}
		}
	}
	in(i)
	for at := range i.fn.code {
		if calls[at] {
			y.calls, y.targets = append(y.calls, int32(at)), append(y.targets, i.targets(int32(at)))
			y.once = append(y.once, l.onceOnly(i, int32(at)))
		}
		if hits[at] {
			y.hits = append(y.hits, int32(at))
		}
	}
	i.layout = y
	return y
}

// tally counts the calls of an instance, and says of those that were not understood which entry point has them.
func (a *assembly) tally(t *travel, i *inst, entry string) {
	y := a.l.layout(i)
	if !y.counted {
		y.counted = true
		for at := range i.fn.code {
			in := &i.fn.code[at]
			if in.Op == summary.OpCall && in.N&summary.CallMode != summary.CallBuiltin && (len(i.open[int32(at)]) > 0 || i.strange(int32(at))) {
				y.noted = append(y.noted, int32(at))
			}
			if i.split == nil || i.split.own[at] {
				a.classified(i, int32(at), in)
			}
		}
	}
	for _, at := range y.noted {
		if (i.split == nil || i.split.own[at]) && !t.outside(i, at) {
			a.misunderstood(i, at, entry)
		}
	}
}

// strange says that an instruction calls a library without a model.
func (i *inst) strange(at int32) bool {
	for _, h := range i.hits[at] {
		if len(h.rows) == 0 && h.sym >= 0 {
			return true
		}
	}
	return false
}

// callsOf lists the instructions by which an instance, or a clone of it, calls another one.
func (l *linker) callsOf(caller, i *inst) []int32 {
	var out []int32
	y := l.layout(caller)
	for k, at := range y.calls {
		if contains(y.targets[k], i) {
			out = append(out, at)
		}
	}
	return out
}
