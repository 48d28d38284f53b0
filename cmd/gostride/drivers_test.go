//go:build integration

package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
)

// samples are programs of the samples' module that every driver is run on.
var samples = []string{"./upload/...", "./programs/..."}

// TestDriversAgree runs every driver on the samples: the findings must be the same.
func TestDriversAgree(t *testing.T) {
	testdata, err := filepath.Abs("../../testdata")
	if err != nil {
		t.Fatal(err)
	}
	bin := t.TempDir()
	vettool := build(t, "../..", "./cmd/gostride", filepath.Join(bin, "gostride"))
	multi := build(t, filepath.Join(testdata, "drivers"), "./multichecker", filepath.Join(bin, "multichecker"))
	for _, pattern := range samples {
		t.Run(pattern, func(t *testing.T) {
			own := findings(t, testdata, vettool, "vet", pattern)
			if strings.Contains(pattern, "upload") && len(own) < 18 {
				t.Errorf("%d findings, want at least the nine of the reference feature and of its renamed copy:\n%s", len(own), strings.Join(own, "\n"))
			}
			for name, got := range map[string][]string{
				"go vet":       findings(t, testdata, "go", "vet", "-vettool="+vettool, pattern),
				"multichecker": findings(t, testdata, multi, pattern),
			} {
				if !slices.Equal(got, own) {
					t.Errorf("%s:\n%s\n\ngostride vet:\n%s", name, strings.Join(got, "\n"), strings.Join(own, "\n"))
				}
			}
		})
	}
}

func build(t *testing.T, dir, pkg, out string) string {
	t.Helper()
	cmd := exec.Command("go", "build", "-o", out, pkg)
	cmd.Dir = dir
	if msg, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("building %s: %v\n%s", pkg, err, msg)
	}
	return out
}

var diagnostic = regexp.MustCompile(`^(?:vet: )?(\S+\.go:\d+:\d+: .*)$`)

// findings runs a driver and returns its diagnostics, sorted, file names relative to dir. Findings are an exit status of
// their own, so the status does not count; what a driver says besides them fails the test.
func findings(t *testing.T, dir, name string, args ...string) []string {
	t.Helper()
	cmd := exec.Command(name, args...)
	cmd.Dir = dir
	out, _ := cmd.CombinedOutput()
	var list []string
	for line := range strings.Lines(string(out)) {
		line = strings.TrimSpace(line)
		m := diagnostic.FindStringSubmatch(line)
		switch {
		case m != nil:
			list = append(list, strings.TrimPrefix(strings.TrimPrefix(m[1], dir+string(filepath.Separator)), "./"))
		case line == "" || strings.HasPrefix(line, "#") || strings.HasPrefix(line, "exit status"):
		default:
			t.Errorf("%s says %q", filepath.Base(name), line)
		}
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// TestVersionIsCheap: the go command asks the vet tool for its version once per package, so the answer costs little more than
// starting a process: a fraction of what reading the catalogue costs the same binary.
func TestVersionIsCheap(t *testing.T) {
	tool := build(t, "../..", "./cmd/gostride", filepath.Join(t.TempDir(), "gostride"))
	version, stats := time.Hour, time.Hour
	for range 10 { // in turns, so that both see the same machine; the best of each counts
		version = min(version, cpu(t, tool, "-V=full"))
		stats = min(stats, cpu(t, tool, "catalog", "list", "--stats"))
	}
	t.Logf("-V=full takes %v CPU, the catalogue's statistics %v", version, stats)
	if 3*version > stats {
		t.Errorf("-V=full takes %v CPU, the catalogue's statistics %v: it does more than say the version", version, stats)
	}
}

// cpu runs a command and gives the processor time that it took.
func cpu(t *testing.T, name string, args ...string) time.Duration {
	t.Helper()
	cmd := exec.Command(name, args...)
	if err := cmd.Run(); err != nil {
		t.Fatal(err)
	}
	return cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
}

// TestSameBytes writes the models of the samples several times: whatever the order of packages, the way to read
// dependencies and the state of the build cache, the bytes are the same.
func TestSameBytes(t *testing.T) {
	const cold = "cold"
	want := map[string][]byte{}
	for _, args := range [][]string{
		{"--deps=export", "./upload/vulnerable/..."},
		{"--deps=export", "./upload/vulnerable/..."},
		{"--deps=source", "./upload/vulnerable/..."},
		{"--deps=auto", "./upload/vulnerable/internal/...", "./upload/vulnerable/cmd/..."},
		{"--deps=auto", "./upload/vulnerable/cmd/api", "./upload/vulnerable/internal/..."},
		{"--deps=auto", "./upload/vulnerable/...", cold},
	} {
		if args[len(args)-1] == cold { // last: it is not taken back
			t.Setenv("GOCACHE", t.TempDir())
			args = args[:len(args)-1]
		}
		for _, format := range []string{"json", "md"} {
			var stdout, stderr bytes.Buffer
			args := append([]string{"model", "-C", "../../testdata", "--format", format, "-o", "-"}, args...)
			if code := Run(context.Background(), args, nil, &stdout, &stderr); code != 0 {
				t.Fatalf("%v: exit status %d\n%s", args, code, &stderr)
			}
			if want[format] == nil {
				want[format] = bytes.Clone(stdout.Bytes())
			} else if !bytes.Equal(stdout.Bytes(), want[format]) {
				t.Errorf("%v: other bytes%s", args, firstDifference(want[format], stdout.Bytes()))
			}
		}
	}
}

func firstDifference(a, b []byte) string {
	as, bs := strings.Split(string(a), "\n"), strings.Split(string(b), "\n")
	for i := range min(len(as), len(bs)) {
		if as[i] != bs[i] {
			return fmt.Sprintf(": line %d:\n%s\n%s", i+1, as[i], bs[i])
		}
	}
	return ": one is longer"
}

// TestEvidence checks that every place in the models of the samples exists.
func TestEvidence(t *testing.T) {
	place := regexp.MustCompile(`"file": "([^"]+)",\s*"line": (\d+)`)
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	lines := map[string]int{}
	for _, pattern := range samples {
		var stdout, stderr bytes.Buffer
		if code := Run(context.Background(), []string{"model", "-C", "../../testdata", "--format", "json", pattern}, nil, &stdout, &stderr); code != 0 {
			t.Fatalf("exit status %d\n%s", code, &stderr)
		}
		found := place.FindAllStringSubmatch(stdout.String(), -1)
		if len(found) == 0 {
			t.Errorf("%s: no places", pattern)
		}
		for _, m := range found {
			name := filepath.Join(root, filepath.FromSlash(m[1]))
			if _, err := os.Stat(name); err != nil {
				name = filepath.Join(root, "testdata", filepath.FromSlash(m[1])) // without git the module is the root
			}
			if lines[name] == 0 {
				data, err := os.ReadFile(name)
				if err != nil {
					t.Errorf("%s:%s: %v", m[1], m[2], err)
				}
				lines[name] = bytes.Count(data, []byte("\n")) + 1
			}
			var n int
			fmt.Sscan(m[2], &n)
			if n < 1 || n > lines[name] {
				t.Errorf("%s:%d is not in the file, which has %d lines", m[1], n, lines[name])
			}
		}
	}
}
