package link

import (
	"fmt"
	"os"
	"sort"
	"testing"
	"time"

	"github.com/gostride/gostride/analyzers/catalog"
	"github.com/gostride/gostride/analyzers/lower/lowertest"
)

func TestCost(t *testing.T) {
	d := os.Getenv("ZD")
	if d == "" {
		t.Skip("a look at one program: set ZZ to its folder")
	}
	t0 := time.Now()
	pk := lowertest.Load(t, d, "./...")
	fmt.Println("load", time.Since(t0))
	c, _ := catalog.Builtin()
	t0 = time.Now()
	l := newLinker(newWorld(pk, c))
	l.techs = c
	l.solve(nil)
	fmt.Println("solve", time.Since(t0), "insts", len(l.insts), "objs", len(l.objs), "cells", len(l.cells), "atoms", len(l.atoms.list), "sets", len(l.sets.list))
	t0 = time.Now()
	a := newAssembly(l, Input{Packages: pk, Catalog: c})
	p := a.program()
	fmt.Println("assemble", time.Since(t0), "entries", len(p.EntryPoints), "uses", len(p.Uses), "unresolved", len(p.Unresolved))
	type kv struct {
		n string
		k int
	}
	var all []kv
	for n, k := range l.budgets {
		all = append(all, kv{n, k})
	}
	sort.Slice(all, func(i, j int) bool { return all[i].k > all[j].k })
	fmt.Println("budgets", len(all))
	for n, x := range all {
		if n < 15 {
			fmt.Println("   ", x.k, x.n)
		}
	}
	ni := map[string]int{}
	for _, x := range l.insts {
		ni[x.fn.name]++
	}
	var ns []string
	for n := range ni {
		ns = append(ns, n)
	}
	sort.Slice(ns, func(a, b int) bool { return ni[ns[a]] > ni[ns[b]] })
	for _, n := range ns[:min(12, len(ns))] {
		fmt.Println("  insts", ni[n], n)
	}
}
