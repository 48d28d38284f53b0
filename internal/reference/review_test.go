package reference

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/gostride/gostride/dfd"
	"github.com/gostride/gostride/dfd/dfdtest/golden"
	"github.com/gostride/gostride/dfd/diff"
)

// checkReview holds what review says of a change against testdata/review.
func checkReview(t *testing.T, name string, c change) {
	dir := t.TempDir()
	if err := overlay(testdata, "upload/hardened", "", dir); err != nil {
		t.Fatal(err)
	}
	root := filepath.Join(dir, "upload", "hardened")
	apply(t, root, c.base)
	base := unchanged()
	if c.base != nil {
		base = model(t, dir)
	}
	apply(t, root, c.edits)
	if c.rename[0] != "" {
		renamePackage(t, root, c.rename[0], c.rename[1])
	}
	if c.each != nil {
		rewrite(t, root, c.each)
	}
	var out bytes.Buffer
	if err := diff.WriteText(&out, diff.Compare(base, model(t, dir))); err != nil {
		t.Fatal(err)
	}
	golden.Check(t, filepath.Join("review", name+".txt"), out.Bytes())
}

// unchanged is the model that most changes start from.
var unchanged = sync.OnceValue(func() *dfd.Model {
	p, err := analyseIn(testdata, "./upload/hardened/...")
	if err != nil {
		panic(err)
	}
	return p.Model
})

func model(t *testing.T, dir string) *dfd.Model {
	t.Helper()
	p, err := analyseIn(dir, "./upload/...")
	if err != nil {
		t.Fatal(err)
	}
	return p.Model
}

func apply(t *testing.T, root string, edits []edit) {
	t.Helper()
	for _, e := range edits {
		name := filepath.Join(root, filepath.FromSlash(e.file))
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		text := string(data) + e.new
		if e.old != "" {
			if text = strings.Replace(string(data), e.old, e.new, 1); text == string(data) {
				t.Fatalf("%s does not hold %q", e.file, e.old)
			}
		}
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// rewrite does something to every source file.
func rewrite(t *testing.T, root string, f func(string) string) {
	t.Helper()
	err := filepath.WalkDir(root, func(name string, d os.DirEntry, err error) error {
		if err != nil || filepath.Ext(name) != ".go" {
			return err
		}
		data, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		return os.WriteFile(name, []byte(f(string(data))), 0o644)
	})
	if err != nil {
		t.Fatal(err)
	}
}

func renamePackage(t *testing.T, root, before, after string) {
	t.Helper()
	if err := os.Rename(filepath.Join(root, "internal", before), filepath.Join(root, "internal", after)); err != nil {
		t.Fatal(err)
	}
	names := strings.NewReplacer("internal/"+before+`"`, "internal/"+after+`"`, "\npackage "+before+"\n", "\npackage "+after+"\n", "\t"+before+".", "\t"+after+".",
		" "+before+".", " "+after+".", "("+before+".", "("+after+".")
	rewrite(t, root, names.Replace)
}

// spaceOut formats source as nobody would: other indentation, a blank line after each closing brace.
func spaceOut(source string) string {
	return strings.NewReplacer("\n\t", "\n\n  ", "\n}\n", "\n\n}\n\n\n").Replace(source)
}
