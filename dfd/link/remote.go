package link

import (
	"strings"

	"github.com/gostride/gostride/analyzers/catalog"
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

// dialsNobody says that a use opens a connection of whose other end nothing is known, or that somebody else is drawn for.
func (a *assembly) dialsNobody(u *usedBy) bool {
	if u.u.Role != "dial" {
		return false
	}
	id, _ := a.dialledTo(u)
	return id == "" || a.l.carriers()[carrier{u.h.i, u.at}]
}

// carrier is a call that opens a connection.
type carrier struct {
	i  *inst
	at int32
}

// carriers are the calls whose connection is handed to the client of a protocol, smtp.NewClient(conn, host): what is sent there is the client's.
func (l *linker) carriers() map[carrier]bool {
	if l.carried == nil {
		l.carried = map[carrier]bool{}
		for _, i := range l.insts {
			if i.unused() {
				continue
			}
			i.eachRow(func(at int32, h *hit, r *catalog.Row) {
				if r.Role != "open" || r.Tech == "" {
					return
				}
				l.eachObj(l.arg(&site{}, h, r, "handle"), func(o int32) {
					if ob := &l.objs[o]; ob.row != nil && ob.hit != nil && ob.row.Role == "dial" {
						l.carried[carrier{ob.hit.i, ob.hit.at}] = true
					}
				})
			})
		}
	}
	return l.carried
}
