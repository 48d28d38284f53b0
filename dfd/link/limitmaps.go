package link

import (
	"slices"

	"github.com/gostride/gostride/analyzers/summary"
	"github.com/gostride/gostride/dfd"
)

// limiterKey finds by what a limiter is kept: the key of the map that holds it, directly or in a struct.
func (a *assembly) limiterKey(g guard) *dfd.Value {
	l := a.l
	if g.h == nil {
		return nil
	}
	if l.limiterKeys == nil {
		l.limiterKeys = map[int32]set{}
		within := limitersWithin{l: l, sets: map[set][]int32{}, objs: map[int32][]int32{}}
		for _, i := range l.insts {
			within.mapKeys(i)
		}
	}
	var keys set
	made, kept := false, false
	l.eachObj(g.h.recv, func(o int32) {
		if l.objs[o].row == nil || l.objs[o].row.Role != "limiter" {
			return
		}
		made = true
		if k, ok := l.limiterKeys[o]; ok {
			kept = true
			keys = l.sets.union(keys, k)
		}
	})
	switch {
	case kept:
		return l.describe(keys)
	case made:
		return &dfd.Value{Text: []string{"global"}}
	}
	return nil
}

// limitersWithin finds the limiters that values are, or hold in a field; many places store the same value.
type limitersWithin struct {
	l    *linker
	sets map[set][]int32
	objs map[int32][]int32
}

func (w *limitersWithin) of(val set) []int32 {
	list, ok := w.sets[val]
	if !ok {
		w.l.eachObj(val, func(o int32) { list = append(list, w.object(o)...) })
		slices.Sort(list)
		list = slices.Compact(list)
		w.sets[val] = list
	}
	return list
}

func (w *limitersWithin) object(o int32) []int32 {
	list, ok := w.objs[o]
	if !ok {
		list = w.limiters(list, o)
		for _, f := range w.l.objs[o].keys {
			if c, ok := w.l.cellAt(o, f); ok {
				w.l.eachObj(w.l.cells[c].s, func(p int32) { list = w.limiters(list, p) })
			}
		}
		w.objs[o] = list
	}
	return list
}

func (w *limitersWithin) limiters(list []int32, o int32) []int32 {
	if r := w.l.objs[o].row; r != nil && r.Role == "limiter" {
		return append(list, o)
	}
	return list
}

// mapKeys notes the keys under which limiters are stored.
func (w *limitersWithin) mapKeys(i *inst) {
	l := w.l
	note := func(key, val set) {
		for _, o := range w.of(val) {
			l.limiterKeys[o] = l.sets.union(l.limiterKeys[o], key)
		}
	}
	for at := range i.fn.code {
		in := &i.fn.code[at]
		if in.Op == summary.OpStoreElem {
			if len(in.Args) == 3 {
				note(l.get(i, in.Args[1]), l.get(i, in.Args[2]))
			}
			continue
		}
		for _, h := range i.hits[int32(at)] {
			if h.sym < 0 || len(h.args) < 2 {
				continue
			}
			switch n := lastName(l.syms.list[h.sym]); n {
			case "Store", "LoadOrStore", "Set", "SetDefault", "Add":
				note(h.args[0], h.args[1])
			}
		}
	}
}
