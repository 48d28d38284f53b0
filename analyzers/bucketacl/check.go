// Package bucketacl judges who may get at a bucket past the program: canned ACLs, policies and Block Public Access as the
// code sets them, at start-up or anywhere.
//
// In: object stores, uses of the role bucket-admin, and the ACLs that objects are written with. Out: one bucket-acl row a
// bucket (open, mitigated, or the question whether it is closed outside Go), and object-acl rows for what is world-readable.
package bucketacl

import (
	"slices"

	"github.com/gostride/gostride/analyzers/checks/judge"
	"github.com/gostride/gostride/dfd"
	"github.com/gostride/gostride/stride"
)

// Check is the check for the list of all checks.
var Check = stride.Check{Name: "bucketacl", Rules: []*stride.Rule{Bucket, Object}, Program: Program}

// Program judges a linked program.
func Program(p *dfd.Program) []stride.Finding {
	f := judge.Of(p)
	var out []stride.Finding
	for _, e := range p.Elements {
		if e.Kind == "store" && e.Subkind == "object" {
			b := survey(f, e)
			out = append(out, b.writable(f))
			if find, ok := b.readable(f); ok {
				out = append(out, find)
			}
		}
	}
	return append(out, objects(f)...)
}

// bucket is what the code says about access to one object store.
type bucket struct {
	element *dfd.Element
	hits    []judge.Hit // what entry points do with it
	admin   []*dfd.Use  // what sets its access, and writes with an ACL
	writes  []*dfd.Use  // opens it for writing
	reads   []*dfd.Use  // opens it for reading
	opaque  []*dfd.Use  // access that could not be read off
	block   *dfd.Use    // blocks public access in full
}

func survey(f *judge.Facts, e *dfd.Element) *bucket {
	b := &bucket{element: e}
	b.hits = f.Served(func(u *dfd.Use) bool { return u.Element == e.ID && (judge.IsObject(u) || u.Role == "presign") })
	for _, u := range f.Uses {
		if !judge.Live(u) || !b.concerns(u) {
			continue
		}
		b.admin = append(b.admin, u)
		switch a := access(u); {
		case a.blocked:
			b.block = u
		case a.write:
			b.writes = append(b.writes, u)
		case a.read && u.Role == "bucket-admin":
			b.reads = append(b.reads, u)
		case a.opaque:
			b.opaque = append(b.opaque, u)
		}
	}
	return b
}

// concerns reports whether a use sets access to the bucket. One whose bucket is not known concerns every bucket of its
// technology.
func (b *bucket) concerns(u *dfd.Use) bool {
	if u.Role != "bucket-admin" && !(judge.IsObject(u) && u.Args["acl"] != nil) {
		return false
	}
	return u.Element == b.element.ID || u.Element == "" && u.Tech == b.element.Tech
}

// objects reports writes whose ACL lets everybody read, one row a call.
func objects(f *judge.Facts) []stride.Finding {
	hits := f.Reached(func(u *dfd.Use) bool { return judge.IsObject(u) && u.Op == "write" && access(u).read })
	hits = slices.DeleteFunc(hits, func(h judge.Hit) bool {
		return len(judge.Inputs(h.Use.Args["body"])) == 0 && judge.Follows(h.Use.Args["body"])
	})
	var out []stride.Finding
	for _, same := range judge.By(hits, func(h judge.Hit) string { return h.Use.Place.Func + h.Use.Symbol }) {
		u := same[0].Use
		find := f.Finding(Object, same)
		find.Title = "Whoever knows the URL reads what " + judge.Routes(judge.Entries(same)) + " stores: it is written with ACL " + judge.Text(u.Args["acl"])
		find.Action = "Drop the ACL of " + judge.CallOf(u) + " in " + judge.In(u.Place) + " and hand out presigned links of minutes."
		find.Controls = []*dfd.Control{f.Control("object-acl", "weak", judge.Text(u.Args["acl"]), judge.Entries(same), u.Place)}
		out = append(out, find)
	}
	return out
}
