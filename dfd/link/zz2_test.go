package link

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/gostride/gostride/analyzers/catalog"
	"github.com/gostride/gostride/analyzers/lower/lowertest"
)

func TestYY(t *testing.T) {
	d := os.Getenv("ZZ")
	if d == "" {
		t.Skip("a look at one program: set ZZ to its folder")
	}
	pk := lowertest.Load(t, d, "./...")
	c, _ := catalog.Builtin()
	w := newWorld(pk, c)
	l := newLinker(w)
	l.techs = c
	l.start(nil)
	l.run()
	l.settle()
	l.run()
	l.index()
	show := func(f facts) string {
		if f.top {
			return "TOP"
		}
		s := ""
		for _, id := range f.ids {
			s += l.guards[id].kind + "/" + l.guards[id].scheme + " "
		}
		return s
	}
	for _, i := range l.insts {
		if !strings.Contains(i.fn.name, os.Getenv("FN")) {
			continue
		}
		fmt.Println(i.fn.name, i.id, "args", len(i.args), "merged", i.merged)
		for n, a := range i.args {
			fmt.Printf("   arg%d %+v\n", n, l.describe(a))
		}
		for idx := range i.fn.f.Results {
			for _, w := range []want{wantNil, wantNonNil, wantTrue, wantFalse, {isEqual, "3"}} {
				fmt.Println("   res", idx, w, show(l.outcome(i, int32(idx), w, true)))
			}
		}
		cf, ok := l.continuation(i, 0)
		fmt.Println("   cont", ok, show(cf), "any outcome", show(l.outcome(i, -1, wantAny, true)))
	}
}
