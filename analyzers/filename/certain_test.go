package filename

import (
	"testing"

	ct "github.com/gostride/gostride/analyzers/checks/checktest"
	"github.com/gostride/gostride/dfd"
)

// saved is an upload by a name of the form, into a folder by one of two implementations of a store.
func saved(other func(p *ct.P, e *dfd.EntryPoint)) func(*ct.P) {
	return func(p *ct.P) {
		e := p.Route("POST /files", p.JWT(nil))
		p.Use("file", "os.Create", ct.Op("write"), ct.On(p.Store("filesystem", "data")), ct.Arg("path", ct.Input("form:name", "joined")), ct.ByOneOf("Save", 0, 2, e))
		other(p, e)
	}
}

// A name that gets to one of several stores is known to get there only where the others are stores as well.
func TestOneOfSeveral(t *testing.T) {
	asked, open := "user-filename to-confirm High×High MEDIUM POST /files", "user-filename open High×High HIGH POST /files"
	ct.Run(t, Check, []ct.Case{
		{Name: "the other one does something else", Build: saved(func(*ct.P, *dfd.EntryPoint) {}), Want: []string{asked}, Says: []string{"which one it is here is not known"}},
		{Name: "the other one stores it, too", Build: saved(func(p *ct.P, e *dfd.EntryPoint) {
			p.Use("object", put, ct.Op("write"), ct.On(p.Store("s3", "S3")), ct.Arg("key", ct.Fresh()), ct.ByOneOf("Save", 1, 2, e))
		}), Want: []string{open}},
		{Name: "the other one reads", Build: saved(func(p *ct.P, e *dfd.EntryPoint) {
			p.Use("object", put, ct.Op("read"), ct.On(p.Store("s3", "S3")), ct.Arg("key", ct.Fresh()), ct.ByOneOf("Save", 1, 2, e))
		}), Want: []string{asked}},
		{Name: "of another call", Build: saved(func(p *ct.P, e *dfd.EntryPoint) {
			p.Use("object", put, ct.Op("write"), ct.On(p.Store("s3", "S3")), ct.Arg("key", ct.Fresh()), ct.ByOneOf("Keep", 1, 2, e))
		}), Want: []string{asked}},
	})
}

// What many callers pass to one function is not known to be this one's name.
func TestShared(t *testing.T) {
	opens := func(how func(*dfd.EntryPoint, ...any) ct.Opt) func(*ct.P) {
		return func(p *ct.P) {
			p.Use("file", "os.Create", ct.Op("write"), ct.On(p.Store("filesystem", "data")), ct.Arg("path", ct.Input("form:name", "joined")), how(p.Route("POST /files", p.JWT(nil))))
		}
	}
	ct.Run(t, Check, []ct.Case{
		{Name: "its own", Build: opens(ct.By), Want: []string{"user-filename open High×High HIGH POST /files"}},
		{Name: "one of several calls'", Build: opens(ct.ByShared), Want: []string{"user-filename to-confirm High×High MEDIUM POST /files"}, Says: []string{"what another route passes"}},
	})
}
