package link

import (
	"slices"

	"github.com/gostride/gostride/analyzers/summary"
	"github.com/gostride/gostride/dfd"
)

// Where a route is read by people, it is shown by what somebody wrote for it: the handler that an adapter turns into one of the
// framework's (failing(h), answers(h)), and the line that names the path, not that of a helper which registers whatever it is passed.

// handlerShown gives the function to show for a handler: what a literal calls that an adapter returned.
func (l *linker) handlerShown(i *inst) *inst {
	for range 3 {
		t := l.behind(i)
		if t == nil {
			break
		}
		i = t
	}
	return i
}

// behind gives the function that a literal has captured and hands its request to, where it is the only one.
func (l *linker) behind(i *inst) *inst {
	if l.funcs[i.fn.parent] == nil {
		return nil
	}
	var found *inst
	for _, at := range l.layout(i).calls {
		in := &i.fn.code[at]
		if in.N&summary.CallMode != summary.CallDynamic || !i.fn.isCaptured(in.Args[0]) || !l.handsRequest(i, in.Args[1:]) {
			continue
		}
		ts := i.targets(at)
		if len(ts) != 1 || found != nil && found.fn != ts[0].fn {
			return nil
		}
		found = ts[0]
	}
	return found
}

// isCaptured says that an operand is a captured variable.
func (g *fn) isCaptured(r summary.Ref) bool {
	if d := g.defOf(r); d >= 0 && g.code[d].Op == summary.OpLoad {
		r = g.code[d].Args[0]
	}
	return r.Kind() == summary.RefFree
}

// handsRequest says that the arguments of a call hold what a function was called with: the request or the writer, or a struct of its own
// that holds one. Who is only given a context and values takes no part in answering.
func (l *linker) handsRequest(i *inst, args []summary.Ref) bool {
	return slices.ContainsFunc(args, func(r summary.Ref) bool {
		r = i.fn.wider(r)
		if r.Kind() == summary.RefParam {
			return l.typeNameOf(i, r) != "context.Context"
		}
		d := i.fn.defOf(r)
		return d >= 0 && i.fn.code[d].Op == summary.OpAlloc && slices.ContainsFunc(i.fn.code, func(in summary.Instr) bool {
			return in.Op == summary.OpStoreField && in.Args[0] == r && i.fn.wider(in.Args[1]).Kind() == summary.RefParam
		})
	})
}

// registeredAt gives the line that names what is registered, where helpers are passed it: s.get("/items", s.list).
func (l *linker) registeredAt(it *item) dfd.Place {
	at := it.h.i.at(it.h.at)
	n := len(it.path) - 1
	if n < 0 || it.path[n].i != it.h.i.whole() || it.path[n].at != it.h.at {
		return at
	}
	in := &it.path[n].i.fn.code[it.path[n].at]
	passed := it.path[n].i.fn.passedOn(in.Args)
	for n--; n >= 0 && len(passed) > 0; n-- {
		f := it.path[n]
		if c := &f.i.fn.code[f.at]; c.Op == summary.OpCall && len(c.Args) == len(it.path[n+1].i.fn.f.Params) {
			at = f.i.at(f.at)
			var args []summary.Ref
			for _, p := range passed {
				args = append(args, c.Args[p])
			}
			passed = f.i.fn.passedOn(args)
			continue
		}
		break
	}
	return at
}

// textMakers are the instructions that texts are made of other texts by.
var textMakers = []summary.Op{summary.OpBin, summary.OpCall, summary.OpConvert, summary.OpMakeInterface, summary.OpPhi, summary.OpSlice}

// passedOn lists the parameters, but for receivers, of which texts in some operands are made.
func (g *fn) passedOn(args []summary.Ref) []int {
	var params uint64
	for _, r := range args {
		params |= g.textParams(r, 6, textMakers)
	}
	var out []int
	for n := range g.f.Params {
		if n < 64 && params&(1<<n) != 0 && !(g.f.Recv && n == 0) {
			out = append(out, n)
		}
	}
	return out
}
