package link

import (
	"slices"

	"github.com/gostride/gostride/analyzers/catalog"
)

// event is a modelled call of the set-up code, in program order.
type event struct {
	h    *hit
	row  *catalog.Row
	path []frame // the calls that lead to it, itself the last

	served set // serve: which of the handlers, where one call starts several servers

	adopted bool // it is a child of the router under
	under   int32
}

// setup walks what start calls, in program order, each instance once, and lists the modelled calls that set something up.
// Handlers are not walked: they are evaluated, but nothing calls them here.
func (l *linker) setup(start []*inst) ([]event, map[*inst]bool) {
	w := &walker{l: l, seen: map[*inst]bool{}}
	for _, i := range start {
		w.walk(i)
	}
	return w.events, w.seen
}

type walker struct {
	l      *linker
	seen   map[*inst]bool
	events []event
	path   []frame
}

func (w *walker) walk(i *inst) {
	if w.seen[i] {
		return
	}
	w.seen[i] = true
	for _, n := range i.fn.program() {
		if i.split != nil && !i.split.own[n] {
			continue
		}
		w.path = append(w.path, framed(i, n))
		for _, h := range i.hits[n] {
			w.events = append(w.events, w.l.handedRouters(h, w.path)...)
			for _, r := range h.rows {
				if registering[r.Role] || r.Role == "open" {
					w.events = append(w.events, event{h: h, row: r, path: slices.Clone(w.path)})
				}
				if r.Role == "cli-run" { // commands start servers
					w.commands()
				}
			}
		}
		for _, t := range i.calls[n] {
			w.walk(t)
		}
		w.path = w.path[:len(w.path)-1]
		for _, c := range i.splits[n] {
			w.walk(c)
		}
	}
}

// commands walks the handlers of all commands.
func (w *walker) commands() {
	for o := 0; o < len(w.l.objs); o++ {
		if r := w.l.commandRow(int32(o)); r != nil {
			w.l.eachHandler(int32(o), r, func(a atom) {
				for _, i := range w.l.handle(a) {
					w.walk(i)
				}
			})
		}
	}
	w.l.parsedStructs(func(_ *hit, o, typ int32) {
		for _, c := range w.l.structCommands(o, typ, "", 0) {
			for _, i := range c.insts {
				w.walk(i)
			}
		}
	})
}
