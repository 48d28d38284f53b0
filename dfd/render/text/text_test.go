package text

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"
	"testing"
	"unicode"

	"github.com/gostride/gostride/dfd"
	"github.com/gostride/gostride/dfd/dfdtest"
	"github.com/gostride/gostride/dfd/dfdtest/golden"
)

func write(t testing.TB, m *dfd.Model, level int) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := Write(&out, dfd.View(m, level)); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func tableText(t testing.TB, m *dfd.Model, level int, o TableOptions) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := Tables(&out, dfd.View(m, level), o); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestWrite(t *testing.T) {
	upload, service := dfdtest.Upload().Model, dfdtest.Service().Model
	for level := dfd.LevelContext; level <= dfd.LevelHandlers; level++ {
		golden.Check(t, fmt.Sprintf("upload-%d.txt", level), write(t, upload, level))
		golden.Check(t, fmt.Sprintf("service-%d.txt", level), write(t, service, level))
		golden.Check(t, fmt.Sprintf("service-%d.md", level), tableText(t, service, level, TableOptions{}))
	}
	golden.Check(t, "upload-lines.md", tableText(t, upload, 2, TableOptions{Lines: true}))
	if out := append(write(t, &dfd.Model{}, 2), tableText(t, &dfd.Model{}, 2, TableOptions{})...); len(out) > 0 {
		t.Errorf("an empty model writes %q", out)
	}
}

func TestWriteDrawsEachFlowOnceAndEachElement(t *testing.T) {
	m := dfdtest.Many(30).Model
	m.Flows = append(m.Flows, &dfd.Flow{ID: "self", From: "e-s3", To: "e-s3", Op: "write", Label: "copy"})
	m.Elements = append(m.Elements, &dfd.Element{ID: "lonely", Kind: "store", Name: "lonely"})
	d, out := dfd.View(m, 2), string(write(t, m, 2))
	if n := strings.Count(out, "↓"); n != len(d.Edges) {
		t.Errorf("%d flows drawn, want %d", n, len(d.Edges))
	}
	for _, n := range d.Nodes {
		if !strings.Contains(out, "["+n.Name+"]\n") {
			t.Errorf("%s is not drawn", n.Name)
		}
	}
}

// lines are the forms that a line may have; no name makes another.
var lines = regexp.MustCompile(`^(?:|\[[^\[\]]+\]|    ↓ .*|      \(crosses trust boundary: .*\)|    \(inside: .*\))$`)

func sound(t *testing.T, s string) {
	t.Helper()
	plain, m := dfdtest.Named(func(string) string { return "x" }).Model, dfdtest.Named(func(string) string { return s }).Model
	out := string(write(t, m, 1))
	for line := range strings.SplitSeq(out, "\n") {
		if !lines.MatchString(line) || strings.ContainsFunc(line, func(r rune) bool { return !unicode.IsPrint(r) }) {
			t.Fatalf("%q makes the line %q", s, line)
		}
	}
	want := strings.Split(string(tableText(t, plain, 2, TableOptions{})), "\n")
	got := strings.Split(string(tableText(t, m, 2, TableOptions{})), "\n")
	if len(got) != len(want) {
		t.Fatalf("%q makes %d lines of tables, want %d", s, len(got), len(want))
	}
	for i, line := range got {
		if bars(line) != bars(want[i]) {
			t.Fatalf("%q makes the row %q", s, line)
		}
	}
}

// bars counts those that end a cell.
func bars(line string) int {
	n := 0
	for i := range len(line) {
		if line[i] == '|' && (i == 0 || line[i-1] != '\\') {
			n++
		}
	}
	return n
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
