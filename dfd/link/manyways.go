package link

import (
	"fmt"
	"slices"

	"github.com/gostride/gostride/dfd"
)

// maxWays is how many ways to one entry point are weighed: where there are more, they come from values that could not be told apart, such as
// lists of middleware with many elements that may be there.
const maxWays = 16

// weakenAll takes in the other ways to an entry point, of very many those that lead through the fewest functions. Where some are left, it
// is not known that callers are asked, and where these lead through functions that the others do not, not what else they do.
func (a *assembly) weakenAll(ep *dfd.EntryPoint, e *entry, ch *dfd.Chain) {
	ways := e.otherWays()
	left := ways[min(len(ways), maxWays):]
	if len(left) > 0 {
		slices.SortStableFunc(ways, func(x, y *entry) int { return len(x.chain) + len(x.wraps) - len(y.chain) - len(y.wraps) })
	}
	for _, x := range ways[:len(ways)-len(left)] {
		a.weaken(ep, x, e)
	}
	if len(left) == 0 {
		return
	}
	a.p.Coverage.Budgets = append(a.p.Coverage.Budgets, fmt.Sprintf("%s: %d ways lead there; %d were weighed", ep.ID, len(ways)+1, len(ways)+1-len(left)))
	if ch.Guards = nil; ep.Auth.Verdict == "protected" {
		ep.Auth = dfd.Auth{Verdict: "unknown", Scheme: "unknown", Evidence: []dfd.Place{e.reg}}
	}
	through := map[any]bool{}
	for _, x := range append([]*entry{e}, ways[:len(ways)-len(left)]...) {
		x.eachPart(func(part any) { through[part] = true })
	}
	for _, x := range left {
		more := false
		if x.eachPart(func(part any) { more = more || !through[part] }); more {
			ch.Unknown, ch.Unseen = append(ch.Unknown, e.reg), append(ch.Unseen, e.reg)
			return
		}
	}
}

// otherWays lists the ways to an entry point that differ from it and from each other.
func (e *entry) otherWays() []*entry {
	var out []*entry
	for _, x := range e.also {
		if !x.sameWay(e) && !slices.ContainsFunc(out, x.sameWay) {
			out = append(out, x)
		}
	}
	return out
}

// eachPart calls f for the functions that a way leads through: own ones by what they are, a library's by their models.
func (e *entry) eachPart(f func(part any)) {
	for _, i := range slices.Concat(e.insts, e.wraps, e.inner) {
		f(i.fn)
	}
	for n := range e.chain {
		e.chain[n].eachPart(f)
	}
}

func (c *chainLink) eachPart(f func(part any)) {
	for _, i := range slices.Concat(c.insts, c.asks) {
		f(i.fn)
	}
	if c.row != nil {
		f(c.row)
	} else if len(c.insts) == 0 {
		f(c.mw)
	}
	for _, list := range c.alts {
		for n := range list {
			list[n].eachPart(f)
		}
	}
}
