package link

import (
	"slices"

	"github.com/gostride/gostride/dfd"
)

// A gateway in a program dials the program's own port: its routes do nothing but call methods that the same process serves. What such a
// method asks of its caller is asked of who comes by the route, as far as the gateway passes it on: that is not known.

// forwardsTo lists the gRPC methods that an entry point calls, where it does nothing else.
func forwardsTo(us []*usedBy) []string {
	var out []string
	for _, u := range us {
		if len(u.ops) == 0 || !effects[u.row.Role] || u.u.Attr["kind"] == "handle" {
			continue
		}
		path := u.u.Args["path"]
		if u.row.Role != "call" || u.row.Tech != "grpc" || path == nil || len(path.Text) != 1 || path.Unknown {
			return nil
		}
		out = append(out, path.Text[0])
	}
	return out
}

// askedOnward makes open routes a question where all that they do is call methods of the same process that ask something of their caller.
func (a *assembly) askedOnward() {
	for _, ep := range a.p.EntryPoints {
		if ep.Kind != "http" || ep.Auth.Verdict != "public" {
			continue
		}
		for _, path := range a.onward[ep.ID] {
			m := a.entered["grpc:"+path]
			if m != nil && m.Auth.Verdict != "public" && slices.ContainsFunc(m.Processes, func(p string) bool { return slices.Contains(ep.Processes, p) }) {
				ep.Auth.Verdict, ep.Auth.Scheme = "unknown", "unknown"
				ep.Auth.Evidence = append(ep.Auth.Evidence, dfd.Place{File: m.File, Line: m.Line, Func: m.Handler})
			}
		}
	}
}
