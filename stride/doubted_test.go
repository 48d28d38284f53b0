package stride

import (
	"slices"
	"strings"
	"testing"

	"github.com/gostride/gostride/dfd"
)

// TestCertain: a row claims of the entry points that are certain to be meant; the others become a question that names them.
func TestCertain(t *testing.T) {
	m := &dfd.Model{EntryPoints: []*dfd.EntryPoint{{ID: "a", Method: "GET", Path: "/a"}, {ID: "b", Method: "PUT", Path: "/b"}}}
	switched, either := Doubt{Why: "It is only done where keep is switched on."}, Doubt{Why: "One of several.", Either: true}
	for name, c := range map[string]struct {
		f    Finding
		want []string
	}{
		"none":                             {Finding{}, []string{"open GET /a and PUT /b"}},
		"one of two":                       {Finding{Doubted: map[string]Doubt{"b": switched}}, []string{"open GET /a", "to-confirm PUT /b"}},
		"both":                             {Finding{Doubted: map[string]Doubt{"a": switched, "b": either}}, []string{"to-confirm GET /a and PUT /b"}},
		"another one":                      {Finding{Doubted: map[string]Doubt{"c": switched}}, []string{"open GET /a and PUT /b"}},
		"mitigated":                        {Finding{Status: Mitigated, Doubted: map[string]Doubt{"a": switched}}, []string{"mitigated GET /a and PUT /b"}},
		"a question":                       {Finding{Status: ToConfirm, Tier: Unknown, Doubted: map[string]Doubt{"a": switched}}, []string{"to-confirm GET /a and PUT /b"}},
		"missing in front of all":          {Finding{Rule: &Rule{STRIDE: "D"}, Doubted: map[string]Doubt{"b": either}}, []string{"open GET /a and PUT /b"}},
		"passed to one of several":         {Finding{Doubted: map[string]Doubt{"b": either}}, []string{"open GET /a", "to-confirm PUT /b"}},
		"missing, where a setting says so": {Finding{Rule: &Rule{STRIDE: "D"}, Doubted: map[string]Doubt{"b": switched}}, []string{"open GET /a", "to-confirm PUT /b"}},
	} {
		f := c.f
		if f.Rule == nil {
			f.Rule = &Rule{STRIDE: "T"}
		}
		f.Entries, f.Title = []string{"a", "b"}, "Somebody does it by GET /a and PUT /b"
		f.Controls = []*dfd.Control{{EntryPoints: []string{"a", "b"}}}
		var got []string
		for _, x := range certain(m, f) {
			got = append(got, strings.TrimSpace(statusOf(x)+strings.TrimPrefix(x.Title, "Somebody does it by")))
			if !slices.Equal(x.Controls[0].EntryPoints, x.Entries) {
				t.Errorf("%s: the control is of %v, the row of %v", name, x.Controls[0].EntryPoints, x.Entries)
			}
			if x.Status == ToConfirm && c.f.Status == "" && !strings.Contains(x.Note, c.f.Doubted["b"].Why) {
				t.Errorf("%s: the question does not say why: %q", name, x.Note)
			}
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

func statusOf(f Finding) string {
	if f.Status == "" {
		return Open
	}
	return f.Status
}
