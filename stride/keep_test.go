package stride

import (
	"slices"
	"testing"

	"github.com/gostride/gostride/dfd"
)

func TestKeep(t *testing.T) {
	row := func(id, outer, inner string) *dfd.Threat {
		return &dfd.Threat{ID: id, Outer: outer, Inner: inner, Priority: "HIGH", Reason: "rests on " + id}
	}
	for name, c := range map[string]struct {
		earlier, now []*dfd.Threat
		want         []string // ids of now
	}{
		"the same":           {[]*dfd.Threat{row("T-AAAA", "o", "i")}, []*dfd.Threat{row("T-BBBB", "o", "i")}, []string{"T-AAAA"}},
		"code has moved":     {[]*dfd.Threat{row("T-AAAA", "o", "i")}, []*dfd.Threat{row("T-BBBB", "o", "j")}, []string{"T-AAAA"}},
		"route has moved":    {[]*dfd.Threat{row("T-AAAA", "o", "i")}, []*dfd.Threat{row("T-BBBB", "p", "i")}, []string{"T-AAAA"}},
		"another row":        {[]*dfd.Threat{row("T-AAAA", "o", "i")}, []*dfd.Threat{row("T-BBBB", "p", "j")}, []string{"T-BBBB"}},
		"two could be meant": {[]*dfd.Threat{row("T-AAAA", "o", "i"), row("T-CCCC", "p", "i")}, []*dfd.Threat{row("T-BBBB", "q", "i")}, []string{"T-BBBB"}},
		"one of two moved":   {[]*dfd.Threat{row("T-AAAA", "o", "i"), row("T-CCCC", "o", "j")}, []*dfd.Threat{row("T-BBBB", "o", "i"), row("T-DDDD", "o", "k")}, []string{"T-AAAA", "T-CCCC"}},
		"swapped":            {[]*dfd.Threat{row("T-AAAA", "o", "i"), row("T-BBBB", "p", "j")}, []*dfd.Threat{row("T-BBBB", "o", "i"), row("T-AAAA", "p", "j")}, []string{"T-AAAA", "T-BBBB"}},
	} {
		var kept []Kept
		for _, r := range c.earlier {
			kept = append(kept, Keys(r))
		}
		Keep(&dfd.Program{Model: &dfd.Model{Threats: slices.Clone(c.now)}}, kept)
		for i, r := range c.now {
			if r.ID != c.want[i] || r.Reason != "rests on "+c.want[i] {
				t.Errorf("%s: row %d is %s and %s, want %s", name, i, r.ID, r.Reason, c.want[i])
			}
		}
	}
	taken := []*dfd.Threat{row("T-BBBB", "o", "i"), row("T-AAAA", "q", "k")}
	Keep(&dfd.Program{Model: &dfd.Model{Threats: slices.Clone(taken)}}, []Kept{{"T-AAAA", keyDigest("o"), keyDigest("i")}})
	if taken[0].ID != "T-AAAA" || taken[1].ID == "T-AAAA" {
		t.Errorf("an id was given twice: %s, %s", taken[0].ID, taken[1].ID)
	}
}
