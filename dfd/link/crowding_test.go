package link

import (
	"slices"
	"strings"
	"testing"

	"github.com/gostride/gostride/analyzers/catalog"
)

// TestStopped links programs with too few evaluations: nothing may be said to be protected, nor to be public.
func TestStopped(t *testing.T) {
	cat, err := catalog.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	judged := 0
	for _, path := range archives(t) {
		in := Input{Packages: loaded(t, path), Catalog: cat}
		l := newLinker(newWorld(in.Packages, in.Catalog))
		l.most = 3
		l.solve(nil)
		p := newAssembly(l, in).program()
		if !l.stopped {
			continue
		}
		if !p.Coverage.Unfinished || !slices.ContainsFunc(p.Coverage.Budgets, func(b string) bool { return strings.HasPrefix(b, "linking was stopped") }) {
			t.Errorf("%s: that it was stopped is not said: %v", path, p.Coverage.Budgets)
		}
		for _, e := range p.EntryPoints {
			if e.Kind == "http" {
				judged++
				if e.Auth.Verdict != "unknown" {
					t.Errorf("%s: %s is said to be %s", path, e.ID, e.Auth.Verdict)
				}
			}
		}
	}
	if judged == 0 {
		t.Error("no route was judged")
	}
}

// TestMixed: what is reached by way of a function that many callers share is told apart from what is not.
func TestMixed(t *testing.T) {
	for path, want := range map[string]bool{"testdata/fan.txtar": true, "testdata/withtx.txtar": false} {
		n := 0
		for _, u := range linked(t, loaded(t, path)).Uses {
			for _, on := range u.On {
				if on.Entry == "" || !effects[u.Role] {
					continue
				}
				n++
				if on.Mixed != want {
					t.Errorf("%s: %s at %s:%d: mixed is %v", path, u.Symbol, u.Place.File, u.Place.Line, on.Mixed)
				}
			}
		}
		if n == 0 {
			t.Errorf("%s: no use on an entry point", path)
		}
	}
}

// TestCrowded: a program that is full from its first function keeps what one caller does inside a transaction apart from what others do.
func TestCrowded(t *testing.T) {
	cat, err := catalog.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	in := Input{Packages: loaded(t, "testdata/withtx.txtar"), Catalog: cat}
	l := newLinker(newWorld(in.Packages, in.Catalog))
	l.many = 1 - len(l.funcs)/4
	l.solve(nil)
	if l.crowding() < 3 {
		t.Fatalf("it is not full: %d", l.crowding())
	}
	p := newAssembly(l, in).program()
	p.Coverage.Budgets = nil
	ar := parse(t, "testdata/withtx.txtar")
	if want, got := strings.TrimSpace(file(t, ar, "expect.txt")), reached(p); got != want {
		t.Error(differing(want, got))
	}
}
