package link

import (
	"fmt"
	"go/types"
	"os"
	"path/filepath"
	"slices"
	"sort"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/tools/go/callgraph"
	"golang.org/x/tools/go/callgraph/cha"
	"golang.org/x/tools/go/callgraph/vta"
	"golang.org/x/tools/go/ssa"
	"golang.org/x/tools/go/ssa/ssautil"

	"github.com/gostride/gostride/analyzers/lower"
	"github.com/gostride/gostride/analyzers/lower/lowertest"
	"github.com/gostride/gostride/analyzers/summary"
)

// The linker's calls are compared with those that callgraph/vta finds on the same code. For every call through an interface or a
// function value of own code that the linker reaches, the union over contexts of what it found to be called stands against what
// VTA, which knows no contexts, says may be called. Both know own bodies only. What is missing is either an error of the linker
// or ruled out by what VTA does not see; what is too much flows through libraries, which VTA does not see either. Each
// difference on the test programs is listed with its reason in testdata/differential.txt (docs/linker.md).

// site is a call of own code, by function and number.
type callSiteID struct {
	fn string
	n  int
}

// difference is a target that only one side has.
type difference struct {
	kind, fn, at, target string
}

func (d difference) String() string { return d.kind + " " + d.fn + " " + d.at + " " + d.target }

type comparison struct {
	sites, same, skipped int // dynamic calls compared; with equal targets; not reached by the linker
	edges                int
	diffs                []difference
	unreached            []string
}

func TestDifferential(t *testing.T) {
	if dir := os.Getenv("GOSTRIDE_DIFFERENTIAL"); dir != "" {
		c := compare(t, dir)
		for _, d := range c.diffs {
			fmt.Println(d)
		}
		for _, f := range slices.Compact(c.unreached) {
			fmt.Println("unreached", f)
		}
		fmt.Printf("%d calls compared with %d targets, %d alike, %d not reached by the linker, %d differences\n", c.sites, c.edges, c.same, c.skipped, len(c.diffs))
		return
	}
	want := explained(t)
	seen := map[string]bool{}
	check := func(name string, c comparison) {
		for _, d := range c.diffs {
			line := name + " " + d.String()
			if seen[line] = true; want[line] == "" {
				t.Errorf("no reason for: %s", line)
			}
		}
		t.Logf("%-22s %3d calls, %3d targets, %2d not reached, %2d differences", name, c.sites, c.edges, c.skipped, len(c.diffs))
	}
	for _, path := range archives(t) {
		src, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		check(name(path), compare(t, lowertest.Write(t, string(src))))
	}
	for _, dir := range samples(t) {
		check(filepath.Base(dir), compare(t, dir))
	}
	for line := range want {
		if !seen[line] {
			t.Errorf("no such difference any more: %s", line)
		}
	}
}

// samples are the programs of testdata.
func samples(t *testing.T) []string {
	t.Helper()
	dirs, err := filepath.Glob("../../testdata/*/*/expect.yaml")
	if err != nil || len(dirs) == 0 {
		t.Fatal("no samples", err)
	}
	for n := range dirs {
		dirs[n] = filepath.Dir(dirs[n])
	}
	return dirs
}

// explained reads the list of differences: a reason behind #, then the differences that it explains.
func explained(t *testing.T) map[string]string {
	t.Helper()
	b, err := os.ReadFile("testdata/differential.txt")
	if err != nil {
		t.Fatal(err)
	}
	out, reason := map[string]string{}, ""
	for _, line := range strings.Split(string(b), "\n") {
		switch {
		case strings.HasPrefix(line, "# "):
			reason = line[2:]
		case line != "":
			out[line] = reason
		}
	}
	return out
}

// compare links a module and compares.
func compare(t *testing.T, dir string) comparison {
	t.Helper()
	ins, err := lowertest.Inputs(dir, "./...")
	if err != nil {
		t.Fatal(err)
	}
	var pkgs []*summary.Package
	own := map[string]bool{}
	for _, in := range ins {
		pkgs = append(pkgs, lower.Lower(in))
		own[in.Pkg.Path()] = true
	}
	l := fixpoint(t, pkgs)
	theirs := vtaTargets(lowertest.SSA(ins), own)
	var c comparison
	for _, p := range l.pkgs {
		for n := range p.p.Funcs {
			c.function(l, l.fnNamed(p.p.Funcs[n].Sym), theirs, own)
		}
	}
	sort.Slice(c.diffs, func(i, j int) bool { return c.diffs[i].String() < c.diffs[j].String() })
	return c
}

// function compares the dynamic calls of one function.
func (c *comparison) function(l *linker, g *fn, theirs map[callSiteID]map[string]bool, own map[string]bool) {
	var is []*inst
	for _, i := range l.insts {
		if i.fn == g {
			is = append(is, i)
		}
	}
	n := -1
	for at := range g.code {
		in := &g.code[at]
		if in.Op != summary.OpCall {
			continue
		}
		n++
		if mode := in.N & summary.CallMode; mode != summary.CallInvoke && mode != summary.CallDynamic {
			continue
		}
		ours, reached, more := map[string]bool{}, false, false
		for _, i := range is {
			if i.skip[int32(at)] || i.split != nil && !i.split.own[at] {
				continue
			}
			if closed := l.closedBlocks(i); closed != nil && closed[g.block[at]] {
				continue
			}
			reached = true
			for _, x := range i.calls[int32(at)] {
				for _, f := range methodsBehind(x) {
					ours[f] = true
				}
			}
			more = more || len(i.hits[int32(at)]) > 0
		}
		if !reached {
			c.skipped++
			c.unreached = append(c.unreached, g.name+" "+g.file()+":"+strconv.Itoa(int(in.Line)))
			continue
		}
		c.sites++
		vta := theirs[callSiteID{g.name, n}]
		c.edges += len(ours)
		before := len(c.diffs)
		at := framed(is[0], int32(at)).i.at(int32(at))
		place := at.File + ":" + strconv.Itoa(at.Line)
		for f := range vta {
			if !ours[f] {
				c.diffs = append(c.diffs, difference{"missing", g.name, place, f})
			}
		}
		for f := range ours {
			if !vta[f] {
				c.diffs = append(c.diffs, difference{"excess", g.name, place, f})
			}
		}
		if before == len(c.diffs) {
			c.same++
		}
	}
}

// methodsBehind names what an instance is: of a method expression, the method; of a fan, what it calls.
func methodsBehind(i *inst) []string {
	if !i.fn.fan && !strings.HasSuffix(i.fn.name, "$thunk") {
		return []string{i.fn.name}
	}
	var out []string
	for at := range i.fn.code {
		for _, x := range i.calls[int32(at)] {
			out = append(out, methodsBehind(x)...)
		}
	}
	return out
}

// vtaTargets gives, for the calls of own functions, the own functions that may be called.
func vtaTargets(prog *ssa.Program, own map[string]bool) map[callSiteID]map[string]bool {
	funcs := ssautil.AllFunctions(prog)
	g := vta.CallGraph(funcs, cha.CallGraph(prog))
	g = vta.CallGraph(funcs, g)
	out := map[callSiteID]map[string]bool{}
	for fn, node := range g.Nodes {
		if fn == nil || fn.Blocks == nil || !own[pathOf(fn)] || wraps(fn) {
			continue
		}
		number := map[ssa.CallInstruction]int{}
		n := 0
		for _, b := range fn.Blocks {
			for _, in := range b.Instrs {
				if call, ok := in.(ssa.CallInstruction); ok {
					number[call] = n
					n++
				}
			}
		}
		for _, e := range node.Out {
			if e.Site == nil {
				continue
			}
			id := callSiteID{symbolOf(fn), number[e.Site]}
			for _, f := range behind(e.Callee, 0) {
				if own[pathOf(f)] {
					if out[id] == nil {
						out[id] = map[string]bool{}
					}
					out[id][symbolOf(f)] = true
				}
			}
		}
	}
	return out
}

// behind follows wrappers that the compiler makes to the methods that they call.
func behind(n *callgraph.Node, depth int) []*ssa.Function {
	if !wraps(n.Func) || depth > 5 {
		return []*ssa.Function{n.Func}
	}
	var out []*ssa.Function
	for _, e := range n.Out {
		for _, f := range behind(e.Callee, depth+1) {
			if !slices.Contains(out, f) {
				out = append(out, f)
			}
		}
	}
	return out
}

func wraps(fn *ssa.Function) bool {
	for _, w := range []string{"wrapper", "bound method", "thunk"} {
		if strings.Contains(fn.Synthetic, w) {
			return true
		}
	}
	return false
}

func pathOf(fn *ssa.Function) string {
	if o := fn.Origin(); o != nil {
		fn = o
	}
	for fn.Parent() != nil {
		fn = fn.Parent()
		if o := fn.Origin(); o != nil {
			fn = o
		}
	}
	if fn.Pkg != nil {
		return fn.Pkg.Pkg.Path()
	}
	if obj := fn.Object(); obj != nil && obj.Pkg() != nil {
		return obj.Pkg().Path()
	}
	return ""
}

// symbolOf names a function as summaries do.
func symbolOf(fn *ssa.Function) string {
	if p := fn.Parent(); p != nil {
		for n, f := range p.AnonFuncs {
			if f == fn {
				return symbolOf(p) + ".func" + strconv.Itoa(n+1)
			}
		}
	}
	if o := fn.Origin(); o != nil {
		fn = o
	}
	obj, _ := fn.Object().(*types.Func)
	if obj == nil || obj.Signature().Recv() == nil {
		return pathOf(fn) + "." + fn.Name()
	}
	recv, ptr := types.Unalias(obj.Signature().Recv().Type()), false
	if p, ok := recv.(*types.Pointer); ok {
		recv, ptr = types.Unalias(p.Elem()), true
	}
	named, ok := recv.(*types.Named)
	if !ok {
		return obj.FullName()
	}
	t := named.Obj().Name()
	if ptr {
		t = "(*" + t + ")"
	}
	return pathOf(fn) + "." + t + "." + obj.Name()
}
