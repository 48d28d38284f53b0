package join

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/gostride/gostride/dfd"
)

// A store is one for several binaries where each of them opens it by the same settings or at the same address. A broker is
// also one where nothing is known of how it is opened, but a topic of the same name is used on both sides; that is said to be
// a matter of the name. Where ways to open differ, stores are several, whatever their tables and topics are called.

// shared is a store with what is known of it in each part.
type shared struct {
	members []member
	why     string
}

type member struct {
	p     *part
	e     *dfd.Element
	names []string // tables and topics
}

type sharedStores struct {
	list []*shared
	why  map[string]string // by the id that the store has in the end
}

// matchStores finds the stores that are one, and names those apart that are not.
func matchStores(parts []*part) *sharedStores {
	var all []*shared
	for _, p := range parts {
		for _, e := range p.Elements {
			if e.Kind == "store" && !p.owns(e) {
				all = append(all, &shared{members: []member{{p, e, names(p, e.ID)}}})
			}
		}
	}
	all = mergeStores(all, (*shared).sameWay)
	all = mergeStores(all, unambiguous(all))
	s := &sharedStores{list: all, why: map[string]string{}}
	s.name()
	return s
}

// names lists the tables and topics of the flows of an element, and the topics of who consumes from it.
func names(p *part, id string) []string {
	var out []string
	for _, f := range p.Flows {
		if f.From == id || f.To == id {
			out = append(out, f.Names...)
		}
	}
	sender := dfd.SenderID(id)
	for _, f := range p.Flows {
		if f.From == sender && f.Op == "consume" {
			out = append(out, f.Names...)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// mergeStores puts stores together that fit, of the same technology and of different parts.
func mergeStores(all []*shared, fits func(a, b *shared) string) []*shared {
	var out []*shared
	for _, s := range all {
		joined := false
		for _, o := range out {
			if o.tech() != s.tech() || o.shares(s) {
				continue
			}
			if why := fits(o, s); why != "" {
				o.members, o.why, joined = append(o.members, s.members...), cmp.Or(o.why, why), true
				break
			}
		}
		if !joined {
			out = append(out, s)
		}
	}
	return out
}

func (s *shared) tech() string { return s.members[0].e.Tech }

func (s *shared) opened() []string {
	for _, m := range s.members {
		if len(m.e.Opened) > 0 {
			return m.e.Opened
		}
	}
	return nil
}

// shares says that both hold a store of one part: there they are two.
func (s *shared) shares(o *shared) bool {
	return slices.ContainsFunc(s.members, func(m member) bool {
		return slices.ContainsFunc(o.members, func(x member) bool { return x.p == m.p })
	})
}

// sameWay says why two stores are opened alike.
func (s *shared) sameWay(o *shared) string {
	if same, _ := dfd.SameOpening(s.opened(), o.opened()); !same && !s.sameModule(o) {
		return ""
	}
	return "the same " + dfd.OpeningKind(s.opened()) + ", " + dfd.OpeningName(s.opened())
}

// sameModule says that binaries of one module open the same addresses: what is at the own machine's is one store, since a module is tried out
// on one machine.
func (s *shared) sameModule(o *shared) bool {
	a, b := s.opened(), o.opened()
	return len(a) > 0 && slices.Equal(a, b) && s.members[0].p.Module != "" && s.members[0].p.Module == o.members[0].p.Module
}

// unambiguous gives what says whether two brokers are one by the names of their topics: only where no third one, known to be
// another than one of the two, has such a topic.
func unambiguous(all []*shared) func(a, b *shared) string {
	return func(a, b *shared) string {
		topic := a.topic(b)
		if topic == "" {
			return ""
		}
		for _, c := range all {
			if c == a || c == b || c.tech() != a.tech() || c.topic(a) == "" && c.topic(b) == "" {
				continue
			}
			if c.apart(a) || c.apart(b) {
				return ""
			}
		}
		return "the same name, " + topic + ", and nothing else: confirm it"
	}
}

// topic gives the first topic that two brokers, not known to be two, have in common; or the bucket of two object stores.
func (s *shared) topic(o *shared) string {
	if kind := s.members[0].e.Subkind; kind != "queue" && kind != "object" || s.apart(o) {
		return ""
	}
	for _, m := range s.members {
		for _, x := range o.members {
			for _, name := range m.names {
				if slices.Contains(x.names, name) {
					return name
				}
			}
		}
	}
	return ""
}

func (s *shared) apart(o *shared) bool {
	_, apart := dfd.SameOpening(s.opened(), o.opened())
	return apart || s.shares(o)
}

// name gives stores that are several, and have one id, names of their own: how they are opened, or whose they are.
func (s *sharedStores) name() {
	users := map[string]int{}
	for _, x := range s.list {
		users[x.id()]++
	}
	taken := map[string]bool{}
	for _, x := range s.list {
		id, suffix := x.id(), ""
		if users[id] > 1 {
			if suffix = dfd.OpeningName(x.opened()); suffix == "" || taken[id+":"+suffix] {
				suffix = x.whose()
			}
			id += ":" + suffix
		}
		taken[id] = true
		s.why[id] = x.why
		for _, m := range x.members {
			m.rename(id, suffix)
		}
	}
}

func (s *shared) id() string {
	ids := []string{}
	for _, m := range s.members {
		ids = append(ids, m.e.ID)
	}
	return slices.Min(ids)
}

// whose names the binaries that use a store.
func (s *shared) whose() string {
	var out []string
	for _, m := range s.members {
		out = append(out, m.p.tag)
	}
	slices.Sort(out)
	return strings.Join(out, ", ")
}

// rename gives a part's store its id, and with it the sender of its messages.
func (m member) rename(id, suffix string) {
	if suffix != "" {
		m.e.Name = fmt.Sprintf("%s %q", m.e.Name, suffix)
	}
	if id == m.e.ID {
		return
	}
	var r renames
	sender := dfd.SenderID(m.e.ID)
	r.set(elementID, m.e.ID, id)
	r.set(elementID, sender, dfd.SenderID(id))
	for _, e := range m.p.Elements {
		if e.ID == sender && suffix != "" {
			e.Name = strings.TrimSuffix(e.Name, ")") + fmt.Sprintf(" %q)", suffix)
		}
	}
	m.p.rename(&r)
}

// explain says on each store that several binaries use why it is taken to be one.
func (s *sharedStores) explain(m *dfd.Model) {
	for _, e := range m.Elements {
		if why := s.why[e.ID]; why != "" {
			e.Joined = why
		}
	}
}
