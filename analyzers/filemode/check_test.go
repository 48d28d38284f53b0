package filemode

import (
	"testing"

	ct "github.com/gostride/gostride/analyzers/checks/checktest"
	"github.com/gostride/gostride/dfd"
)

func make(op string, perm *dfd.Value) func(*ct.P) {
	return func(p *ct.P) {
		opts := []ct.Opt{ct.Op(op), ct.On(p.Store("filesystem", "data")), ct.By(p.Route("POST /f"))}
		if perm != nil {
			opts = append(opts, ct.Arg("perm", perm))
		}
		p.Use("file", "os.WriteFile", opts...)
	}
}

func TestModes(t *testing.T) {
	open := []string{"world-writable open Low×Medium LOW POST /f"}
	ct.Run(t, Check, []ct.Case{
		{Name: "0777", Build: make("write", ct.Const("511")), Want: open, Says: []string{"0777"}},
		{Name: "0666", Build: make("write", ct.Const("438")), Want: open},
		{Name: "only for others", Build: make("write", ct.Const("2")), Want: open},
		{Name: "at times", Build: make("write", ct.Text("420", "511")), Want: open},
		{Name: "as a directory", Build: make("write", ct.Const("2147484159")), Want: open},
		{Name: "through a umask", Build: make("write", ct.Const("438")), Want: open, Says: []string{"Where the umask lets it through"}},
		{Name: "past the umask", Build: func(p *ct.P) {
			make("write", ct.Const("511"))(p)
			p.Uses[0].Symbol = "os.Chmod"
		}, Want: open, Says: []string{"Anybody on the host changes what os.Chmod gives"}},
		{Name: "a file that has to be there", Build: func(p *ct.P) {
			make("write", ct.Const("438"))(p)
			p.Uses[0].Attr["opens"] = "old"
		}},
		{Name: "0644", Build: make("write", ct.Const("420"))},
		{Name: "0750", Build: make("write", ct.Const("488"))},
		{Name: "setting", Build: make("write", ct.Config("MODE"))},
		{Name: "none given", Build: make("write", nil)},
		{Name: "read", Build: make("read", ct.Const("511"))},
	})
}
