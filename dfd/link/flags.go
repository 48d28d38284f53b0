package link

import (
	"strconv"

	"github.com/gostride/gostride/analyzers/summary"
)

// What is asked of a route is often one bit of a number: wrap(h, hasAuth|hasRoom), and in it if opts&hasAuth != 0. With a number that a closure was
// made with, the bit is known.

// flags gives what the bits of certain numbers come to.
func (l *linker) flags(i *inst, r summary.Ref) (known, string) {
	d := i.fn.defOf(r)
	if d < 0 || i.fn.code[d].Op != summary.OpBin {
		return notKnown, ""
	}
	in := &i.fn.code[d]
	op := i.fn.p.p.Syms[in.Sym]
	if op != "&" && op != "|" && op != "&^" {
		return notKnown, ""
	}
	x, ok := l.bits(i, in.Args[0])
	y, also := l.bits(i, in.Args[1])
	if !ok || !also {
		return notKnown, ""
	}
	switch op {
	case "&":
		x &= y
	case "|":
		x |= y
	case "&^":
		x &^= y
	}
	return knownText, strconv.FormatUint(x, 10)
}

// bits gives a number that is certain.
func (l *linker) bits(i *inst, r summary.Ref) (uint64, bool) {
	k, text := l.certain(i, r)
	if k != knownText {
		return 0, false
	}
	n, err := strconv.ParseUint(text, 10, 64)
	return n, err == nil
}
