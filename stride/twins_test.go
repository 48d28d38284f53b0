package stride

import (
	"slices"
	"testing"

	"github.com/gostride/gostride/dfd"
)

// TestTwins: what the same code does in two binaries is one row, told by the one that says more and with both targets; what stands elsewhere, is
// in order, or is of one binary alone stays apart.
func TestTwins(t *testing.T) {
	here, there := dfd.Place{File: "a.go", Line: 3}, dfd.Place{File: "a.go", Line: 9}
	m := &dfd.Model{Processes: []*dfd.Process{{ID: "p1", Name: "one"}, {ID: "p2", Name: "two"}}}
	for _, e := range [][2]string{{"a in one", "p1"}, {"b in one", "p1"}, {"a in two", "p2"}, {"both", "p1"}} {
		m.EntryPoints = append(m.EntryPoints, &dfd.EntryPoint{ID: e[0], Processes: []string{e[1]}})
	}
	m.EntryPoints[3].Processes = []string{"p1", "p2"}
	made := func(rule, status, target string, at dfd.Place, entries ...string) *row {
		return &row{rule: &Rule{ID: rule}, threat: &dfd.Threat{Rule: rule, Status: status, Target: target, Title: target, Evidence: []dfd.Place{at}, EntryPoints: entries}}
	}
	for name, c := range map[string]struct {
		rows []*row
		want []string // targets, with those of the same code elsewhere
	}{
		"two binaries":     {[]*row{made("r", Open, "x", here, "a in two"), made("r", "", "y", here, "a in one", "b in one")}, []string{"y+x"}},
		"another place":    {[]*row{made("r", Open, "x", here, "a in two"), made("r", Open, "y", there, "a in one")}, []string{"x", "y"}},
		"another rule":     {[]*row{made("r", Open, "x", here, "a in two"), made("s", Open, "y", here, "a in one")}, []string{"x", "y"}},
		"in order":         {[]*row{made("r", Mitigated, "x", here, "a in two"), made("r", Mitigated, "y", here, "a in one")}, []string{"x", "y"}},
		"one asked":        {[]*row{made("r", ToConfirm, "x", here, "a in two"), made("r", Open, "y", here, "a in one")}, []string{"x", "y"}},
		"one binary":       {[]*row{made("r", Open, "x", here, "a in one"), made("r", Open, "y", here, "b in one")}, []string{"x", "y"}},
		"served by both":   {[]*row{made("r", Open, "x", here, "both"), made("r", Open, "y", here, "b in one")}, []string{"x", "y"}},
		"of no entrypoint": {[]*row{made("r", Open, "x", here), made("r", Open, "y", here)}, []string{"x", "y"}},
	} {
		var got []string
		for _, r := range joinTwins(m, c.rows) {
			name := r.threat.Target
			for _, also := range r.threat.Also {
				name += "+" + also
			}
			got = append(got, name)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
}

// TestAlike: open rows of one rule that say the same are one, which names the other places; questions, other titles and levels stay apart.
func TestAlike(t *testing.T) {
	made := func(rule, status, title, fn string) *row {
		return &row{rule: &Rule{ID: rule, Alike: rule != "t"}, threat: &dfd.Threat{Rule: rule, Status: status, Title: title, Target: fn, Tier: Absent, Likelihood: Low, Impact: Low,
			Evidence: []dfd.Place{{File: "a.go", Line: 3, Func: "example.com/app." + fn}}, Mitigation: dfd.Mitigation{Action: "Do it."}}}
	}
	rows := joinAlike([]*row{made("r", Open, "x", "f"), made("r", "", "x", "g"), made("r", Open, "y", "h"), made("s", Open, "x", "i"), made("r", ToConfirm, "x", "j"), made("r", ToConfirm, "x", "k"), made("r", Mitigated, "x", "l"), made("t", Open, "x", "m"), made("t", Open, "x", "n")})
	var got []string
	for _, r := range rows {
		got = append(got, r.threat.Target)
	}
	if want := []string{"f", "h", "i", "j", "k", "l", "m", "n"}; !slices.Equal(got, want) {
		t.Fatalf("%v, want %v", got, want)
	}
	if one := rows[0].threat; len(one.Evidence) != 2 || !slices.Equal(one.Also, []string{"g"}) || one.Mitigation.Action != "Do it. The same in "+placeName(one.Evidence[1])+"." {
		t.Errorf("%+v", one)
	}
}
