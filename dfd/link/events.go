package link

import (
	"github.com/gostride/gostride/analyzers/catalog"
)

// event is a modelled call of the set-up code, in program order.
type event struct {
	h   *hit
	row *catalog.Row
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
}

func (w *walker) walk(i *inst) {
	if w.seen[i] {
		return
	}
	w.seen[i] = true
	for at := range i.fn.code {
		n := int32(at)
		if i.split != nil && !i.split.own[at] {
			continue
		}
		for _, h := range i.hits[n] {
			for _, r := range h.rows {
				if registering[r.Role] || r.Role == "open" {
					w.events = append(w.events, event{h, r})
				}
				if r.Role == "cli-run" { // commands start servers
					w.commands()
				}
			}
		}
		for _, t := range i.calls[n] {
			w.walk(t)
		}
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
}
