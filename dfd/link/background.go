package link

import (
	"slices"

	"github.com/gostride/gostride/analyzers/catalog"
	"github.com/gostride/gostride/analyzers/summary"
	"github.com/gostride/gostride/dfd"
)

// A goroutine that starts with the process and waits for messages of the program's own may keep in a store what requests left with it. What
// it writes is drawn as the doing of the process, where no entry point is known to have it done.

// background gives such goroutines, as entry points of the process.
func (a *assembly) background() []*entry {
	var out []*entry
	for _, i := range a.l.insts {
		if !a.reached[i] || !i.goes || i.split != nil {
			continue
		}
		at := i.fn.receives()
		if at < 0 || !a.writesAlone(i) {
			continue
		}
		e := &entry{kind: "cron", path: "in the background", reg: i.at(at), innerSym: i.fn.sym, listener: -1, insts: []*inst{i}, inner: []*inst{i}, handler: -1}
		e.id = a.l.entryID(e)
		out = append(out, e)
	}
	return out
}

// receives gives where a function waits in a loop for what is sent to it, -1 where it does not.
func (g *fn) receives() int32 {
	for at := range g.code {
		if op := g.code[at].Op; (op == summary.OpRecv || op == summary.OpSelect) && g.inLoop(g.block[at]) {
			return int32(at)
		}
	}
	return -1
}

// writesAlone says that something that a goroutine writes to a store is written by no entry point.
func (a *assembly) writesAlone(i *inst) bool {
	t := &travel{l: a.l, seen: make([]*visit, len(a.l.insts)), setup: true}
	t.enter([]*inst{i}, none)
	for _, v := range t.order {
		y := a.l.layout(v.i)
		for k, at := range y.hits {
			for _, h := range y.mods[k] {
				for _, r := range h.rows {
					if effects[r.Role] && externalRoles[r.Role] == "" && a.unreached(v.i, at, h, r) {
						return true
					}
				}
			}
		}
	}
	return false
}

// unreached says that a call changes a store, and that no entry point leads to it, whatever it passes.
func (a *assembly) unreached(i *inst, at int32, h *hit, r *catalog.Row) bool {
	ub := a.makeUse(i, at, h, r)
	if !slices.ContainsFunc(ub.ops, func(op string) bool { return op == "write" || op == "delete" }) {
		return false
	}
	for _, u := range a.uses {
		if u.Symbol == ub.u.Symbol && u.Place == ub.u.Place && slices.ContainsFunc(u.On, func(on dfd.Reach) bool { return on.Entry != "" }) {
			return false
		}
	}
	return true
}
