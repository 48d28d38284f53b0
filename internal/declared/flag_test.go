package declared

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestFlag(t *testing.T) {
	root := t.TempDir()
	write := func(name, text string) {
		t.Helper()
		name = filepath.Join(root, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	write("nginx.conf", "limit_req zone=login;\n")
	s := Statement{Kind: "ratelimit", Covers: []string{"POST /login"}, Reason: "in front of it", Proof: Proof{File: "nginx.conf"}}
	if _, err := Write(root, s, func(name string, data []byte) error {
		write(filepath.ToSlash(strings.TrimPrefix(name, root)), string(data))
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	digest, err := Digest(root)
	if err != nil {
		t.Fatal(err)
	}
	for _, folder := range []string{Folder, filepath.ToSlash(filepath.Join(root, Folder))} {
		list, err := Flag(folder+"@"+digest, root)
		if err != nil || len(list) != 1 || list[0].Changed != "" {
			t.Errorf("%s: %v, %v", folder, list, err)
		}
	}
	for _, bad := range []string{Folder, Folder + "@000000000000", "elsewhere@" + digest} {
		if _, err := Flag(bad, root); err == nil || !strings.Contains(err.Error(), "declare --vet-flag") {
			t.Errorf("Flag(%q): %v", bad, err)
		}
	}
	if got := Around(filepath.Join(root, "cmd", "api")); got != root {
		t.Errorf("Around gives %q", got)
	}
	write("nginx.conf", "# nothing\n")
	if _, err := Flag(Folder+"@"+digest, root); err == nil {
		t.Error("the flag still holds although the proof has changed")
	}
}
