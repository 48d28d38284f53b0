// Package link joins package summaries into one program: what calls what, with which functions, routers and texts passed,
// and from that the data-flow diagram.
//
// In: Input, the summaries of the own packages in any order and the models of libraries. Out: a dfd.Program. It knows no
// syntax and no types beyond their names.
//
// It links by instantiation: a function is evaluated once per combination of arguments that matter (functions, objects,
// constants), so that a helper reaches exactly what this caller passes. Values are sets of atoms; objects are allocation
// sites in a calling context with a cell per field; everything is evaluated again until nothing changes. What a modelled call
// means is said by the catalogue's roles (roles.go, values.go). Then the set-up code is walked in program order for routers
// (events.go, routes.go), checks on the way to a call become guards (guard.go), and each entry point is followed to what it
// reaches (reach.go). assemble.go makes the model of it.
//
// It does not read library bodies, does not know how often anything runs, and keeps no order between stores to one field, but for lists of
// code that the set-up code puts together (ordered.go), and copies of structs (heap.go).
package link

import (
	"sort"

	"github.com/gostride/gostride/analyzers/summary"
	"github.com/gostride/gostride/dfd"
)

// Input is what is linked.
type Input struct {
	Packages []*summary.Package // own packages; Dir is relative to the analysed root
	Roots    []string           // import paths that were asked for; used where there is no main package
	Catalog  Catalog
	Digest   string // the catalogue's digest
	Version  string // the tool's version
	Module   string
	Build    dfd.Build
	// Reaches says of external packages whether their imports lead to net, os/exec or database/sql/driver.
	Reaches  map[string]bool
	Coverage dfd.Coverage // what the loader already knows: skipped packages, excluded files
}

// root is where a process starts.
type root struct {
	pkg   *pkgInfo
	start []*inst // package initialisers in import order, then main; library: exported functions
	lib   bool
	own   int // library: how many of them are of the packages asked for, the first ones; what follows sets variables of others
}

// solve evaluates the program until nothing changes.
func (l *linker) solve(asked []string) {
	l.fillEmbedded()
	l.start(asked)
	l.run()
	for { // middleware whose results were not known when they were first seen, and calls for which nothing was found
		n := len(l.insts)
		l.settle()
		found := l.settleServing()
		l.run()
		if l.stopped {
			break
		}
		if len(l.insts) == n && !found {
			l.giveUp()
			if len(l.queue) == 0 {
				break
			}
			l.run()
		}
	}
}

// settle evaluates what came to be known as a handler late.
func (l *linker) settle() {
	var ms []*middle
	for _, m := range l.middled {
		ms = append(ms, m)
	}
	sort.Slice(ms, func(i, j int) bool { return ms[i].atom < ms[j].atom })
	for _, m := range ms {
		if len(m.insts) == 0 {
			m.insts = l.target(m.atom, true)
		}
		l.returned(m)
	}
	for n := 0; n < len(l.objs); n++ {
		if l.objs[n].kind == oWrap {
			if c, ok := l.cellAt(int32(n), l.strs.get("handler")); ok {
				l.each(l.cells[c].s, func(a atom) {
					if l.atoms.list[a].kind != aNext {
						l.handle(a)
					}
				})
			}
		}
	}
	var as []atom
	for a, h := range l.entered {
		if len(h) == 0 {
			as = append(as, a)
		}
	}
	sort.Slice(as, func(i, j int) bool { return as[i] < as[j] })
	for _, a := range as {
		l.entered[a] = l.target(a, false)
	}
	l.pinMethods()
	l.pinSelectors()
	l.gqlSchemas()
	l.ogenServers()
	l.twirpServers()
	l.swaggerServers()
	l.rpcHandlers()
}

// start evaluates from the main packages, or, where there is none, from the exported functions of the packages asked for.
func (l *linker) start(asked []string) {
	for _, p := range l.pkgs {
		if p.p.Main && l.fnNamed(p.p.Path+".main") != nil {
			l.roots = append(l.roots, l.mainRoot(p))
		}
	}
	if len(l.roots) > 0 {
		return
	}
	want := map[string]bool{}
	for _, a := range asked {
		want[a] = true
	}
	r := &root{lib: true}
	seen := map[string]bool{}
	for _, p := range l.pkgs {
		if len(asked) == 0 || want[p.p.Path] {
			r.pkg = p
			l.inits(p, r, seen)
			l.exported(p, r)
		}
	}
	if r.pkg != nil {
		l.roots = append(l.roots, r)
		r.own = len(r.start)
		if len(asked) > 0 {
			l.presets(r, want)
		}
	}
}

func (l *linker) fnNamed(name string) *fn {
	if id, ok := l.syms.ids[name]; ok {
		return l.funcs[id]
	}
	return nil
}

func (l *linker) mainRoot(p *pkgInfo) *root {
	r := &root{pkg: p}
	l.inits(p, r, map[string]bool{})
	r.start = append(r.start, l.startNext(l.fnNamed(p.p.Path+".main")))
	return r
}

// inits evaluates the package initialisers, imports first.
func (l *linker) inits(p *pkgInfo, r *root, seen map[string]bool) {
	if seen[p.p.Path] {
		return
	}
	seen[p.p.Path] = true
	for _, im := range p.p.Imports {
		if q := l.byPath[im.Path]; q != nil {
			l.inits(q, r, seen)
		}
	}
	if g := l.fnNamed(p.p.Path + ".init"); g != nil {
		r.start = append(r.start, l.startNext(g))
	}
}

// exported evaluates exported functions and methods with arguments of which only the types are known.
func (l *linker) exported(p *pkgInfo, r *root) {
	for n := range p.p.Funcs {
		if f := &p.p.Funcs[n]; f.Export && f.Parent == "" {
			l.startUnknown(p, f, r)
		}
	}
}

// startUnknown evaluates a function with arguments of which only the types are known.
func (l *linker) startUnknown(p *pkgInfo, f *summary.Func, r *root) {
	args := make([]set, len(f.Params))
	for k, prm := range f.Params {
		args[k] = l.paramSet(l.typ(p, prm.Type), false)
	}
	l.startingUp = true
	r.start = append(r.start, l.instance(l.fnNamed(f.Sym), args, -1, nil))
}
