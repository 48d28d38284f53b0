package join

import (
	"net"
	"slices"
	"strings"

	"github.com/gostride/gostride/dfd"
)

// A call goes to a binary of the system where its method is one that exactly one of them serves, and its address does not
// speak against it: http by a constant host that is the binary's name, or a local one with the port that it listens on; gRPC
// by the method's full name, which generated code gives both sides.

// connector replaces calls to third parties that are binaries of the system.
type connector struct {
	*dfd.Program
	elements map[string]*dfd.Element
	entries  map[string]*dfd.EntryPoint
	procs    map[string]*dfd.Process
	flows    map[string]*dfd.Flow
	made     map[string]string // old flow id to the first that took its place
	moved    map[string]string // third party to the first element that it turned out to be
}

func connectCalls(p *dfd.Program) {
	c := &connector{Program: p, elements: map[string]*dfd.Element{}, entries: map[string]*dfd.EntryPoint{}, procs: map[string]*dfd.Process{}, flows: map[string]*dfd.Flow{}, made: map[string]string{}, moved: map[string]string{}}
	for _, e := range p.Elements {
		c.elements[e.ID] = e
	}
	for _, e := range p.EntryPoints {
		c.entries[e.ID] = e
	}
	for _, x := range p.Processes {
		c.procs[x.ID] = x
	}
	for _, f := range p.Flows {
		c.flows[f.ID] = f
	}
	for _, f := range slices.Clone(p.Flows) {
		if e := c.elements[f.To]; e != nil && e.Kind == "external" {
			c.connect(f)
		}
	}
	c.drop()
}

// connect splits off a flow what goes to binaries of the system.
func (c *connector) connect(f *dfd.Flow) {
	var rest []dfd.Via
	for _, v := range f.Via {
		e, evidence := c.serves(v)
		if e == nil {
			rest = append(rest, v)
			continue
		}
		c.add(f, v, e, evidence)
	}
	if len(rest) == len(f.Via) {
		return
	}
	f.Via = rest
	f.EntryPoints = slices.DeleteFunc(f.EntryPoints, func(id string) bool {
		return !slices.ContainsFunc(rest, func(v dfd.Via) bool { return v.EntryPoint == id })
	})
	if len(rest) == 0 {
		delete(c.flows, f.ID)
	}
}

// serves finds the entry point that a call goes to, and says what shows it.
func (c *connector) serves(v dfd.Via) (*dfd.EntryPoint, string) {
	if v.Target == nil {
		return nil, ""
	}
	from := c.entries[v.EntryPoint]
	var found *dfd.EntryPoint
	evidence := ""
	for _, e := range c.EntryPoints {
		if from == nil || e.Kind != v.Target.Kind || sharesProcess(from, e) {
			continue
		}
		if says := c.fits(v.Target, e); says != "" {
			if found != nil && better(found, e) {
				continue
			}
			if found != nil && !better(e, found) {
				return nil, "" // it could be either
			}
			found, evidence = e, says
		}
	}
	return found, evidence
}

// better: of two routes of one binary the one with more constant segments takes the call.
func better(a, b *dfd.EntryPoint) bool {
	return sharesProcess(a, b) && strings.Count(a.Path, "{") < strings.Count(b.Path, "{")
}

func sharesProcess(a, b *dfd.EntryPoint) bool {
	return slices.ContainsFunc(a.Processes, func(p string) bool { return slices.Contains(b.Processes, p) })
}

// fits says why a call goes to an entry point, "" where it does not or nothing shows it.
func (c *connector) fits(t *dfd.Target, e *dfd.EntryPoint) string {
	if t.Kind == "grpc" {
		if e.Path != t.Path {
			return ""
		}
		switch at := c.answers(t.Address, e); {
		case at != "":
			return at
		case t.Address != "":
			return ""
		case t.Setting != "":
			return "by the name of the method; address in " + t.Setting
		}
		return "by the name of the method"
	}
	if t.Method != "" && e.Method != "ANY" && t.Method != e.Method || !samePath(e.Path, t.Path) {
		return ""
	}
	return c.answers(t.Address, e)
}

// answers says why an address is that of an entry point's binary.
func (c *connector) answers(address string, e *dfd.EntryPoint) string {
	host, port, err := net.SplitHostPort(address)
	if err != nil {
		host, port = address, ""
	}
	listens := c.ports(e)
	for _, id := range e.Processes {
		p := c.procs[id]
		switch {
		case p == nil || host == "":
		case local(host):
			if port != "" && slices.Contains(listens, port) && c.only(port, id) {
				return "by its address, " + address
			}
		case strings.EqualFold(host, p.Name):
			if port == "" || len(listens) == 0 || slices.Contains(listens, "") || slices.Contains(listens, port) {
				return "by its host, named like the binary: " + address
			}
		}
	}
	return ""
}

func local(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

// ports are those that an entry point's binary listens on; "" for one that is not known.
func (c *connector) ports(e *dfd.EntryPoint) []string {
	var out []string
	for _, l := range c.Listeners {
		if slices.Contains(e.Processes, l.Process) && (e.Listener == "" || e.Listener == l.ID) {
			_, port, err := net.SplitHostPort(l.Address)
			if err != nil || strings.ContainsAny(port, "{}") {
				port = ""
			}
			out = append(out, port)
		}
	}
	return out
}

// only says that no other binary listens on the port.
func (c *connector) only(port, process string) bool {
	return !slices.ContainsFunc(c.Listeners, func(l *dfd.Listener) bool {
		_, p, err := net.SplitHostPort(l.Address)
		return err == nil && p == port && l.Process != process
	})
}

// samePath matches a route's pattern with the path of a call, in which {} is what is not constant.
func samePath(pattern, path string) bool {
	a, b := strings.Split(strings.Trim(pattern, "/"), "/"), strings.Split(strings.Trim(path, "/"), "/")
	for n, s := range a {
		if strings.HasSuffix(s, "...}") {
			return len(b) >= n
		}
		if n >= len(b) || !strings.HasPrefix(s, "{") && s != b[n] {
			return false
		}
	}
	return len(a) == len(b)
}

// add adds what a call is to the flow between two binaries.
func (c *connector) add(f *dfd.Flow, v dfd.Via, e *dfd.EntryPoint, evidence string) {
	to := c.gate(e)
	id := dfd.FlowID(f.From, to, "call")
	x := c.flows[id]
	if x == nil {
		x = &dfd.Flow{ID: id, From: f.From, To: to, Op: "call", Protocol: f.Protocol, Transport: f.Transport, Data: slices.Clone(f.Data), EntryPoints: []string{},
			Crosses: crosses(c.Model, f.From, to), Site: v.Site, Trace: v.Trace}
		c.flows[id] = x
		c.Flows = append(c.Flows, x)
	}
	x.AddLabel(e.Title() + " (" + evidence + ")")
	x.EntryPoints = more(x.EntryPoints, []string{v.EntryPoint})
	x.Via = append(x.Via, v)
	if c.made[f.ID] == "" {
		c.made[f.ID] = id
	}
	if c.moved[f.To] == "" {
		c.moved[f.To] = to
	}
}

// gate is where a request to an entry point comes in: its authentication, where that is drawn by itself.
func (c *connector) gate(e *dfd.EntryPoint) string {
	for _, f := range c.Flows {
		if f.To == e.Element && f.Op == "request" {
			if g := c.elements[f.From]; g != nil && g.Kind == "process" && g.Subkind == "auth" {
				return g.ID
			}
		}
	}
	return e.Element
}
