package link

import (
	"strings"
	"testing"

	"github.com/gostride/gostride/dfd"
)

// TestCertainty: what is only done where a setting is switched on is told apart, and what only one of several implementations does.
func TestCertainty(t *testing.T) {
	type certainty struct {
		on      string
		covered bool
	}
	want := map[string]certainty{
		"ANY /switched": {"keep", true}, "ANY /unless": {"", true}, "ANY /default": {"", true}, "ANY /asked": {"", true},
		"ANY /either": {"", true}, "ANY /save": {"", true}, "ANY /drop": {"", false},
	}
	got, ways := map[string]certainty{}, map[string][][]dfd.Choice{}
	for _, u := range linked(t, loaded(t, "testdata/certainty.txt")).Uses {
		for _, on := range u.On {
			if name := strings.TrimPrefix(on.Entry, "http:"); u.Role == "file" && name != "" {
				ways[name] = append(ways[name], on.Choices)
				got[name] = certainty{on.Switch, dfd.Covered(ways[name])}
			}
		}
	}
	for name, c := range want {
		if got[name] != c {
			t.Errorf("%s: %v, want %v", name, got[name], c)
		}
	}
	if len(got) != len(want) {
		t.Errorf("entry points: %v", got)
	}
}

// TestPicks: what is reached whichever function is called is as certain as the call itself.
func TestPicks(t *testing.T) {
	i, up := &inst{}, &pick{i: &inst{}, of: 3, took: 1}
	one, other := &pick{i: i, took: 1, of: 2, up: up}, &pick{i: i, took: 2, of: 2, up: up}
	for name, c := range map[string]struct{ a, b, want *pick }{
		"both":                {one, other, up},
		"the same":            {one, one, one},
		"a certain way":       {one, nil, nil},
		"the way to the call": {one, up, up},
		"another call":        {one, &pick{i: i, at: 1, took: 2, of: 2, up: up}, one},
		"nothing more":        {one, &pick{i: i, took: 1, of: 2, up: up}, one},
	} {
		got := c.a.or(c.b)
		if got != c.want {
			t.Errorf("%s: %+v, want %+v", name, got, c.want)
		}
	}
}
