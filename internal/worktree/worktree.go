// Package worktree gives an earlier state of a git repository a folder of its own, for as long as it is looked at.
//
// In: a folder inside a repository, and a revision. Out: a checkout in a temporary folder, removed by Close. Git runs no
// hooks and no file system monitor of the repository, and the repository's own checkout and index are not touched.
package worktree

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// Repo is a git repository with a checkout.
type Repo struct {
	Top string // absolute folder of the checkout
}

// Tree is a checkout of one commit.
type Tree struct {
	Dir    string
	Commit string
	repo   *Repo
	temp   string
}

// Open finds the repository that dir lies in.
func Open(ctx context.Context, dir string) (*Repo, error) {
	abs, err := filepath.Abs(dir)
	if err != nil {
		return nil, err
	}
	r := &Repo{Top: abs}
	top, err := r.git(ctx, "rev-parse", "--show-toplevel")
	if err != nil {
		if errors.Is(err, exec.ErrNotFound) || ctx.Err() != nil {
			return nil, err
		}
		return nil, fmt.Errorf("%s is not in a git repository: there is nothing to compare with", abs)
	}
	r.Top = filepath.FromSlash(top)
	return r, nil
}

// Resolve returns the commit that a revision names.
func (r *Repo) Resolve(ctx context.Context, rev string) (string, error) {
	commit, err := r.git(ctx, "rev-parse", "--verify", "--quiet", "--end-of-options", rev+"^{commit}")
	if err != nil {
		if ctx.Err() != nil {
			return "", err
		}
		return "", fmt.Errorf("no commit %q in %s", rev, r.Top)
	}
	return commit, nil
}

// Base returns the commit that the checkout should be compared with by default: where it left the default branch (of
// origin, else main or master); on that branch itself HEAD, so that uncommitted changes are compared.
func (r *Repo) Base(ctx context.Context) (string, error) {
	head, err := r.Resolve(ctx, "HEAD")
	if err != nil {
		return "", errors.New("the repository has no commit yet: there is nothing to compare with")
	}
	branches := []string{"origin/main", "origin/master", "main", "master"}
	if def, err := r.git(ctx, "symbolic-ref", "--quiet", "--short", "refs/remotes/origin/HEAD"); err == nil {
		branches = append([]string{def}, branches...)
	}
	for _, b := range branches {
		if _, err := r.Resolve(ctx, b); err != nil {
			continue
		}
		if base, err := r.git(ctx, "merge-base", b, head); err == nil {
			return base, nil
		}
	}
	return head, ctx.Err()
}

// Add checks a commit out into a temporary folder, from where what its modules refer to beyond the repository is found as well.
func (r *Repo) Add(ctx context.Context, commit string) (*Tree, error) {
	temp, err := os.MkdirTemp("", "gostride-base-")
	if err != nil {
		return nil, err
	}
	if temp, err = filepath.EvalSymlinks(temp); err != nil {
		return nil, err
	}
	t := &Tree{Dir: r.place(temp), Commit: commit, repo: r, temp: temp}
	if _, err := r.git(ctx, "worktree", "add", "--detach", "--force", t.Dir, commit); err != nil {
		t.Close()
		return nil, fmt.Errorf("checking out %.12s: %w", commit, err)
	}
	t.link(ctx)
	return t, nil
}

// Close removes the checkout. It works after its context was cancelled, too.
func (t *Tree) Close() error {
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
	defer cancel()
	t.repo.git(ctx, "worktree", "remove", "--force", t.Dir) // an error leaves no more than prune takes away
	err := os.RemoveAll(t.temp)
	_, perr := t.repo.git(ctx, "worktree", "prune")
	return errors.Join(err, perr)
}

// git runs git and returns what it printed, trimmed.
func (r *Repo) git(ctx context.Context, args ...string) (string, error) {
	argv := append([]string{"-c", "core.fsmonitor=false", "-c", "core.hooksPath=" + os.DevNull, "-c", "advice.detachedHead=false"}, args...)
	cmd := exec.CommandContext(ctx, "git", argv...)
	cmd.Dir, cmd.Env = r.Top, environ()
	cmd.WaitDelay = 5 * time.Second
	var out, complaint bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &complaint
	if err := cmd.Run(); err != nil {
		switch {
		case ctx.Err() != nil:
			return "", ctx.Err()
		case errors.Is(err, exec.ErrNotFound):
			return "", fmt.Errorf("git is not in PATH: %w", err)
		}
		line, _, _ := strings.Cut(strings.TrimSpace(complaint.String()), "\n")
		return "", fmt.Errorf("git %s: %s", args[0], line)
	}
	return strings.TrimSpace(out.String()), nil
}

// environ is the environment without what a git hook sets: an index or work tree meant for another command. Large files
// kept outside of git are no source.
func environ() []string {
	var env []string
	for _, kv := range os.Environ() {
		switch name, _, _ := strings.Cut(kv, "="); name {
		case "GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE", "GIT_PREFIX":
		default:
			env = append(env, kv)
		}
	}
	return append(env, "GIT_LFS_SKIP_SMUDGE=1", "GIT_TERMINAL_PROMPT=0", "LC_ALL=C")
}
