package resolve

import (
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/gostride/gostride/analyzers/catalog"
)

const library = `package lib

type Options struct{ Addr string; TLS *struct{ On bool } }
type Client struct{ opts Options }
type base struct{}
type Special struct{ base }
type Doer interface{ Do(path string) error }
type Wide interface{ Doer }

func New(o *Options) *Client { return nil }
func (c *Client) Get(path string, opts ...func(*Options)) (string, error) { return "", nil }
func (base) Close() {}
func Handle(path string, h func()) {}
`

func TestHolds(t *testing.T) {
	fset := token.NewFileSet()
	f, err := parser.ParseFile(fset, "lib.go", library, 0)
	if err != nil {
		t.Fatal(err)
	}
	conf := types.Config{Importer: importer.Default()}
	pkg, err := conf.Check("example.com/lib", fset, []*ast.File{f}, nil)
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct{ row, want string }{
		{"symbols: [New], role: open, args: {addr: 0.Addr}", ""},
		{"symbols: [New], role: open, args: {addr: 0.TLS.On}", "no text"},
		{"symbols: [New], role: open, args: {addr: 0.Port}", "no field Port"},
		{"symbols: [Client.Get], role: file, args: {path: 0}", ""},
		{"symbols: [Client.Get], role: file, args: {path: 2}", "only 2 arguments"},
		{"symbols: [Client.Get], role: kv, args: {key: 0, ttl: 1.args.0.Addr}", ""},
		{"symbols: [Client.Get], role: kv, args: {key: 0, ttl: 1}", "variadic"},
		{"symbols: [Client.Get], role: kv, args: {key: 0...}", ""},
		{"symbols: [Handle], role: kv, args: {key: 0...}", "not variadic"},
		{"symbols: [Client.Put], role: none", "no Put"},
		{"symbols: [Close], role: none", "no Close"},
		{"symbols: [Special.Close], role: none", "promoted from example.com/lib.base"},
		{"symbols: [base.Close], role: none", ""},
		{"symbols: [Wide.Do], role: none", "declared by example.com/lib.Doer"},
		{"symbols: [Handle], role: route, args: {path: 1, handler: 1}", "no text"},
		{"symbols: [Handle], role: route, args: {path: 0, handler: 0}", "no func"},
		{"symbols: [Handle], role: route, args: {path: 0, handler: 1}", ""},
		{"symbols: [Handle], role: middleware, control: log", "(self: true?)"},
		{"symbols: [New], role: make, args: {opts: 0}", ""},
		{"symbols: [New], role: make, args: {Addr: 0}", "no field Addr"},
		{"symbols: [Client.Get], role: kv, args: {key: result.2}", "no such result"},
		{"symbols: [\"*\"], role: pass", ""},
	}
	for _, tt := range tests {
		src := "library: lib\nrows:\n  - {package: example.com/lib, " + tt.row + "}\n"
		cat, err := catalog.Load(fstest.MapFS{"lib.yaml": {Data: []byte(src)}})
		if err != nil {
			t.Fatalf("%s: %v", tt.row, err)
		}
		c := Of(cat.Rows())
		got := ""
		if err := c.Check(cat.Rows()[0], pkg); err != nil {
			got = err.Error()
		}
		if tt.want == "" && got != "" || !strings.Contains(got, tt.want) {
			t.Errorf("%s: got %q, want %q", tt.row, got, tt.want)
		}
	}
}
