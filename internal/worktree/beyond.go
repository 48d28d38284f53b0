package worktree

import (
	"context"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/mod/modfile"
)

// A module may be replaced by a folder beside the repository (replace example.com/x => ../x), and a go.work above the repository may
// name it. A checkout elsewhere must find them at the same relative paths: it lies as deep as the repository itself, and links lead to
// what is beyond.

// place is where a checkout of the repository lies below a folder, as deep as the repository.
func (r *Repo) place(below string) string { return mirrored(below, r.Top) }

func mirrored(below, path string) string {
	return filepath.Join(below, strings.TrimPrefix(path, filepath.VolumeName(path)))
}

// link makes what the tree's modules refer to beyond the repository be found from it. A folder that holds the repository cannot be
// linked; what cannot be read is left to the go command to complain about.
func (t *Tree) link(ctx context.Context) {
	files, _ := t.repo.git(ctx, "ls-tree", "-r", "--name-only", t.Commit)
	inside := false
	for _, name := range strings.Split(files, "\n") {
		switch filepath.Base(name) {
		case "go.work":
			inside = true
			t.linkAll(filepath.Join(t.Dir, name), filepath.Join(t.repo.Top, filepath.Dir(name)))
		case "go.mod":
			t.linkAll(filepath.Join(t.Dir, name), filepath.Join(t.repo.Top, filepath.Dir(name)))
		}
	}
	if inside || os.Getenv("GOWORK") != "" {
		return
	}
	for dir := filepath.Dir(t.repo.Top); dir != filepath.Dir(dir); dir = filepath.Dir(dir) {
		if work := filepath.Join(dir, "go.work"); t.linkOne(work) {
			t.linkAll(work, dir)
			return
		}
	}
}

// linkAll links the folders that a go.mod or go.work names which lies, in the repository, in dir.
func (t *Tree) linkAll(file, dir string) {
	for _, p := range folders(file) {
		if !filepath.IsAbs(p) {
			t.linkOne(filepath.Join(dir, filepath.FromSlash(p)))
		}
	}
}

// linkOne links a path beyond the repository. It says whether there is one.
func (t *Tree) linkOne(path string) bool {
	if _, err := os.Stat(path); err != nil {
		return false
	}
	if rel, err := filepath.Rel(t.repo.Top, path); err != nil || filepath.IsLocal(rel) {
		return err == nil
	}
	at := mirrored(t.temp, path)
	if _, err := os.Lstat(at); err == nil || os.MkdirAll(filepath.Dir(at), 0o755) != nil {
		return true
	}
	return os.Symlink(path, at) == nil
}

// folders lists the paths that a go.mod or go.work names on this machine.
func folders(file string) []string {
	data, err := os.ReadFile(file)
	if err != nil {
		return nil
	}
	var out []string
	var replaced []*modfile.Replace
	if filepath.Base(file) == "go.work" {
		w, err := modfile.ParseWork(file, data, nil)
		if err != nil {
			return nil
		}
		for _, u := range w.Use {
			out = append(out, u.Path)
		}
		replaced = w.Replace
	} else {
		m, err := modfile.Parse(file, data, nil)
		if err != nil {
			return nil
		}
		replaced = m.Replace
	}
	for _, r := range replaced {
		if r.New.Version == "" {
			out = append(out, r.New.Path)
		}
	}
	return out
}
