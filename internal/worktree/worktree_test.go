package worktree_test

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/gostride/gostride/internal/worktree"
)

// repository makes a repository with one commit on main, and one more on a branch.
func repository(t *testing.T) string {
	t.Helper()
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("no git")
	}
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	git(t, dir, "init", "-q", "-b", "main")
	write(t, filepath.Join(dir, "a.go"), "package a\n")
	git(t, dir, "add", "-A")
	git(t, dir, "commit", "-q", "-m", "one")
	git(t, dir, "checkout", "-q", "-b", "feature")
	write(t, filepath.Join(dir, "a.go"), "package a // changed\n")
	git(t, dir, "commit", "-q", "-a", "-m", "two")
	return dir
}

func git(t *testing.T, dir string, args ...string) string {
	t.Helper()
	cmd := exec.Command("git", append([]string{"-c", "user.name=A", "-c", "user.email=a@example.com"}, args...)...)
	cmd.Dir = dir
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("git %v: %v\n%s", args, err, out)
	}
	return strings.TrimSpace(string(out))
}

func write(t *testing.T, name, text string) {
	t.Helper()
	if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}

func TestBaseIsWhereTheBranchBegan(t *testing.T) {
	dir, ctx := repository(t), context.Background()
	if err := os.Mkdir(filepath.Join(dir, "sub"), 0o777); err != nil {
		t.Fatal(err)
	}
	r, err := worktree.Open(ctx, filepath.Join(dir, "sub"))
	if err != nil {
		t.Fatal(err)
	}
	if r.Top != dir {
		t.Errorf("top is %s, want %s", r.Top, dir)
	}
	base, err := r.Base(ctx)
	if want := git(t, dir, "rev-parse", "main"); err != nil || base != want {
		t.Errorf("base %s, %v; want %s", base, err, want)
	}
	git(t, dir, "checkout", "-q", "main")
	base, err = r.Base(ctx)
	if want := git(t, dir, "rev-parse", "HEAD"); err != nil || base != want {
		t.Errorf("on main: base %s, %v; want %s", base, err, want)
	}
	// The remote's default branch comes first, whatever it is called.
	git(t, dir, "checkout", "-q", "feature")
	git(t, dir, "update-ref", "refs/remotes/origin/trunk", "feature")
	git(t, dir, "symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/trunk")
	base, err = r.Base(ctx)
	if want := git(t, dir, "rev-parse", "feature"); err != nil || base != want {
		t.Errorf("with a remote: base %s, %v; want %s", base, err, want)
	}
}

func TestTreeIsRemoved(t *testing.T) {
	dir := repository(t)
	ctx, cancel := context.WithCancel(context.Background())
	r, err := worktree.Open(ctx, dir)
	if err != nil {
		t.Fatal(err)
	}
	tree, err := r.Add(ctx, git(t, dir, "rev-parse", "main"))
	if err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(filepath.Join(tree.Dir, "a.go"))
	if err != nil || string(data) != "package a\n" {
		t.Errorf("the tree holds %q, %v", data, err)
	}
	cancel()
	if err := tree.Close(); err != nil {
		t.Error(err)
	}
	if _, err := os.Stat(filepath.Dir(tree.Dir)); err == nil {
		t.Errorf("%s is still there", filepath.Dir(tree.Dir))
	}
	if list := git(t, dir, "worktree", "list"); strings.Contains(list, "\n") {
		t.Errorf("git still knows a worktree:\n%s", list)
	}
}

func TestNoRepository(t *testing.T) {
	_, err := worktree.Open(context.Background(), t.TempDir())
	if err == nil || !strings.Contains(err.Error(), "is not in a git repository") {
		t.Errorf("got %v", err)
	}
}
