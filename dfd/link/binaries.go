package link

import (
	"fmt"
	"slices"

	"github.com/gostride/gostride/analyzers/summary"
	"github.com/gostride/gostride/dfd"
	"github.com/gostride/gostride/dfd/join"
)

// Several binaries are several processes: each has its own variables, handles and routers, also in the code that they share.
// So each is linked by itself, and dfd/join puts them together.

const (
	sharedTimes = 6       // how often code may be linked, on the average, because binaries share it
	sharedLeast = 400_000 // instructions that are linked in any case
)

// Link links a program. Nothing in the input makes it fail; what could not be followed is in the result's Unresolved and Coverage.
func Link(in Input) (*dfd.Program, error) {
	mains := mainPackages(in.Packages)
	if len(mains) < 2 {
		return one(in), nil
	}
	parts, total := closures(in.Packages, mains), 0
	for _, p := range parts {
		total += size(p)
	}
	if total > max(sharedLeast, sharedTimes*size(in.Packages)) {
		p := one(in)
		p.Coverage.Budgets = append(p.Coverage.Budgets, fmt.Sprintf("%d binaries share most of their code and were linked together: what one of them sets counts for the others", len(mains)))
		slices.Sort(p.Coverage.Budgets)
		return p, nil
	}
	var ps []*dfd.Program
	for _, part := range parts {
		x := in
		x.Packages = part
		ps = append(ps, one(x))
	}
	p, err := join.Programs(ps)
	if err != nil {
		return nil, err
	}
	p.Module, p.Coverage.Packages.Analysed = in.Module, in.Coverage.Packages.Analysed
	if p.Coverage.Packages.Analysed == 0 {
		p.Coverage.Packages.Analysed = len(in.Packages)
	}
	return p, nil
}

// one links what is one program, or what is taken for one.
func one(in Input) *dfd.Program {
	w := newWorld(in.Packages, in.Catalog)
	w.remote = in.Reaches
	for path := range in.Reaches {
		w.paths[path] = true
	}
	l := newLinker(w)
	l.techs, _ = in.Catalog.(Techs)
	l.classes, _ = in.Catalog.(Classes)
	l.solve(in.Roots)
	return newAssembly(l, in).program()
}

func mainPackages(ps []*summary.Package) []string {
	var out []string
	for _, p := range ps {
		if p.Main && slices.ContainsFunc(p.Funcs, func(f summary.Func) bool { return f.Sym == p.Path+".main" }) {
			out = append(out, p.Path)
		}
	}
	slices.Sort(out)
	return out
}

// closures gives, for each main package, what it is made of; the first takes also what none of them imports.
func closures(ps []*summary.Package, mains []string) [][]*summary.Package {
	byPath := make(map[string]*summary.Package, len(ps))
	for _, p := range ps {
		byPath[p.Path] = p
	}
	needed, used := make([]map[string]bool, len(mains)), map[string]bool{}
	for n, m := range mains {
		needed[n] = map[string]bool{}
		for queue := []string{m}; len(queue) > 0; queue = queue[1:] {
			p := byPath[queue[0]]
			if p == nil || needed[n][p.Path] {
				continue
			}
			needed[n][p.Path], used[p.Path] = true, true
			for _, im := range p.Imports {
				queue = append(queue, im.Path)
			}
		}
	}
	out := make([][]*summary.Package, len(mains))
	for n := range mains {
		for _, p := range ps {
			if needed[n][p.Path] || n == 0 && !used[p.Path] {
				out[n] = append(out[n], p)
			}
		}
	}
	return out
}

// size counts instructions.
func size(ps []*summary.Package) int {
	n := 0
	for _, p := range ps {
		for _, f := range p.Funcs {
			for _, b := range f.Blocks {
				n += len(b.Instrs)
			}
		}
	}
	return n
}
