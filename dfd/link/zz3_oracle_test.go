package link

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/gostride/gostride/analyzers/lower/lowertest"
	"github.com/gostride/gostride/analyzers/summary"
)

func TestDumpArchive(t *testing.T) {
	p := os.Getenv("AR")
	if p == "" {
		t.Skip("a look at one program: set ZZ to its folder")
	}
	for _, s := range loaded(t, "testdata/"+p+".txtar") {
		if strings.Contains(s.Path, os.Getenv("PK")) {
			fmt.Println(summary.Dump(s))
		}
	}
}

func TestRegs(t *testing.T) {
	p := os.Getenv("AR")
	if p == "" {
		t.Skip("a look at one program: set ZZ to its folder")
	}
	l := fixpoint(t, loaded(t, "testdata/"+p+".txtar"))
	for _, i := range l.insts {
		if !strings.HasSuffix(i.fn.name, os.Getenv("FN")) {
			continue
		}
		l.showInst(i)
	}
}

func (l *linker) showSet(s set) string {
	out := ""
	for _, a := range l.sets.list[s] {
		k := l.atoms.list[a]
		out += l.showAtom(k) + " "
	}
	return out
}

func (l *linker) showAtom(k atomKey) string {
	switch k.kind {
	case aConst, aTemplate:
		return fmt.Sprintf("%q", k.s)
	case aFunc:
		return "func:" + l.syms.list[k.x]
	case aClosure:
		return fmt.Sprint("closure:", l.syms.list[k.x], "#", k.y)
	case aObj:
		o := &l.objs[k.x]
		t := ""
		if o.typ >= 0 {
			t = l.typeTab[o.typ].name
		}
		s := ""
		if o.sym >= 0 {
			s = l.syms.list[min(int(o.sym), len(l.syms.list)-1)]
		}
		return fmt.Sprintf("obj%d(%d %s %s)", k.x, o.kind, t, s)
	case aTyped:
		return "typed:" + l.typeTab[k.x].name + ":" + l.showAtom(l.atoms.list[k.y])
	case aRef:
		return fmt.Sprintf("ref(%d %s)", l.cells[k.x].key.obj, l.strs.list[l.cells[k.x].key.field])
	case aNil:
		return "nil"
	case aNext:
		return "next"
	case aOrigin:
		o := l.origins.list[k.x]
		return "origin:" + o.kind + ":" + o.name
	case aMany:
		return "many"
	}
	return "unknown"
}

func TestRegsDir(t *testing.T) {
	d := os.Getenv("ZD")
	if d == "" {
		t.Skip("a look at one program: set ZZ to its folder")
	}
	l := fixpoint(t, lowertest.Load(t, d, "./..."))
	for _, i := range l.insts {
		if !strings.HasSuffix(i.fn.name, os.Getenv("FN")) {
			continue
		}
		l.showInst(i)
	}
}

func (l *linker) showInst(i *inst) {
	fmt.Println(i.fn.name, i.id, "merged", i.merged, "split", i.split != nil)
	for n, a := range i.args {
		fmt.Println("   arg", n, l.showSet(a))
	}
	for at := range i.fn.code {
		in := &i.fn.code[at]
		if in.Dst >= 0 {
			fmt.Println("   ", at, "r", in.Dst, "skip", i.skip[int32(at)], l.showSet(i.regs[in.Dst]))
		}
		for _, c := range i.calls[int32(at)] {
			fmt.Println("        ->", c.fn.name, c.id)
		}
		if o := i.open[int32(at)]; o != "" {
			fmt.Println("        open", o)
		}
	}
	for n, a := range i.rets {
		fmt.Println("   ret", n, l.showSet(a))
	}
}
