package link

import "github.com/gostride/gostride/dfd"

// clientAddress is the address that a client was made with, where its calls are told none: graphql.NewClient(endpoint, nil).
func (a *assembly) clientAddress(u *usedBy) *dfd.Value {
	if u.h == nil || u.row.Role != "call" || len(u.row.Args["url"]) > 0 {
		return nil
	}
	b := builder{t: a.l.sets}
	a.l.eachObj(u.h.recv, func(o int32) {
		if ob := &a.l.objs[o]; ob.hit != nil && ob.row != nil && ob.row.Role == "open" {
			b.addSet(a.l.arg(&site{}, ob.hit, ob.row, "addr"))
		}
	})
	if b.set() == 0 {
		return nil
	}
	return a.l.describe(b.set())
}
