package link

import "github.com/gostride/gostride/analyzers/summary"

// Calls that end the chain of handlers are few. What holds in an instance that makes none, and that calls none which does, is the same
// whether they end ways or not, and is found out once.

// findEnding marks the instances in which a way may end there, and those that call them.
func (l *linker) findEnding() {
	l.ending = make([]bool, len(l.insts))
	var work []*inst
	mark := func(i *inst) {
		if i = i.whole(); !l.ending[i.id] {
			l.ending[i.id] = true
			work = append(work, i)
		}
	}
	for _, i := range l.insts {
		if !i.unused() && i.ends() {
			mark(i)
		}
	}
	for ; len(work) > 0; work = work[1:] {
		for _, c := range work[0].callers {
			mark(c)
		}
	}
}

// ends says that an instance itself may end the chain, or asks whether it was ended. A function that a library calls ends ways where it
// never returns, see calleeFacts.
func (i *inst) ends() bool {
	for at, hs := range i.hits {
		if len(i.calls[at]) > 0 && i.fn.code[at].N&(summary.CallGo|summary.CallDefer) == 0 {
			return true
		}
		for _, h := range hs {
			for _, r := range h.rows {
				if r.Role == "abort" || r.Attr["aborts"] != "" || r.Attr["kind"] == "aborted" {
					return true
				}
			}
		}
	}
	return false
}

// mayEnd says that what holds in an instance depends on whether calls end the chain of handlers.
func (l *linker) mayEnd(i *inst) bool {
	return int(i.id) >= len(l.ending) || l.ending[i.id] || len(l.filters) > 0
}
