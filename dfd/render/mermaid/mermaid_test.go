package mermaid

import (
	"bytes"
	"fmt"
	"html"
	"regexp"
	"strings"
	"testing"

	"github.com/gostride/gostride/dfd"
	"github.com/gostride/gostride/dfd/dfdtest"
	"github.com/gostride/gostride/dfd/dfdtest/golden"
	"github.com/gostride/gostride/dfd/render/escape"
)

func write(t testing.TB, m *dfd.Model, level int) string {
	t.Helper()
	var out bytes.Buffer
	if err := Write(&out, dfd.View(m, level)); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func TestWrite(t *testing.T) {
	upload, service := dfdtest.Upload().Model, dfdtest.Service().Model
	for level := dfd.LevelContext; level <= dfd.LevelHandlers; level++ {
		golden.Check(t, fmt.Sprintf("upload-%d.mmd", level), []byte(write(t, upload, level)))
		golden.Check(t, fmt.Sprintf("service-%d.mmd", level), []byte(write(t, service, level)))
	}
	golden.Check(t, "empty.mmd", []byte(write(t, &dfd.Model{}, 2)))
}

// TestNewElementsChangeNoOtherLine is what makes committed diagrams merge.
func TestNewElementsChangeNoOtherLine(t *testing.T) {
	m := dfdtest.Upload().Model
	before := write(t, m, 2)
	m.Boundaries = append([]*dfd.Boundary{{ID: "b-new", Kind: "cloud", Name: "a new one"}}, m.Boundaries...)
	m.Elements = append([]*dfd.Element{{ID: "e-new", Kind: "store", Name: "a new store", Boundary: "b-new"}}, m.Elements...)
	m.Flows = append([]*dfd.Flow{{ID: "f-new", From: "e-upload", To: "e-new", Op: "write", Crosses: []string{"b-new"}}}, m.Flows...)
	after := write(t, m, 2)
	for line := range strings.Lines(before) {
		if !strings.Contains(after, line) {
			t.Errorf("gone: %s", line)
		}
	}
}

func TestText(t *testing.T) {
	tests := map[string]string{
		"POST /users/{id}": "POST /users/{id}",
		"user_id _x":       "user_id #95;x",
		`a"]`:              "a#34;#93;",
		"%%{init}%%":       "#37;#37;{init}#37;#37;",
		"my style: #1;":    "my #115;tyle: #35;1#59;",
		"http://x":         "http#58;//x",
		"1. x":             "1#46; x",
		"- x-y":            "#45; x-y",
		"fa:fa-car":        "fa#58;fa-car",
		"<b>&amp;":         "#60;b#62;#38;amp#59;",
	}
	for in, want := range tests {
		if got := text(in); got != want {
			t.Errorf("text(%q) = %q, want %q", in, got, want)
		}
	}
}

// quoted is what may stand between quotes: nothing that Mermaid or Markdown reads as more than text.
const quoted = `"(?:[^"#;%<>&\x60*~$\\|\[\]^@]|#[0-9]+;|<br/>)*"`

// lines are the forms that a line of the output may have; what a person named stands in quotes only.
var lines = regexp.MustCompile(strings.ReplaceAll(`^(?:flowchart TB`+
	`| *subgraph b_[a-z0-9_]*\[Q\]| *end| *class b_[a-z0-9_]* boundary`+
	`| *[xpsu]_[a-z0-9_]*(?:\[Q\]|\(Q\)|\[\(Q\)\]|\{\{Q\}\})(?::::(?:high|medium|unresolved))?`+
	`| *[xpsu]_[a-z0-9_]* (?:-->|==>)(?:\|Q\|)? [xpsu]_[a-z0-9_]*`+
	`|  classDef [a-z]+ [a-z0-9:,#. -]+)$`, "Q", quoted))

func sound(t *testing.T, s string) {
	t.Helper()
	out := write(t, dfdtest.Named(func(string) string { return s }).Model, 2)
	for line := range strings.SplitSeq(strings.TrimSuffix(out, "\n"), "\n") {
		if !lines.MatchString(line) {
			t.Fatalf("%q makes the line %q", s, line)
		}
	}
	if strings.Contains(out, "style ") || strings.Contains(out, "direction ") || strings.Contains(out, "\uFB02") {
		t.Errorf("%q leaves what Mermaid seeks in a line:\n%s", s, out)
	}
	want := strings.ReplaceAll(escape.Line(s), "\uFB02", "fl")
	if want == "" {
		want = "?"
	}
	if back := decode(text(s)); back != want {
		t.Errorf("%q reads %q", s, back)
	}
}

// decode reads character codes as Mermaid does, by way of HTML.
func decode(s string) string {
	return html.UnescapeString(regexp.MustCompile(`#(\d+);`).ReplaceAllString(strings.ReplaceAll(s, "&", "&amp;"), "&#$1;"))
}

func TestHostileNames(t *testing.T) {
	for _, s := range dfdtest.HostileTexts {
		sound(t, s)
		sound(t, "x"+s+"y")
	}
}

func FuzzNames(f *testing.F) {
	for _, s := range dfdtest.HostileTexts {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) { sound(t, s) })
}
