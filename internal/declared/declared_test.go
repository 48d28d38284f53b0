package declared

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func sample() Statement {
	return Statement{Kind: "ratelimit", Value: "20 per 1m", Covers: []string{"POST /login"}, Proof: Proof{File: "deploy/nginx.conf"}, Reason: "limit_req"}
}

func root(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	os.MkdirAll(filepath.Join(dir, "deploy"), 0o755)
	if err := os.WriteFile(filepath.Join(dir, "deploy", "nginx.conf"), []byte("limit_req"), 0o644); err != nil {
		t.Fatal(err)
	}
	return dir
}

func TestWriteAndRead(t *testing.T) {
	dir := root(t)
	name, err := Write(dir, sample(), plainly)
	if err != nil {
		t.Fatal(err)
	}
	got, err := Read(dir)
	if err != nil || len(got) != 1 || got[0].Name != name || got[0].Kind != "ratelimit" || got[0].Changed != "" || got[0].Covers[0] != "POST /login" {
		t.Fatalf("read %+v, %v", got, err)
	}
	if again, err := Write(dir, sample(), plainly); err != nil || again != name {
		t.Errorf("stating it again: %s, %v", again, err)
	}
	os.WriteFile(filepath.Join(dir, "deploy", "nginx.conf"), []byte("#"), 0o644)
	if got, _ = Read(dir); !strings.Contains(got[0].Changed, "has changed") {
		t.Errorf("edited proof: %q", got[0].Changed)
	}
	os.Remove(filepath.Join(dir, "deploy", "nginx.conf"))
	if got, _ = Read(dir); !strings.Contains(got[0].Changed, "is gone") {
		t.Errorf("removed proof: %q", got[0].Changed)
	}
}

func TestRefused(t *testing.T) {
	dir := root(t)
	os.Symlink(t.TempDir(), filepath.Join(dir, "out"))
	for name, edit := range map[string]func(*Statement){
		"kind":    func(s *Statement) { s.Kind = "magic" },
		"covers":  func(s *Statement) { s.Covers = nil },
		"reason":  func(s *Statement) { s.Reason = " " },
		"outside": func(s *Statement) { s.Proof.File = "../secret" },
		"missing": func(s *Statement) { s.Proof.File = "deploy/none" },
		"folder":  func(s *Statement) { s.Proof.File = "deploy" },
		"a link":  func(s *Statement) { s.Proof.File = "out" },
	} {
		s := sample()
		edit(&s)
		if _, err := Write(dir, s, plainly); err == nil {
			t.Errorf("%s: accepted", name)
		}
	}
	if got, err := Read(dir); err != nil || len(got) != 0 {
		t.Errorf("something was written: %v, %v", got, err)
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte("kind: ratelimit\ncovers: [POST /login]\nproof: {file: a, sha256: " + strings.Repeat("0", 64) + "}\nreason: x\n"))
	f.Add([]byte("kind: ["))
	f.Add([]byte("&a [*a]"))
	f.Fuzz(func(t *testing.T, data []byte) {
		s, err := Parse(data)
		if err == nil && (len(s.Covers) == 0 || !filepath.IsLocal(s.Proof.File)) {
			t.Errorf("accepted %+v", s)
		}
	})
}

// plainly writes without the care that the command takes.
func plainly(name string, data []byte) error { return os.WriteFile(name, data, 0o644) }
