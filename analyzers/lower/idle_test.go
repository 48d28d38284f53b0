package lower

import (
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"slices"
	"testing"
)

// TestIdle: which signatures leave a call no way to a network, a store or a process.
func TestIdle(t *testing.T) {
	const src = `package lib

import (
	"context"
	"io"
	"net"
	"net/http"
	"time"
)

type (
	Client struct{}
	Token  struct{}
	Future interface{ Wait() bool }
	Spec   struct{ Name string }
	Kind   string
	Option func(*Client)
)

func (Client) Name() string                    { return "" } // idle
func (Client) Spec() Spec                      { return Spec{} } // idle
func (Client) Kinds() []Kind                   { return nil } // idle
func (Client) Since() (time.Time, bool)        { return time.Time{}, false } // idle
func (Client) Context() context.Context        { return nil } // idle
func (Client) Addr() net.Addr                  { return nil } // idle
func (Client) Header() http.Header             { return nil } // idle
func (Client) Close() error                    { return nil } // idle
func (Client) Err() error                      { return nil } // idle
func (Client) SetName(s string)                {} // idle
func NewClient(addr string) *Client            { return nil } // idle
func WithName(s string) Option                 { return nil } // idle

func (Client) Ping() error                     { return nil }
func (Client) Time() *Token                    { return nil }
func (Client) Publish(topic string) Future     { return nil }
func (Client) Subscribe() <-chan string        { return nil }
func (Client) Body() io.Reader                 { return nil }
func (Client) Conn() net.Conn                  { return nil }
func (Client) Send(s string)                   {}
func (Client) Start()                          {}
func (Client) Shutdown(ctx context.Context) error { return nil }
func (Client) SetFrom(r io.Reader)             {}
func Hash(s string) string                     { return "" }
func Sum(b []byte) [16]byte                    { return [16]byte{} }
func Dial(addr string) (*Client, error)        { return nil, nil }
func Run(ctx context.Context) *Client          { return nil }
`
	fset := token.NewFileSet()
	f, err := parser.ParseFile(fset, "lib.go", src, parser.ParseComments)
	if err != nil {
		t.Fatal(err)
	}
	info := &types.Info{Defs: map[*ast.Ident]types.Object{}}
	if _, err := (&types.Config{Importer: importer.ForCompiler(fset, "source", nil)}).Check("lib.test/lib", fset, []*ast.File{f}, info); err != nil {
		t.Fatal(err)
	}
	var marked []int
	for _, c := range f.Comments {
		if c.Text() == "idle\n" {
			marked = append(marked, fset.Position(c.Pos()).Line)
		}
	}
	for _, d := range f.Decls {
		fn, ok := d.(*ast.FuncDecl)
		if !ok {
			continue
		}
		want := slices.Contains(marked, fset.Position(fn.Pos()).Line)
		if got := idle(info.Defs[fn.Name].(*types.Func)); got != want {
			t.Errorf("%s: idle %v, want %v", fn.Name.Name, got, want)
		}
	}
	if len(marked) != 12 {
		t.Errorf("%d functions are marked", len(marked))
	}
}
