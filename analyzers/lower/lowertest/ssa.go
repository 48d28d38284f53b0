package lowertest

import (
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/gostride/gostride/analyzers/lower"
)

// SSA builds own packages as one program, generic functions instantiated. What they import has no bodies. Its functions have
// the same calls in the same order as their summaries.
func SSA(ins []lower.Input) *ssa.Program {
	prog := ssa.NewProgram(ins[0].Fset, ssa.BareInits|ssa.InstantiateGenerics)
	prog.SetNoReturn(lower.NoReturn)
	own := map[*types.Package]bool{}
	for _, in := range ins {
		own[in.Pkg] = true
	}
	made := map[*types.Package]bool{}
	var create func(p *types.Package)
	create = func(p *types.Package) {
		if made[p] || own[p] {
			return
		}
		made[p] = true
		for _, q := range p.Imports() {
			create(q)
		}
		prog.CreatePackage(p, nil, nil, true)
	}
	for _, in := range ins {
		for _, q := range in.Pkg.Imports() {
			create(q)
		}
	}
	for _, in := range ins {
		prog.CreatePackage(in.Pkg, in.Files, in.Info, true)
	}
	prog.Build()
	return prog
}
