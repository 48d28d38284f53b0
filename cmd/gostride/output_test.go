package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestWriteFile(t *testing.T) {
	dir := t.TempDir()
	name := filepath.Join(dir, "model.json")
	read := func() string {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		return string(data)
	}
	if err := writeFile(name, []byte("one")); err != nil || read() != "one" {
		t.Fatalf("a new file: %v", err)
	}
	link := filepath.Join(dir, "link.json")
	if err := os.Symlink("model.json", link); err == nil {
		if err := writeFile(link, []byte("two")); err != nil || read() != "two" {
			t.Errorf("through a link: %v, the file holds %q", err, read())
		}
		if st, err := os.Lstat(link); err != nil || st.Mode()&os.ModeSymlink == 0 {
			t.Error("the link was replaced")
		}
	}
	if err := os.Chmod(name, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := writeFile(name, []byte("three")); err != nil {
		t.Error(err)
	}
	if st, err := os.Stat(name); err != nil || st.Mode().Perm() != 0o600 {
		t.Errorf("the mode changed to %v", st.Mode())
	}
	if err := writeFile(dir, nil); err == nil || !strings.Contains(err.Error(), "it is a folder") {
		t.Errorf("a folder: %v", err)
	}
	if err := writeFile(os.DevNull, []byte("gone")); err != nil {
		t.Errorf("a device: %v", err)
	}
	if left, err := filepath.Glob(filepath.Join(dir, ".gostride-*")); err != nil || len(left) > 0 {
		t.Errorf("temporary files are left: %v", left)
	}
}

func TestFeatureFile(t *testing.T) {
	for feature, want := range map[string]string{
		"":                     "THREAT-MODEL.md",
		"POST /upload":         "THREAT-MODEL-post-upload.md",
		"../../etc/passwd":     "THREAT-MODEL-etc-passwd.md",
		"GET /a/{id}, PUT /**": "THREAT-MODEL-get-a-id-put.md",
		"**":                   "THREAT-MODEL-feature.md",
	} {
		if got := featureFile(feature); got != want {
			t.Errorf("%q: got %s, want %s", feature, got, want)
		}
	}
}

func TestPrintable(t *testing.T) {
	if got := printable("a\x1b[31mb\x07c\u009bd é"); got != "a?[31mb?c?d é" {
		t.Errorf("got %q", got)
	}
}
