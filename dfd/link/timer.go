package link

import (
	"strings"

	"github.com/gostride/gostride/analyzers/summary"
)

// timers gives the jobs that the program schedules by itself: loops that wait for a ticker or sleep, in code that starts with
// the program.
func (a *assembly) timers() []*entry {
	var out []*entry
	for _, i := range a.l.insts {
		if !a.reached[i] || i.split != nil {
			continue
		}
		for at := range i.fn.code {
			n := int32(at)
			waits, every := a.l.waits(i, n)
			if !waits || !i.fn.inLoop(i.fn.block[n]) {
				continue
			}
			out = append(out, &entry{kind: "cron", path: every, reg: i.at(n), innerSym: i.fn.sym, listener: -1,
				insts: []*inst{i}, inner: []*inst{i}, handler: -1, within: i.fn.loopBlocks(i.fn.block[n])})
			break
		}
	}
	return out
}

// waits says that an instruction waits for time to pass, and how long.
func (l *linker) waits(i *inst, at int32) (ok bool, every string) {
	in := &i.fn.code[at]
	switch in.Op {
	case summary.OpRecv, summary.OpSelect:
		for _, r := range in.Args {
			if d, found := l.tick(i, r); found {
				return true, d
			}
		}
	case summary.OpCall:
		if in.Sym >= 0 && i.fn.p.p.Syms[in.Sym] == "time.Sleep" && len(in.Args) == 1 && i.fn.endless(i.fn.block[at]) {
			return true, l.interval(l.get(i, in.Args[0]))
		}
	}
	return false, ""
}

// tick says that a channel is a ticker's, or one that fires after a time.
func (l *linker) tick(i *inst, ch summary.Ref) (every string, ok bool) {
	if ch.Kind() != summary.RefReg || i.fn.def[ch.Index()] < 0 {
		return "", false
	}
	at := i.fn.def[ch.Index()]
	in := &i.fn.code[at]
	if in.Sym < 0 {
		return "", false
	}
	switch sym := i.fn.p.p.Syms[in.Sym]; {
	case in.Op == summary.OpLoadField && sym == "time.Ticker.C":
		every = "every {config}"
		l.eachObj(l.get(i, in.Args[0]), func(o int32) {
			if h := l.objs[o].hit; h != nil && h.sym >= 0 && l.syms.list[h.sym] == "time.NewTicker" && len(h.args) > 0 {
				every = l.interval(h.args[0])
			}
		})
		return every, true
	case in.Op == summary.OpCall && (sym == "time.Tick" || sym == "time.After" && len(i.fn.f.Results) == 0):
		return l.interval(l.get(i, in.Args[0])), true
	}
	return "", false
}

func (l *linker) interval(s set) string {
	t, part := l.texts(s)
	if len(t) != 1 || part != "" {
		if l.hasOrigin(s, "config") {
			return "every {config}"
		}
		return "every {unknown}"
	}
	if strings.HasPrefix(t[0], "-") { // reckoned with a number that is not known
		return "every {unknown}"
	}
	if d := duration(t[0]); strings.HasPrefix(d, "every ") {
		return d
	}
	return "every " + t[0] + "ns"
}

// endless says that nothing returns once a block is reached.
func (g *fn) endless(b int32) bool {
	for k, in := range g.blocksFrom(b) {
		instrs := g.f.Blocks[k].Instrs
		if in && len(instrs) > 0 && instrs[len(instrs)-1].Op == summary.OpReturn {
			return false
		}
	}
	return true
}

func (g *fn) blocksFrom(b int32) []bool {
	seen := make([]bool, len(g.f.Blocks))
	work := []int32{b}
	for len(work) > 0 {
		x := work[len(work)-1]
		work = work[:len(work)-1]
		for _, s := range g.f.Blocks[x].Succs {
			if !seen[s] {
				seen[s] = true
				work = append(work, s)
			}
		}
	}
	return seen
}

// loopBlocks gives the blocks of the loop that a block is in; nil where it is in none.
func (g *fn) loopBlocks(b int32) []bool {
	from := g.blocksFrom(b)
	if !from[b] {
		return nil
	}
	out := make([]bool, len(from))
	for k := range out {
		out[k] = from[k] && g.blocksFrom(int32(k))[b]
	}
	return out
}
