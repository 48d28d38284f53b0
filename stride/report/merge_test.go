package report_test

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/gostride/gostride/dfd"
	"github.com/gostride/gostride/stride/internal/sample"
	"github.com/gostride/gostride/stride/report"
)

func merge(t *testing.T, old, fresh []byte) []byte {
	t.Helper()
	out, err := report.Merge(old, fresh)
	if err != nil {
		t.Fatal(err)
	}
	again, err := report.Merge(out, fresh)
	if err != nil || !bytes.Equal(out, again) {
		t.Fatalf("merging again changes the file: %v\n%s", err, cmp.Diff(string(out), string(again)))
	}
	return out
}

func TestMergeKeepsWords(t *testing.T) {
	before := report.Write(program(t, sample.Checks()), report.Options{})
	after := report.Write(program(t, sample.Hardened()), report.Options{})
	words := strings.NewReplacer(
		"# Threat model: ", "---\nowner: team\n---\n# Our model of ",
		"## What can go wrong?\n", "## What can go wrong?   \n\nWe met on Tuesday. <!-- really -->\n\t* tabs\n",
	)
	file := words.Replace(string(before)) + "\n## Notes\n\nno line end here"
	want := words.Replace(string(after)) + "\n## Notes\n\nno line end here"
	if diff := cmp.Diff(want, string(merge(t, []byte(file), after))); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestMergeFreshAndSame(t *testing.T) {
	doc := report.Write(program(t, sample.Checks()), report.Options{})
	for name, old := range map[string][]byte{"no file": nil, "the same": doc} {
		if diff := cmp.Diff(string(doc), string(merge(t, old, doc))); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

func TestMergeCRLF(t *testing.T) {
	crlf := func(b []byte) []byte { return bytes.ReplaceAll(b, []byte("\n"), []byte("\r\n")) }
	before := report.Write(program(t, sample.Checks()), report.Options{})
	after := report.Write(program(t, sample.Hardened()), report.Options{})
	if diff := cmp.Diff(string(crlf(after)), string(merge(t, crlf(before), after))); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	bom := append([]byte("\ufeff"), before[bytes.Index(before, []byte("<!-- gostride:begin")):]...)
	if out := merge(t, bom, before); !bytes.Equal(out, bom) {
		t.Error("a byte order mark before the first marker does not survive")
	}
}

func TestMergeEdited(t *testing.T) {
	doc := report.Write(program(t, sample.Checks()), report.Options{})
	edited := bytes.Replace(doc, []byte("- [ ] T-"), []byte("- [x] T-"), 1)
	_, err := report.Merge(edited, doc)
	var e *report.EditedError
	if !errors.As(err, &e) || e.Block != "checklist" {
		t.Fatalf("error %v, want an edited checklist", err)
	}
	if !strings.Contains(e.Diff, "\n-- [ ] T-") || !strings.Contains(e.Diff, "\n+- [x] T-") || strings.Count(e.Diff, "\n") > 8 {
		t.Errorf("difference:\n%s", e.Diff)
	}
	twice := bytes.Replace(edited, []byte("### Assumptions"), []byte("### Our assumptions"), 1)
	_, err = report.Merge(twice, doc)
	if err == nil || !strings.Contains(err.Error(), `"checklist"`) || !strings.Contains(err.Error(), `"assumptions"`) {
		t.Errorf("error %v, want both blocks", err)
	}
	after := report.Write(program(t, sample.Hardened()), report.Options{})
	by := strings.Index(string(after), "### Security audit checklist")
	text := string(after)[by:strings.Index(string(after), "<!-- gostride:end checklist")]
	from, to := strings.Index(string(doc), "### Security audit checklist"), strings.Index(string(doc), "<!-- gostride:end checklist")
	same := string(doc)[:from] + text + string(doc)[to:]
	if out := merge(t, []byte(same), after); !bytes.Equal(out, after) {
		t.Error("a hand that wrote what would be written now is refused or not tidied")
	}
}

// TestMergeBlocks: what a file lacks comes where it belongs, what is no longer written goes.
func TestMergeBlocks(t *testing.T) {
	doc := string(report.Write(program(t, sample.Checks()), report.Options{}))
	cut := func(doc, name string) string {
		from := strings.Index(doc, "<!-- gostride:begin "+name+" ")
		end := "<!-- gostride:end " + name + " -->\n"
		to := strings.Index(doc, end) + len(end)
		return doc[:from] + doc[to:]
	}
	for _, name := range []string{"summary", "dfd", "chart", "handcheck"} {
		out := string(merge(t, []byte(cut(doc, name)), []byte(doc)))
		if begins(out) != begins(doc) {
			t.Errorf("without %s:\n%s\nwant\n%s", name, begins(out), begins(doc))
		}
	}
	added := strings.Replace(doc, "<!-- gostride:begin chart ", "<!-- gostride:begin old digest=e3b0c44298fc1c14 -->\n<!-- gostride:end old -->\n\n<!-- gostride:begin chart ", 1)
	if out := string(merge(t, []byte(added), []byte(doc))); begins(out) != begins(doc) {
		t.Errorf("a block that is no longer written stays:\n%s", begins(out))
	}
	kept := strings.Replace(added, "<!-- gostride:end old", "mine\n<!-- gostride:end old", 1)
	var e *report.EditedError
	if _, err := report.Merge([]byte(kept), []byte(doc)); !errors.As(err, &e) || e.Block != "old" {
		t.Errorf("words in a block that is no longer written: %v", err)
	}
}

func begins(doc string) string {
	var names []string
	for line := range strings.Lines(doc) {
		if strings.HasPrefix(line, "<!-- gostride:begin ") {
			names = append(names, strings.Fields(line)[2])
		}
	}
	return strings.Join(names, " ")
}

func TestMergeRefuses(t *testing.T) {
	doc := string(report.Write(program(t, sample.Checks()), report.Options{}))
	foreign := []string{"\n", "# Threat model\n\nby hand\n", "see <!-- gostride:begin x digest=00 --> in the text\n"}
	for _, old := range foreign {
		var e *report.ForeignError
		if _, err := report.Merge([]byte(old), []byte(doc)); !errors.As(err, &e) {
			t.Errorf("%q: %v", old, err)
		}
	}
	damaged := map[string]string{
		"no end":        strings.Replace(doc, "<!-- gostride:end dfd -->", "", 1),
		"no begin":      doc + "<!-- gostride:end dfd -->\n",
		"nested":        strings.Replace(doc, "### Assumptions", "<!-- gostride:begin x digest=00 -->\n### Assumptions", 1),
		"twice":         doc + doc,
		"not ours":      strings.Replace(doc, "<!-- gostride:end dfd -->", "<!-- gostride:end DFD! -->", 1),
		"end of a file": doc + "<!-- gostride:begin x digest=00 -->",
	}
	for name, old := range damaged {
		var e *report.DamagedError
		if _, err := report.Merge([]byte(old), []byte(doc)); !errors.As(err, &e) || e.Line < 1 {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestStale(t *testing.T) {
	doc := report.Write(program(t, sample.Checks()), report.Options{})
	moved := func(p *dfd.Program) { p.EntryPoints[1].Line++; p.Uses[0].Place.Line++ }
	changed := func(p *dfd.Program) { p.EntryPoints[1].Auth.Roles = []string{"admin"} }
	newer := func(p *dfd.Program) { p.Tool.Version = "0.2.0" }
	tests := []struct {
		name   string
		change []func(*dfd.Program)
		want   report.Freshness
	}{
		{"as it is", nil, report.Current},
		{"moved", []func(*dfd.Program){moved}, report.Current},
		{"another tool, the same model", []func(*dfd.Program){newer}, report.Current},
		{"changed", []func(*dfd.Program){changed}, report.Outdated},
		{"changed, and another tool", []func(*dfd.Program){changed, newer}, report.ToolChanged},
	}
	for _, tt := range tests {
		got, err := report.Stale(doc, program(t, sample.Checks(), tt.change...).Model)
		if err != nil || got != tt.want {
			t.Errorf("%s: %s, %v", tt.name, got, err)
		}
	}
	for _, bad := range [][]byte{nil, []byte("by hand"), []byte("<!-- gostride:begin x digest=00 -->\n<!-- gostride:end x -->\n")} {
		if got, err := report.Stale(bad, program(t, nil).Model); err == nil {
			t.Errorf("%q is %s", bad, got)
		}
	}
}

// FuzzMerge: whatever lies in the file, words outside of blocks survive and a second run changes nothing.
func FuzzMerge(f *testing.F) {
	fresh := report.Write(&dfd.Program{Model: &dfd.Model{}}, report.Options{}) // short, so that many are tried
	f.Add(fresh)
	f.Add([]byte("words\n<!-- gostride:begin dfd digest=e3b0c44298fc1c14 -->\n<!-- gostride:end dfd -->\nmore"))
	f.Add([]byte("\ufeff<!-- gostride:begin x digest=e3b0c44298fc1c14 -->\r\n<!-- gostride:end x -->\r\n"))
	f.Add(bytes.ReplaceAll(fresh, []byte("\n"), []byte("\r\n")))
	f.Fuzz(func(t *testing.T, old []byte) {
		out, err := report.Merge(old, fresh)
		if err != nil {
			if out != nil {
				t.Error("a document comes with an error")
			}
			return
		}
		if len(old) > 0 && !subsequence(words(old), words(out)) {
			t.Errorf("words were lost:\n%q\n%q", old, out)
		}
		again, err := report.Merge(out, fresh)
		if err != nil || !bytes.Equal(out, again) {
			t.Errorf("a second run differs: %v\n%q\n%q", err, out, again)
		}
	})
}

// words are the lines outside of blocks.
func words(doc []byte) []string {
	var out []string
	inside := false
	for line := range bytes.Lines(doc) {
		text := strings.TrimPrefix(string(line), "\ufeff")
		switch {
		case strings.HasPrefix(text, "<!-- gostride:begin "):
			inside = true
		case strings.HasPrefix(text, "<!-- gostride:end "):
			inside = false
		case !inside:
			out = append(out, strings.TrimRight(text, "\r\n"))
		}
	}
	return out
}

func subsequence(a, b []string) bool {
	for _, s := range b {
		if len(a) > 0 && a[0] == s {
			a = a[1:]
		}
	}
	return len(a) == 0
}
