package link

import (
	"strings"

	"github.com/gostride/gostride/dfd"
)

// A program that calls several services by one protocol talks to several parties: each is called by the service's name, or by how
// its client was made.

// talkedBy are the technologies that say how somebody is talked to, not who it is.
var talkedBy = map[string]bool{"grpc": true, "kitex": true, "connect": true}

// calledService names the service that a use calls by such a protocol, "" where that is not one.
func (a *assembly) calledService(u *usedBy) string {
	if u.u.Role != "call" || !talkedBy[u.row.Tech] {
		return ""
	}
	if v := u.u.Args["path"]; v != nil && !v.Unknown {
		name := ""
		for n, t := range v.Text {
			s := serviceOf(t)
			if s == "" || n > 0 && s != name {
				name = ""
				break
			}
			name = s
		}
		if name != "" {
			return name
		}
	}
	if ways := a.ways(u, u.row.Tech); len(ways) == 1 {
		return dfd.OpeningName(ways[0])
	}
	return ""
}

// serviceOf is the service in the path of a method: /orders.v1.Orders/Create.
func serviceOf(path string) string {
	at := strings.LastIndexByte(path, '/')
	if at < 2 || path[0] != '/' || strings.ContainsAny(path[1:at], "/{") {
		return ""
	}
	return path[1:at]
}

// dialledTo is who a connection is opened to, by id and name: nobody where nothing is known of the address.
func (a *assembly) dialledTo(u *usedBy) (id, name string) {
	v := u.u.Args["addr"]
	if v == nil {
		return "", ""
	}
	if len(v.From("input")) > 0 {
		return "input:" + u.u.Place.Func, "address chosen by the caller"
	}
	var settings []string
	for _, o := range v.From("config") {
		settings = append(settings, o.Name)
	}
	if name = dfd.OpeningName(dfd.OpenedBy(settings, v.Text)); name == "" || strings.Trim(name, ":{}") == "" {
		return "", ""
	}
	if len(settings) > 0 {
		return "config:" + settings[0], name + " (setting)"
	}
	if strings.HasPrefix(v.Text[0], "/") {
		return "socket:" + v.Text[0], v.Text[0]
	}
	return "tcp:" + name, name
}
