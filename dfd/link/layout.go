package link

import (
	"encoding/binary"

	"github.com/gostride/gostride/analyzers/summary"
)

// layout is what an instance has come to, once everything is evaluated: the instructions that call own functions, those that
// make modelled calls, and, once they were counted, the calls that were not understood. Entry points by the hundred come by.
type layout struct {
	calls   []int32
	targets [][]*inst // of each call
	crowd   []int32   // of each call that may be of many: which it may be of, by number; 0 else
	once    []bool    // of each call, whether it is made once only
	several [][]*fn   // of each call, the functions that it is of one of: see oneOfSeveral
	mods    [][]*hit  // of each of hits
	hits    []int32
	counted bool
	noted   []int32
	left    bool
	leaving []int32 // see leaving
	from    []callAt
	whence  bool // from is known
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
			y.crowd = append(y.crowd, l.manyCalled(y.targets[len(y.targets)-1]))
			y.once = append(y.once, l.onceOnly(i, int32(at)))
			y.several = append(y.several, l.oneOfSeveral(i, int32(at), y.targets[len(y.targets)-1]))
		}
		if hits[at] {
			y.hits, y.mods = append(y.hits, int32(at)), append(y.mods, i.modelled(int32(at)))
		}
	}
	i.layout = y
	return y
}

// manyCalled numbers what a call may be of, where that is many; 0 else. Calls of next(c) in every middleware may be of the same.
func (l *linker) manyCalled(targets []*inst) int32 {
	if len(targets) < 4 {
		return 0
	}
	b := make([]byte, 0, 4*len(targets))
	for _, t := range targets {
		b = binary.LittleEndian.AppendUint32(b, uint32(t.id))
	}
	n, ok := l.calledMany[string(b)]
	if !ok {
		n = int32(len(l.calledMany) + 1)
		l.calledMany[string(b)] = n
	}
	return n
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

// calledFrom lists the calls of an instance, by caller.
func (l *linker) calledFrom(i *inst) []callAt {
	y := l.layout(i)
	if !y.whence {
		y.whence = true
		for _, c := range i.callers {
			for _, at := range l.callsOf(c, i) {
				y.from = append(y.from, callAt{c, at})
			}
		}
	}
	return y.from
}
