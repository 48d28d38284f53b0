package lower_test

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/gostride/gostride/analyzers/lower"
	"github.com/gostride/gostride/analyzers/lower/lowertest"
	"github.com/gostride/gostride/analyzers/summary"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// lowered loads an archive and summarises it, broken packages too.
func lowered(t *testing.T, archive string) []*summary.Package {
	t.Helper()
	ins, err := lowertest.Inputs(lowertest.Write(t, archive), "./...")
	if err != nil {
		t.Fatal(err)
	}
	var out []*summary.Package
	for _, in := range ins {
		out = append(out, lower.Lower(in))
	}
	return out
}

func dump(ps []*summary.Package) string {
	var b strings.Builder
	for _, p := range ps {
		b.WriteString(summary.Dump(p))
	}
	return b.String()
}

// TestGolden compares the text of each testdata/*.txtar with its golden file, and checks that the blob keeps all of it.
func TestGolden(t *testing.T) {
	archives, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(archives) == 0 {
		t.Fatal("no archives", err)
	}
	for _, path := range archives {
		name := strings.TrimSuffix(filepath.Base(path), ".txtar")
		t.Run(name, func(t *testing.T) {
			src, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			ps := lowered(t, string(src))
			got := dump(ps)
			golden := strings.TrimSuffix(path, ".txtar") + ".golden"
			if *update {
				if err := os.WriteFile(golden, []byte(got), 0o666); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if got != string(want) {
				t.Errorf("%s differs from %s; run with -update and read the difference", path, golden)
			}
			for _, p := range ps {
				roundTrip(t, p)
				if s := unsound(p); s != "" {
					t.Error(s)
				}
			}
		})
	}
}
