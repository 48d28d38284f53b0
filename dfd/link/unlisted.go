package link

import "github.com/gostride/gostride/dfd"

// Where routes are kept in a table of which the paths are not known, one line registers them all, and they are one entry point. That there are more is said.

// maxHandlers is how many handlers one line may register for one path before it is said that their paths are not known.
const maxHandlers = 2

// unlisted lists the lines by which many handlers are registered for a path that is not known.
func (a *assembly) unlisted(list []*entry) []*entry {
	for _, e := range list {
		if e.kind != "http" || len(e.also) < maxHandlers {
			continue
		}
		seen := map[int32]bool{}
		for _, x := range append([]*entry{e}, e.also...) {
			if x.reg == e.reg && x.innerSym >= 0 {
				seen[x.innerSym] = true
			}
		}
		if len(seen) <= maxHandlers {
			continue
		}
		id := "unresolved:routes:" + e.reg.File + ":" + itoa(e.reg.Line) + ":" + e.method + " " + e.path
		a.open[id] = &dfd.Unresolved{ID: id, Kind: "routes", What: e.method + " " + e.path, File: e.reg.File, Line: e.reg.Line, EntryPoints: []string{a.l.entryID(e)},
			Reason: itoa(len(seen)) + " handlers are registered here, and their paths are not known: they are listed as one route"}
	}
	return list
}
