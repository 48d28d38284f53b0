package link

import (
	"sort"

	"github.com/gostride/gostride/analyzers/summary"
)

// A call of which nothing is known yet is left alone until everything else is: what is found for it later is not mixed with
// what might have been. Only where nothing came is the fallback taken: every type that has the methods, or library code that
// may do anything with its arguments.

// callAt is an instruction in one calling context.
type callAt struct {
	i  *inst
	at int32
}

const anyRead = -1 // in callAt: an instance that reads fields of what others may have filled; below, the instruction that does

// wait says that what an instruction works on is not known so far, and that it is looked at again when all else is.
func (l *linker) wait(i *inst, at int32) bool {
	if i == nil {
		return !l.gaveUp
	}
	c := callAt{i, at}
	if l.late[c] {
		return false
	}
	l.waiting[c] = true
	return true
}

// reading is where an instance reads what others may have filled, for wait.
func (l *linker) reading(i *inst) int32 {
	if i == l.cur && i != nil && i.split == nil {
		return anyRead - 1 - l.curAt
	}
	return anyRead
}

// tooEarly says that a dynamic call has no value to call so far and waits.
func (l *linker) tooEarly(s *site, f set, what string) bool {
	if s.i == nil || !l.onlyNil(f) || !l.wait(s.i, s.at) {
		return false
	}
	l.unresolved(s, what)
	return true
}

// giveUp lets the calls that still wait take the fallback.
func (l *linker) giveUp() {
	var list []callAt
	for c := range l.waiting {
		list = append(list, c)
	}
	clear(l.waiting)
	sort.Slice(list, func(a, b int) bool {
		if list[a].i.id != list[b].i.id {
			return list[a].i.id < list[b].i.id
		}
		return list[a].at < list[b].at
	})
	l.lost, l.gaveUp = nil, true
	l.storeDefaults(list)
	for _, c := range list {
		if l.inVain(c) {
			l.late[c] = true
			if c.at < anyRead {
				c.at = anyRead - 1 - c.at
			}
			l.wakeAt(c.i, c.at)
		}
	}
	l.lost = nil
}

// inVain says that what an instruction waited for has not come.
func (l *linker) inVain(c callAt) bool {
	if c.at <= anyRead {
		return true
	}
	switch in := &c.i.fn.code[c.at]; in.Op {
	case summary.OpStoreField: // see storeDefaults
		return false
	case summary.OpCall:
		return c.i.open[c.at] != "" && !l.idle(c.i, c.at)
	case summary.OpBin:
		return l.leftOut(c.i, in.Args[0], l.get(c.i, in.Args[0])) || l.leftOut(c.i, in.Args[1], l.get(c.i, in.Args[1]))
	default:
		return l.onlyNil(l.get(c.i, in.Args[0]))
	}
}
