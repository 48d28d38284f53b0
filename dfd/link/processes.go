package link

import (
	"github.com/gostride/gostride/dfd"
)

// running is one of the binaries that were linked together, with its entry points.
type running struct {
	*dfd.Process
	root    *root
	reached map[*inst]bool // what starts with the process
	entries []*entry
}

// binary adds a process and its listeners, and finds its entry points.
func (a *assembly) binary(r *root) *running {
	pr := &dfd.Process{ID: "process:" + r.pkg.p.Path, Name: processName(r.pkg.p.Path), Package: r.pkg.p.Path, Kind: "binary"}
	if r.lib {
		pr.Kind = "library"
		pr.Name = r.pkg.p.Name
	}
	a.p.Processes = append(a.p.Processes, pr)
	a.boundary("internet", "internet", "", "assumed", "who reaches a listener is not visible in Go")
	a.boundary("service", pr.Name, "", "seen", "one process: "+r.pkg.p.Path)
	events, reached := a.l.setup(r.start)
	a.l.noteStart(reached)
	rs := a.l.routers(events)
	a.reached = reached
	return &running{Process: pr, root: r, reached: reached, entries: a.entries(rs, pr, r)}
}

// process adds what a binary does: at its start, and at its entry points.
func (a *assembly) process(b *running) {
	a.reached = b.reached
	a.startup(b.root, b.reached, b.Process)
	for _, e := range b.entries {
		a.entry(e, b.Process)
	}
	for _, e := range a.background() {
		a.entry(e, b.Process)
	}
	a.askedOnward()
}

// tellEntries gives entry points of several binaries that share method and path, but not the handler or what stands before it, names of
// their own.
func (a *assembly) tellEntries(all []*running) {
	handlers := map[string]map[string]bool{}
	for _, b := range all {
		for _, e := range b.entries {
			e.id = a.l.entryID(e)
			if handlers[e.id] == nil {
				handlers[e.id] = map[string]bool{}
			}
			handlers[e.id][a.wayName(e)] = true
		}
	}
	named := map[string]int{}
	for _, b := range all {
		named[b.Name]++
	}
	for _, b := range all {
		tag := b.Name
		if named[tag] > 1 {
			tag = b.Package
		}
		for _, e := range b.entries {
			if len(handlers[e.id]) > 1 {
				e.id += " in " + tag
			}
		}
	}
}

// wayName tells an entry point by its handler and by what stands before it.
func (a *assembly) wayName(e *entry) string {
	var ep dfd.EntryPoint
	a.describeHandler(e, &ep)
	name := ep.Handler
	for _, w := range e.wrapSyms {
		name += " " + a.l.syms.list[w]
	}
	for _, c := range e.chain {
		switch {
		case len(c.insts) > 0:
			name += " " + c.insts[0].fn.name
		case c.hit != nil && c.hit.sym >= 0:
			name += " " + a.l.syms.list[c.hit.sym]
		default:
			name += " " + a.nameOf(c.mw)
		}
	}
	return name
}
