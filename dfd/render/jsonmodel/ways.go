package jsonmodel

import (
	"errors"

	"github.com/gostride/gostride/dfd"
)

// The ways of an entry point to one flow begin alike as a rule. In a file each has only what it does not share with the one before it,
// the first one with the flow's own trace, and says how many places that is. In memory all of them are whole.

// share copies flows, without what their ways share.
func share(flows []*dfd.Flow) []*dfd.Flow {
	out := make([]*dfd.Flow, 0, len(flows))
	for _, f := range flows {
		if f == nil {
			continue
		}
		c := *f
		c.Via = make([]dfd.Via, len(f.Via))
		p := previous{flow: f.Trace}
		for n, v := range f.Via {
			before := p.swap(v.EntryPoint, v.Trace)
			v.Shared = alike(before, v.Trace)
			v.Trace = v.Trace[v.Shared:]
			c.Via[n] = v
		}
		out = append(out, &c)
	}
	return out
}

// restore makes the ways of flows whole.
func restore(flows []*dfd.Flow) error {
	for _, f := range flows {
		p := previous{flow: f.Trace}
		for n := range f.Via {
			v := &f.Via[n]
			before := p.of(v.EntryPoint)
			if v.Shared < 0 || v.Shared > len(before) {
				return errors.New("a way shares more with the one before it than that has")
			}
			if v.Shared > 0 {
				v.Trace = append(before[:v.Shared:v.Shared], v.Trace...)
			}
			v.Shared = 0
			p.swap(v.EntryPoint, v.Trace)
		}
	}
	return nil
}

// alike counts the places in which two traces begin alike.
func alike(a, b []dfd.Place) int {
	n := 0
	for n < min(len(a), len(b)) && a[n] == b[n] {
		n++
	}
	return n
}

// previous is the last way of each entry point.
type previous struct {
	flow []dfd.Place
	by   map[string][]dfd.Place
}

func (p *previous) of(entry string) []dfd.Place {
	if t, ok := p.by[entry]; ok {
		return t
	}
	return p.flow
}

func (p *previous) swap(entry string, trace []dfd.Place) []dfd.Place {
	before := p.of(entry)
	if p.by == nil {
		p.by = map[string][]dfd.Place{}
	}
	p.by[entry] = trace
	return before
}
