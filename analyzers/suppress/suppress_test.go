package suppress

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestParse(t *testing.T) {
	for _, c := range []struct {
		text    string
		rules   string
		reason  string
		problem string // a part of it
		ok      bool
	}{
		{"//gostride:ignore ssrf -- hosts come from the table of partners", "ssrf", "hosts come from the table of partners", "", true},
		{"//gostride:ignore ssrf,open-redirect -- both checked", "open-redirect ssrf", "both checked", "", true},
		{"//gostride:ignore ssrf open-redirect -- a -- b", "open-redirect ssrf", "a -- b", "", true},
		{"//nolint:gostride // limited by the gateway", "", "limited by the gateway", "", true},
		{"// nolint:errcheck,gostride // both", "", "both", "", true},
		{"//gostride:ignore ssrf", "ssrf", "", "no reason", true},
		{"//gostride:ignore ssrf --", "ssrf", "", "no reason", true},
		{"//gostride:ignore -- because", "", "because", "no rule", true},
		{"//gostride:ignore SSRF! -- x", "SSRF!", "x", "can be none", true},
		{"//nolint:gostride", "", "", "no reason", true},
		{"//nolint:gosec // not ours", "", "", "", false},
		{"//nolint // all of them", "", "", "", false},
		{"//gostride:ignored ssrf -- x", "", "", "", false},
		{"// gostride:ignore ssrf -- a directive has no space", "", "", "", false},
		{"// see gostride:ignore", "", "", "", false},
	} {
		d, ok := Parse(c.text)
		if ok != c.ok || strings.Join(d.Rules, " ") != c.rules || d.Reason != c.reason || (d.Problem == "") != (c.problem == "") || !strings.Contains(d.Problem, c.problem) {
			t.Errorf("%s: got %+v, %v", c.text, d, ok)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add("//gostride:ignore ssrf -- reason")
	f.Add("//nolint:gostride // reason")
	f.Add("//gostride:ignore \xff,, -- \x00\n")
	f.Fuzz(func(t *testing.T, text string) {
		d, ok := Parse(text)
		switch {
		case !ok && (d.Rules != nil || d.Reason != "" || d.Problem != ""):
			t.Errorf("no directive, and %+v", d)
		case ok && d.Problem == "" && d.Reason == "":
			t.Error("in effect without a reason")
		case !utf8.ValidString(d.Reason) || strings.ContainsAny(d.Reason, "\n\r"):
			t.Errorf("reason %q is no line of text", d.Reason)
		case !slices.IsSorted(d.Rules):
			t.Errorf("rules %q are not sorted", d.Rules)
		}
	})
}
