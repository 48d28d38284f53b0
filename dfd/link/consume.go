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
func (a *assembly) consumer(e event, rs *routers) []*entry {
	if k := e.row.Attr["kind"]; k == "subscribe" && a.readBy(e, rs) || k == "bus" {
		return nil
	}
	if kindsOfConnection[e.row.Attr["kind"]] {
		return a.connections(e, rs)
	}
	if e.row.Attr["kind"] == "table" {
		return a.workerTable(e)
	}
	tech := a.brokerOf(e)
	starts, within := a.received(e)
	from := a.l.arg(&site{}, e.h, e.row, "handle")
	if from == 0 {
		from = a.l.sets.union(e.h.recv, a.l.union(e.h.args))
	}
	ways := a.l.openings(from, tech)
	var out []*entry
	for _, t := range a.topics(e, rs, starts) {
		x := &entry{kind: "queue", method: strings.ToUpper(tech), path: t, reg: e.h.i.at(e.h.at), innerSym: -1, listener: -1, tech: tech, handler: -1, within: within, ways: ways, sends: e.h, hook: e.row.Attr["kind"] == "hook"}
		x.insts = append(x.insts, starts...)
		for _, i := range starts {
			x.inner = append(x.inner, a.l.adapted(i, 0)...)
		}
		if len(x.inner) > 0 {
			x.innerSym = x.inner[0].fn.sym
		}
		out = append(out, x)
	}
	if cs := a.l.dispatches(starts); len(cs) > 0 && len(a.l.jobKinds(e, starts)) == 0 { // what kind of job it is its type says, not what is looked up
		return a.l.byKey(out[0], cs)
	}
	return out
}

// answers gives what becomes of what a handler returns: watermill's AddHandler names the topic that it is sent to.
func (a *assembly) answers(e *entry, ep *dfd.EntryPoint) []*usedBy {
	var out []*usedBy
	if e.sends == nil {
		return nil
	}
	for _, r := range e.sends.rows {
		if r.Role == "publish" {
			out = append(out, a.use(nil, &visit{i: e.sends.i, at: -1}, e.sends.at, e.sends, r, ep.ID, none))
		}
	}
	return out
}

// byKey gives an entry point per key of a dispatch.
func (l *linker) byKey(topic *entry, cs []choice) []*entry {
	var out []*entry
	at := map[string]*entry{}
	for n := range cs {
		c := &cs[n]
		x := *topic
		x.path, x.only, x.inner = c.clone.split.key, c, nil
		for _, i := range c.handlers() {
			x.inner = append(x.inner, l.adapted(i, 0)...)
		}
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

// adapted looks through a closure that only prepares the call of a function it was made with: one that decodes the message, or
// checks who sent it.
func (l *linker) adapted(i *inst, depth int) []*inst {
	if i.fn.parent < 0 || depth > 4 {
		return []*inst{i}
	}
	at := -1
	for n := range i.fn.code {
		in := &i.fn.code[n]
		if in.Op != summary.OpCall || in.N&summary.CallMode != summary.CallDynamic || in.N&summary.CallDefer != 0 || len(i.calls[int32(n)]) == 0 ||
			in.Args[0].Kind() != summary.RefReg || i.fn.def[in.Args[0].Index()] < 0 {
			continue
		}
		if d := &i.fn.code[i.fn.def[in.Args[0].Index()]]; d.Op == summary.OpLoad && d.Args[0].Kind() == summary.RefFree {
			if at >= 0 {
				return []*inst{i}
			}
			at = n
		}
	}
	if at < 0 {
		return []*inst{i}
	}
	var out []*inst
	for _, t := range i.calls[int32(at)] {
		out = append(out, l.adapted(t, depth+1)...)
	}
	return out
}

// received gives what runs when a message arrives: the handler; or who receives from the channel; or who reads in a loop, and
// the blocks of that loop.
func (a *assembly) received(e event) (is []*inst, within []bool) {
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
	if len(out) == 0 && l.delivers(e.h, e.row) {
		add(l.receivers(l.channelOf(e.h, e.row))...)
		if len(out) == 1 {
			return out, l.receivesIn(out[0], l.channelOf(e.h, e.row))
		}
	}
	if len(out) == 0 && e.h.i != nil {
		is, within := l.loops(e.h.i, e.h.at)
		add(is...)
		return out, within
	}
	return out, nil
}

// readBy says that another call reads what this one subscribes to.
func (a *assembly) readBy(e event, rs *routers) bool {
	for _, s := range rs.jobs {
		if s.row.Role == "consume" && s.row.Attr["kind"] != "subscribe" && s.row.Tech == e.row.Tech {
			return true
		}
	}
	return false
}

// delivers says that a subscription gives its messages on a channel.
func (l *linker) delivers(h *hit, r *catalog.Row) bool {
	if r.Attr["kind"] == "channel" {
		return true
	}
	return h.made >= 0 && l.kindOf(l.objs[h.made].typ) == summary.KindChan
}

// receivesIn gives the loop in which an instance receives from a channel.
func (l *linker) receivesIn(i *inst, ch set) []bool {
	want := map[int32]bool{}
	l.eachObj(ch, func(o int32) { want[o] = true })
	for at := range i.fn.code {
		in := &i.fn.code[at]
		if in.Op != summary.OpRecv && in.Op != summary.OpSelect {
			continue
		}
		found := false
		for _, r := range in.Args {
			l.eachObj(l.get(i, r), func(o int32) { found = found || want[o] })
		}
		if found {
			return i.fn.loopBlocks(i.fn.block[at])
		}
	}
	return nil
}

// workerTable gives an entry point per task of a map that is registered as a whole.
func (a *assembly) workerTable(e event) []*entry {
	l := a.l
	tech := a.brokerOf(e)
	var out []*entry
	l.eachObj(l.arg(&site{}, e.h, e.row, "handler"), func(o int32) {
		for _, f := range l.objs[o].keys {
			if n := l.strs.list[f]; l.constKey(o, n) {
				x := &entry{kind: "queue", method: strings.ToUpper(tech), path: n[1 : len(n)-1], reg: e.h.i.at(e.h.at), innerSym: -1, listener: -1, tech: tech, handler: -1}
				l.each(l.cells[l.cell(o, f)].s, func(at atom) {
					for _, i := range l.handle(at) {
						x.insts, x.inner, x.innerSym = append(x.insts, i), append(x.inner, i), i.fn.sym
					}
				})
				out = append(out, x)
			}
		}
	})
	sort.Slice(out, func(i, j int) bool { return out[i].path < out[j].path })
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
func (l *linker) loops(i *inst, at int32) (is []*inst, within []bool) {
	i = i.whole()
	if w := i.fn.loopBlocks(i.fn.block[at]); w != nil {
		return []*inst{i}, w
	}
	seen := map[*inst]bool{i: true}
	level := []*inst{i}
	for depth := 0; depth < 4 && len(level) > 0; depth++ {
		var found, next []*inst
		for _, x := range level {
			for _, c := range x.callers {
				for n := range c.fn.code {
					if contains(c.calls[int32(n)], x) && !contains(found, c) {
						if w := c.fn.loopBlocks(c.fn.block[n]); w != nil {
							found, within = append(found, c), w
						}
					}
				}
				if !seen[c] {
					seen[c] = true
					next = append(next, c)
				}
			}
		}
		if len(found) == 1 {
			return found, within
		}
		if len(found) > 0 {
			return found, nil
		}
		level = next
	}
	return []*inst{i}, nil
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

// sender is who sends what a consumer receives: whoever the broker lets publish, or the service itself that calls a bot.
func (a *assembly) sender(e *entry) *dfd.Element {
	if t := a.sends(e.tech); t.Name != "" {
		b := a.boundary("third-party", "third parties", "", "assumed", "run by somebody else")
		return a.element(dfd.Element{ID: "external:" + e.tech, Kind: "external", Subkind: t.Subkind, Tech: e.tech, Name: t.Name, Boundary: b, Level: 0}, e.reg)
	}
	q := a.openedStore(e.tech, "queue", a.oneOf(e.ways, e.tech), e.reg)
	b := a.boundary("async", "messages by "+q.Name, "", "assumed", "who may send is decided at the broker")
	return a.element(dfd.Element{ID: dfd.SenderID(q.ID), Kind: "external", Subkind: "client", Tech: e.tech, Name: "Sender of messages (" + q.Name + ")", Boundary: b, Level: 0}, e.reg)
}

// sends gives a technology that is a service of somebody else, not a broker: one whose messages are its own.
func (a *assembly) sends(tech string) catalog.Technology {
	if a.l.techs != nil {
		if t, ok := a.l.techs.Tech(tech); ok && (t.Subkind == "push" || t.Subkind == "http-api" || t.Subkind == "llm" || t.Subkind == "sms") {
			return t
		}
	}
	return catalog.Technology{}
}

// handled leaves out what a consumer does around its handler: answers and acknowledgements.
func handled(e *entry, us []*usedBy) []*usedBy {
	if len(e.inner) == 0 {
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
