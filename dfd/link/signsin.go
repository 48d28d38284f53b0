package link

import (
	"slices"
	"strings"

	"github.com/gostride/gostride/analyzers/summary"
)

// A session that the program keeps itself is a record that was found by what a cookie holds, or a new one where there was none. The handler of
// the sign-in puts the user into it when all has been looked at: nobody looks in the same request, and what the next one finds came out of
// the store. What held where such a handler sets the field says nothing of who is found.

// maxLater is how many callers of callers are looked at, and how deep the calls after a put.
const maxLater = 8

// forLater says that a field of a record is set by a handler that neither passes its request on afterwards nor asks for that field.
func (l *linker) forLater(p *putAt, field string) bool {
	return l.lastOfRequest(p.i, p.at, field, 0, map[*inst]bool{})
}

func (l *linker) lastOfRequest(i *inst, at int32, field string, depth int, seen map[*inst]bool) bool {
	i = i.whole()
	if depth > maxLater || l.looksAfter(i, at, field) {
		return false
	}
	if seen[i] {
		return true
	}
	seen[i] = true
	from := l.calledFrom(i)
	if (i.root || len(from) == 0) && !l.passesOnItself(i.fn) {
		return false
	}
	return !slices.ContainsFunc(from, func(c callAt) bool { return !l.lastOfRequest(c.i, c.at, field, depth+1, seen) })
}

// passesOnItself says that a function is a handler of net/http: what comes after it comes by its own call.
func (l *linker) passesOnItself(g *fn) bool {
	for n := range g.f.Params {
		if t := l.typ(g.p, g.f.Params[n].Type); t >= 0 && l.typeTab[t].name == "net/http.ResponseWriter" {
			return true
		}
	}
	return false
}

// looksAfter says that, after an instruction, the request is passed on, or something asks what the field holds.
func (l *linker) looksAfter(i *inst, at int32, field string) bool {
	passes := l.passes(i)
	for _, k := range i.fn.after(at) {
		in := &i.fn.code[k]
		switch {
		case i.fn.readsField(k, field):
			return true
		case in.Op != summary.OpCall:
		case l.continues(i, k) || slices.ContainsFunc(passes, func(p pass) bool { return p.at == k }):
			return true
		default:
			seen := map[*inst]bool{}
			if slices.ContainsFunc(i.targets(k), func(t *inst) bool { return l.asksField(t, field, 0, seen) }) {
				return true
			}
		}
	}
	return false
}

// asksField says that a function, or one that it calls, reads a field and says yes or no to it.
func (l *linker) asksField(i *inst, field string, depth int, seen map[*inst]bool) bool {
	i = i.whole()
	if seen[i] {
		return false
	}
	seen[i] = true
	if depth > maxLater {
		return true
	}
	says := slices.ContainsFunc(i.fn.f.Results, func(t int32) bool {
		id := l.typ(i.fn.p, t)
		return id >= 0 && (l.typeTab[id].name == "bool" || l.typeTab[id].name == "error")
	})
	for at := range i.fn.code {
		if says && i.fn.readsField(int32(at), field) {
			return true
		}
		if slices.ContainsFunc(i.targets(int32(at)), func(t *inst) bool { return l.asksField(t, field, depth+1, seen) }) {
			return true
		}
	}
	return false
}

// readsField says that an instruction reads a field, or takes its address.
func (g *fn) readsField(at int32, field string) bool {
	in := &g.code[at]
	return (in.Op == summary.OpLoadField || in.Op == summary.OpFieldAddr) && in.Sym >= 0 && strings.HasSuffix(g.p.p.Syms[in.Sym], field)
}

// after lists the instructions that may come after one.
func (g *fn) after(at int32) []int32 {
	var out []int32
	seen := make([]bool, len(g.f.Blocks))
	add := func(b, from int32) {
		for k := from; k < g.first[b]+int32(len(g.f.Blocks[b].Instrs)); k++ {
			out = append(out, k)
		}
	}
	add(g.block[at], at+1)
	for work := slices.Clone(g.f.Blocks[g.block[at]].Succs); len(work) > 0; work = work[1:] {
		if b := work[0]; !seen[b] {
			seen[b] = true
			add(b, g.first[b])
			work = append(work, g.f.Blocks[b].Succs...)
		}
	}
	return out
}
