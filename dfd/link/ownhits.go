package link

import (
	"cmp"

	"github.com/gostride/gostride/analyzers/summary"
)

// narrowed gives a modelled call with what it is passed on this way.
func (t *travel) narrowed(v *visit, at int32, h *hit) *hit {
	if v.given == nil || v.anything || h.i != v.i || h.at != at {
		return h
	}
	in := &v.i.fn.code[at]
	if in.Op != summary.OpCall {
		return h
	}
	recv, refs := h.recv, behindReceiver(in)
	if len(refs) < len(in.Args) && in.N&summary.CallMode != summary.CallDynamic && t.l.get(v.i, in.Args[0]) == recv {
		recv = cmp.Or(t.narrow(v, in.Args[0], 8), recv)
	}
	if len(refs) != len(h.args) {
		return h
	}
	args, same := make([]set, len(refs)), recv == h.recv
	for n, r := range refs {
		args[n] = h.args[n]
		if t.l.get(v.i, r) == h.args[n] {
			args[n] = cmp.Or(t.narrow(v, r, 8), args[n])
		}
		same = same && args[n] == h.args[n]
	}
	if same {
		return h
	}
	return t.l.hitOf(h, recv, args)
}

// behindReceiver gives the operands that a call passes: all but its receiver, or the function value that it calls.
func behindReceiver(in *summary.Instr) []summary.Ref {
	mode := in.N & summary.CallMode
	if len(in.Args) > 0 && (mode == summary.CallInvoke || mode == summary.CallDynamic || mode == summary.CallStatic && in.N&summary.CallRecv != 0) {
		return in.Args[1:]
	}
	return in.Args
}

// hitOf gives the same call with other values, the same one for the same values.
func (l *linker) hitOf(h *hit, recv set, args []set) *hit {
	k := hitKey{h, instKey(args, int32(recv))}
	x := l.ownHits[k]
	if x == nil {
		c := *h
		c.recv, c.args = recv, args
		x = &c
		l.ownHits[k] = x
	}
	return x
}

type hitKey struct {
	h    *hit
	with string
}
