package link

import (
	"slices"
	"sort"
	"strings"

	"github.com/gostride/gostride/analyzers/catalog"
	"github.com/gostride/gostride/analyzers/summary"
	"github.com/gostride/gostride/dfd"
)

// consumer gives the entry points that a subscription is: what runs for a message of each topic, or, where that dispatches by
// a part of the message, of each kind of message.
func (a *assembly) consumer(e event) []*entry {
	topics := a.texts(e, "topic")
	topics = slices.DeleteFunc(topics, func(t string) bool { return t == "" }) // the broker makes the name
	if len(topics) == 0 {
		topics = []string{"{unknown}"}
	}
	starts := a.received(e)
	var out []*entry
	for _, t := range topics {
		x := &entry{kind: "queue", method: strings.ToUpper(e.row.Tech), path: t, reg: e.h.i.at(e.h.at), innerSym: -1, listener: -1, tech: e.row.Tech, handler: -1}
		for _, i := range starts {
			x.insts, x.inner, x.innerSym = append(x.insts, i), append(x.inner, i), i.fn.sym
		}
		out = append(out, x)
	}
	if cs := a.l.dispatches(starts); len(cs) > 0 {
		return byKey(out[0], cs)
	}
	return out
}

// byKey gives an entry point per key of a dispatch.
func byKey(topic *entry, cs []choice) []*entry {
	var out []*entry
	at := map[string]*entry{}
	for n := range cs {
		c := &cs[n]
		x := *topic
		x.path, x.only, x.inner = c.clone.split.key, c, c.handlers()
		if len(x.inner) == 0 {
			x.inner = topic.inner
		}
		x.innerSym = x.inner[0].fn.sym
		if at[x.path] == nil { // two evaluations of one dispatch
			at[x.path] = &x
			out = append(out, &x)
		}
	}
	sort.Slice(out, func(i, j int) bool { return out[i].path < out[j].path })
	return out
}

// received gives what runs when a message arrives: the handler; or who receives from the channel; or who reads in a loop.
func (a *assembly) received(e event) []*inst {
	l := a.l
	var out []*inst
	add := func(is ...*inst) {
		for _, i := range is {
			if !contains(out, i) {
				out = append(out, i)
			}
		}
	}
	for _, h := range l.argList(nil, e.h, e.row, "handler") {
		l.each(h, func(at atom) { add(l.handle(at)...) })
	}
	if e.row.Attr["kind"] == "channel" && len(out) == 0 {
		add(l.receivers(l.channelOf(e.h, e.row))...)
	}
	if len(out) == 0 && e.h.i != nil {
		add(l.loops(e.h.i, e.h.at)...)
	}
	return out
}

// channelOf is the channel on which a subscription delivers.
func (l *linker) channelOf(h *hit, r *catalog.Row) set {
	v := l.arg(&site{}, h, r, "message")
	if h.made >= 0 {
		v = l.sets.union(v, l.sets.of(l.objAtom(h.made)))
	}
	return v
}

// receivers lists the instances that receive from a channel.
func (l *linker) receivers(ch set) []*inst {
	want := map[int32]bool{}
	l.eachObj(ch, func(o int32) { want[o] = true })
	var out []*inst
	for _, i := range l.insts {
		for at := range i.fn.code {
			in := &i.fn.code[at]
			if in.Op != summary.OpRecv && in.Op != summary.OpSelect {
				continue
			}
			for _, r := range in.Args {
				l.eachObj(l.get(i, r), func(o int32) {
					if want[o] && i.split == nil && !contains(out, i) {
						out = append(out, i)
					}
				})
			}
		}
	}
	return out
}

// loops gives the function that reads one message after the other: the one that holds the call, or, where that reads only one,
// the nearest caller that does so in a loop.
func (l *linker) loops(i *inst, at int32) []*inst {
	for i.split != nil {
		i = i.split.of
	}
	if i.fn.inLoop(i.fn.block[at]) {
		return []*inst{i}
	}
	seen := map[*inst]bool{i: true}
	level := []*inst{i}
	for depth := 0; depth < 4 && len(level) > 0; depth++ {
		var found, next []*inst
		for _, x := range level {
			for _, c := range x.callers {
				for n := range c.fn.code {
					if contains(c.calls[int32(n)], x) && c.fn.inLoop(c.fn.block[n]) && !contains(found, c) {
						found = append(found, c)
					}
				}
				if !seen[c] {
					seen[c] = true
					next = append(next, c)
				}
			}
		}
		if len(found) > 0 {
			return found
		}
		level = next
	}
	return []*inst{i}
}

// inLoop says that a block can be reached from itself.
func (g *fn) inLoop(b int32) bool {
	seen := make([]bool, len(g.f.Blocks))
	work := append([]int32(nil), g.f.Blocks[b].Succs...)
	for len(work) > 0 {
		x := work[len(work)-1]
		work = work[:len(work)-1]
		if x == b {
			return true
		}
		if !seen[x] {
			seen[x] = true
			work = append(work, g.f.Blocks[x].Succs...)
		}
	}
	return false
}

// deliver makes what a channel of messages yields: what somebody sent.
func (l *linker) deliver(s *site, h *hit, r *catalog.Row) {
	l.eachObj(l.channelOf(h, r), func(o int32) {
		t := l.objs[o].typ
		if t < 0 || l.typeTab[t].kind != summary.KindChan {
			return
		}
		elem := l.typeID(l.typeTab[t].elem)
		l.put(l.cell(o, l.fElem), l.message(elem, l.placeID(s.i, s.at)))
	})
}

// message is a received value of a type.
func (l *linker) message(t, place int32) set {
	in := l.sets.of(l.origin("input", "message:", place))
	v := l.paramSet(t, false)
	l.eachObj(v, func(o int32) { l.put(l.cell(o, l.fWild), in) })
	if v == 0 {
		return in
	}
	return v
}

// sender is who sends what a consumer receives: whoever the broker lets publish.
func (a *assembly) sender(e *entry) *dfd.Element {
	q := a.store(e.tech, "queue", "", e.reg)
	b := a.boundary("async", "messages by "+q.Name, "", "assumed", "who may send is decided at the broker")
	return a.element(dfd.Element{ID: "external:sender:" + e.tech, Kind: "external", Subkind: "client", Tech: e.tech, Name: "Sender of messages (" + q.Name + ")", Boundary: b, Level: 0}, e.reg)
}

// handled leaves out what a consumer does around its handler: answers and acknowledgements.
func handled(e *entry, us []*usedBy) []*usedBy {
	if e.kind != "queue" || e.only == nil {
		return us
	}
	return slices.DeleteFunc(slices.Clone(us), func(u *usedBy) bool {
		for v := u.v; v != nil; v = v.from {
			if contains(e.inner, v.i) {
				return false
			}
		}
		return true
	})
}
