package link

import (
	"fmt"
	"strings"

	"github.com/gostride/gostride/analyzers/summary"
)

// Programs have routes by the hundred, and a few questions about them: is it a GET, does the path begin with /api. What an
// instance comes to for a route is found out once for all routes that answer its questions alike.

// asking is what the instances of a program ask of routes.
type asking struct {
	ids       map[string]int
	questions []routeQuestion
	answers   map[int32][]byte // by route: of each question
	alike     map[string]int32 // answers of all that an instance asks, by number
}

// routeQuestion is one of the instances and instructions that ask the same.
type routeQuestion struct {
	i  *inst
	at int32
}

// replied is what a route answered when an instance was looked at last.
type replied struct{ route, answers int32 }

// askedBy gives the questions that an instance, or what it calls, has about the path or method of the request; nil for none.
func (l *linker) askedBy(i *inst) []uint64 {
	if l.asking == nil {
		l.asking = &asking{ids: map[string]int{}, answers: map[int32][]byte{}, alike: map[string]int32{}}
		l.findAsking()
	}
	return i.asks
}

// findAsking finds the questions of all instances, and hands them to their callers.
func (l *linker) findAsking() {
	var work []*inst
	for n := range l.insts {
		i := l.insts[n]
		if i.unused() {
			continue
		}
		w := i.whole()
		for _, at := range l.routeTests(i) {
			if w.asksAlso(bitAt(l.asking.id(l.questionKey(w, at), routeQuestion{w, at}))) {
				work = append(work, w)
			}
		}
	}
	for ; len(work) > 0; work = work[1:] {
		for _, c := range work[0].callers {
			if c = c.whole(); c.asksAlso(work[0].asks) {
				work = append(work, c)
			}
		}
	}
}

func (a *asking) id(key string, q routeQuestion) int {
	n, ok := a.ids[key]
	if !ok {
		n = len(a.questions)
		a.ids[key] = n
		a.questions = append(a.questions, q)
	}
	return n
}

func bitAt(n int) []uint64 {
	out := make([]uint64, n/64+1)
	out[n/64] = 1 << (n % 64)
	return out
}

// asksAlso adds questions to those of an instance, and says whether one was new.
func (i *inst) asksAlso(qs []uint64) bool {
	changed := false
	for len(i.asks) < len(qs) {
		i.asks = append(i.asks, 0)
	}
	for n, q := range qs {
		changed = changed || q&^i.asks[n] != 0
		i.asks[n] |= q
	}
	return changed
}

// questionKey names a question: what is asked where, of what.
func (l *linker) questionKey(i *inst, at int32) string {
	var b strings.Builder
	fmt.Fprint(&b, i.fn.sym, " ", at)
	for _, r := range i.fn.code[at].Args {
		part, lower := l.requestPart(i, r, 0)
		kind, text := l.certain(i, r)
		fmt.Fprint(&b, " ", l.get(i, r), " ", part, " ", lower, " ", kind, " ", text)
	}
	return b.String()
}

// answersOf numbers what the route that is followed answers to the questions of an instance; 0 where it has none.
func (l *linker) answersOf(i *inst) int32 {
	if l.route == nil || l.askedBy(i) == nil {
		return 0
	}
	if i.replied.route == l.route.id {
		return i.replied.answers
	}
	all := l.repliesOf(l.route)
	alike := make([]byte, 0, 64)
	for n := range l.asking.questions {
		if n/64 < len(i.asks) && i.asks[n/64]&(1<<(n%64)) != 0 {
			alike = append(alike, all[n])
		}
	}
	id, ok := l.asking.alike[string(alike)]
	if !ok {
		id = int32(len(l.asking.alike) + 1)
		l.asking.alike[string(alike)] = id
	}
	i.replied = replied{l.route.id, id}
	return id
}

// repliesOf gives what a route answers to each question.
func (l *linker) repliesOf(r *asked) []byte {
	if out, ok := l.asking.answers[r.id]; ok {
		return out
	}
	out := make([]byte, len(l.asking.questions))
	for n, q := range l.asking.questions {
		m := &must{l: l, i: q.i, route: r}
		in := &q.i.fn.code[q.at]
		switch {
		case in.Dst < 0:
		case in.Op == summary.OpLoadElem:
			out[n] = answer(m.keyed(in)) | answer(m.element(in))<<2
		default:
			if out[n] = answer(m.decide(summary.MakeRef(summary.RefReg, int(in.Dst)), 0)); out[n] == 0 && m.fitsSome(q.at) {
				out[n] = 3
			}
		}
	}
	l.asking.answers[r.id] = out
	return out
}

func answer(v, ok bool) byte {
	switch {
	case !ok:
		return 0
	case v:
		return 1
	}
	return 2
}
