package judge_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/gostride/gostride/analyzers/checks/judge"
	"github.com/gostride/gostride/dfd"
	"github.com/gostride/gostride/stride"
)

// way is a hit of the call at helper.go:9 that lines of the program's own lead to.
func way(lines ...int) judge.Hit {
	call := dfd.Place{File: "helper.go", Line: 9, Func: "run"}
	var trace []dfd.Place
	for _, n := range lines {
		trace = append(trace, dfd.Place{File: "web.go", Line: n, Func: fmt.Sprint("f", n)})
	}
	return judge.Hit{Use: &dfd.Use{Symbol: "os/exec.Command", Place: call}, Reach: dfd.Reach{Way: dfd.NewWay(append(trace, dfd.Place{File: "helper.go", Line: 5, Func: "run"}, call)...)}}
}

func TestWays(t *testing.T) {
	for name, c := range map[string]struct {
		hits []judge.Hit
		want []int
	}{
		"one way":                             {[]judge.Hit{way(1, 2)}, nil},
		"two that part before the helper":     {[]judge.Hit{way(1, 2), way(3, 4)}, []int{4}},
		"two that part before a second one":   {[]judge.Hit{way(1, 2, 8), way(3, 4, 8)}, []int{4}},
		"three, of which two part later":      {[]judge.Hit{way(1, 2), way(3, 8), way(4, 8)}, []int{8}},
		"the same way of two entry points":    {[]judge.Hit{way(1, 2), way(1, 2)}, nil},
		"a way that begins in the other's":    {[]judge.Hit{way(1, 2), way(2)}, nil},
		"the shown way is named by the trace": {[]judge.Hit{way(1, 2), way(3, 2)}, []int{3}},
	} {
		find := stride.Finding{Trace: c.hits[0].Reach.Trace(), Evidence: []dfd.Place{c.hits[0].Use.Place}}
		judge.Ways(&find, c.hits)
		var got []int
		for _, p := range find.Evidence[1:] {
			if p.What != dfd.OnTheWay {
				t.Errorf("%s: %v is not marked", name, p)
			}
			got = append(got, p.Line)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: got lines %v, want %v", name, got, c.want)
		}
	}
}

func TestAttached(t *testing.T) {
	at := func(line int) *dfd.EntryPoint {
		return &dfd.EntryPoint{Registered: &dfd.Place{File: "routes.go", Line: line, Func: "main"}}
	}
	find := stride.Finding{Evidence: []dfd.Place{{File: "routes.go", Line: 1, Func: "main"}}}
	judge.Attached(&find, []*dfd.EntryPoint{at(1), at(2), {}, at(2), at(3)})
	var got []string
	for _, p := range find.Evidence {
		got = append(got, fmt.Sprint(p.Line, p.What))
	}
	if want := []string{"1", "2on the way", "3on the way"}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}
