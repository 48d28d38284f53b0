// Package reference holds the tool against the sample programs in testdata: the upload service with its nine threats, its
// single-control variants, and the programs whose entry points, stores and flows are written down beside them.
//
// In: testdata/upload, testdata/programs and their expect.yaml and variant.yaml. Out: test failures only; nothing imports it.
package reference

import (
	"os"
	"path/filepath"
	"strings"

	"github.com/gostride/gostride/dfd"
)

// rules are the rules that speak of each of the nine threats.
var rules = map[int][]string{
	1: {"jwt-key", "jwt-unchecked", "jwt-unverified"},
	2: {"bucket-acl"}, 3: {"user-filename", "upload-overwrite"}, 4: {"missing-audit"}, 5: {"presigned-link"},
	6: {"error-leak"}, 7: {"storage-exhaustion"}, 8: {"missing-rate-limit"}, 9: {"inline-upload"},
}

// numberOf gives the threat that a row is about, 0 for another.
func numberOf(rule string) int {
	for n, rs := range rules {
		for _, r := range rs {
			if r == rule {
				return n
			}
		}
	}
	return 0
}

// overlay copies a program (upload/hardened) with its module to dir and lays the files of a variant of the upload service
// over it, where one is named.
func overlay(testdata, program, variant, dir string) error {
	for _, f := range []string{"go.mod", "go.sum"} {
		if err := copyFile(filepath.Join(testdata, f), filepath.Join(dir, f)); err != nil {
			return err
		}
	}
	if err := copyTree(filepath.Join(testdata, program), filepath.Join(dir, program), ""); err != nil {
		return err
	}
	if variant == "" {
		return nil
	}
	return copyTree(filepath.Join(testdata, "upload", "variants", variant), filepath.Join(dir, program), ".overlay")
}

// copyTree copies the files below from whose name ends in suffix, without it.
func copyTree(from, to, suffix string) error {
	return filepath.WalkDir(from, func(name string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(name, suffix) {
			return err
		}
		rel, err := filepath.Rel(from, strings.TrimSuffix(name, suffix))
		if err != nil {
			return err
		}
		return copyFile(name, filepath.Join(to, rel))
	})
}

func copyFile(from, to string) error {
	data, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
		return err
	}
	return os.WriteFile(to, data, 0o644)
}

// worst gives the row that decides a threat's status: open before to confirm before mitigated. Hardening rows beside a
// threat (LOW) do not count.
func worst(m *dfd.Model, number int) *dfd.Threat {
	rank := map[string]int{"open": 3, "to-confirm": 2, "mitigated": 1}
	var out *dfd.Threat
	for _, t := range m.Threats {
		if numberOf(t.Rule) != number || t.Priority == "LOW" && number != 6 {
			continue
		}
		if out == nil || rank[t.Status] > rank[out.Status] {
			out = t
		}
	}
	return out
}
