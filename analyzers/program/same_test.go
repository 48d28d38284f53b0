package program_test

import (
	"bytes"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/gostride/gostride/analyzers/lower/lowertest"
	"github.com/gostride/gostride/analyzers/program"
	"github.com/gostride/gostride/dfd/render/jsonmodel"
)

// TestSameBytes links and rates one program twenty times, on one processor and on several, its packages in either order: all that
// is found, and the order of it, is the same. Its handlers are those of the mutation tests, each as it stands and broken once.
func TestSameBytes(t *testing.T) {
	packages := lowertest.Module(t, crowd(t))
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(0))
	var first []byte
	for n := range 20 {
		runtime.GOMAXPROCS(1 + n%4)
		ps := slices.Clone(packages)
		if n%2 == 1 {
			slices.Reverse(ps)
		}
		p, err := program.Build(program.Source{Packages: ps, Roots: []string{"example.com/app"}, Module: "example.com/app"})
		if err != nil {
			t.Fatal(err)
		}
		var b bytes.Buffer
		if err := jsonmodel.Write(&b, p.Model); err != nil {
			t.Fatal(err)
		}
		if n == 0 {
			first = b.Bytes()
			if len(p.Threats) < 10 {
				t.Fatalf("only %d threats: the program shows nothing", len(p.Threats))
			}
		}
		if !bytes.Equal(first, b.Bytes()) {
			t.Fatalf("run %d gives another model", n+1)
		}
	}
}

// crowd is one program of all handlers, in two packages.
func crowd(t *testing.T) string {
	t.Helper()
	var decls, routes, more strings.Builder
	n := 0
	handler := func(body string) {
		n++
		fmt.Fprintf(&decls, "func H%d(w http.ResponseWriter, r *http.Request) {\n%s\n}\n\n", n, body)
		fmt.Fprintf(&routes, "	mux.HandleFunc(\"POST /h%d\", web.H%d)\n", n, n)
	}
	seen := map[string]bool{}
	for _, c := range append(slices.Clone(handlers), limited...) {
		handler(c.body)
		handler(swapped(t, c.body, c.mutants[0].swaps))
		if !seen[c.more] {
			seen[c.more] = true
			more.WriteString(c.more + "\n\n")
		}
	}
	web := strings.NewReplacer("-- main.go --\n", "-- web/web.go --\n", "package main", "package web", "MORE", more.String(), "BODY", "", "REST", "").Replace(frame)
	web = web[:strings.Index(web, "func main()")] + decls.String()
	return web + "\n-- main.go --\npackage main\n\nimport (\n\t\"log\"\n\t\"net/http\"\n\n\t\"example.com/app/web\"\n)\n\nfunc main() {\n\tmux := http.NewServeMux()\n" +
		routes.String() + "\tlog.Fatal(http.ListenAndServe(\":8080\", mux))\n}\n"
}
