// Command accuracy scores the models of real programs against facts that were read by hand.
//
//	go run ./internal/accuracy [program...]
//
// GOSTRIDE_ACCURACY is the folder with truth/*.json and score.py (../shared/accuracy if unset), GOSTRIDE_REPOS the one
// with the programs' checkouts (../repos if unset), each named like its repository. What is missing is said and skipped.
// The models are left in GOSTRIDE_MODELS, if that is set. The scorer needs Python 3.
package main

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/gostride/gostride/dfd/render/jsonmodel"
	"github.com/gostride/gostride/internal/driver"
	"github.com/gostride/gostride/internal/pipeline"
)

// truth is what this command needs of a file of facts.
type truth struct {
	file   string
	App    string // owner/name
	Commit string
	Dir    string // module folder
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	err := run(ctx, os.Args[1:])
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "accuracy:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, only []string) error {
	facts := cmp.Or(os.Getenv("GOSTRIDE_ACCURACY"), filepath.Join("..", "shared", "accuracy"))
	repos := cmp.Or(os.Getenv("GOSTRIDE_REPOS"), filepath.Join("..", "repos"))
	files, err := filepath.Glob(filepath.Join(facts, "truth", "*.json"))
	if err != nil {
		return err
	}
	if len(files) == 0 {
		fmt.Printf("skipped: no truth/*.json in %s (set GOSTRIDE_ACCURACY)\n", facts)
		return nil
	}
	models := os.Getenv("GOSTRIDE_MODELS")
	if models == "" {
		if models, err = os.MkdirTemp("", "gostride-accuracy-"); err != nil {
			return err
		}
		defer os.RemoveAll(models)
	}
	var failed []string
	for _, file := range files {
		t, err := read(file)
		if err != nil {
			return err
		}
		name := path.Base(t.App)
		if len(only) > 0 && !slices.Contains(only, name) {
			continue
		}
		checkout := filepath.Join(repos, name)
		if _, err := os.Stat(checkout); err != nil {
			fmt.Printf("== %s: skipped, no checkout in %s (set GOSTRIDE_REPOS)\n", t.App, checkout)
			continue
		}
		fmt.Printf("== %s %.12s\n", t.App, t.Commit)
		if head := commit(ctx, checkout); head != t.Commit {
			fmt.Printf("   (the checkout is at %.12s)\n", head)
		}
		if err := score(ctx, facts, checkout, filepath.Join(models, name+".json"), t); err != nil {
			fmt.Printf("   %v\n", err)
			failed = append(failed, t.App)
		}
	}
	if len(failed) > 0 {
		return fmt.Errorf("not scored: %s", strings.Join(failed, ", "))
	}
	return nil
}

func read(file string) (*truth, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	t := &truth{file: file}
	if err := json.Unmarshal(data, t); err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	return t, nil
}

func commit(ctx context.Context, dir string) string {
	out, err := exec.CommandContext(ctx, "git", "-C", dir, "rev-parse", "HEAD").Output()
	if err != nil {
		return "unknown"
	}
	return strings.TrimSpace(string(out))
}

// score writes the model of a checkout and runs the scorer on it.
func score(ctx context.Context, facts, checkout, model string, t *truth) error {
	p, _, err := pipeline.Run(ctx, pipeline.Config{Config: driver.Config{Dir: filepath.Join(checkout, t.Dir)}})
	if err != nil {
		return err
	}
	f, err := os.Create(model)
	if err != nil {
		return err
	}
	if err := jsonmodel.Write(f, p.Model); err != nil {
		f.Close()
		return err
	}
	if err := f.Close(); err != nil {
		return err
	}
	cmd := exec.CommandContext(ctx, "python3", filepath.Join(facts, "score.py"), t.file, model)
	cmd.Stdout, cmd.Stderr = os.Stdout, os.Stderr
	return cmd.Run()
}
