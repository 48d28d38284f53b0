// Command verify resolves every row of the catalogue against the real libraries: that the symbol exists on that receiver,
// that argument numbers are in range and of a type that fits their part, that fields exist.
//
// In: models/*.yaml with the versions under verified:. Out: verified.lock, one block a file; rows that do not resolve are in
// it and on standard error (exit 1). Each file gets a temporary module with its own versions; types are read from source
// without function bodies, nothing is compiled or run. Files whose rows and versions have not changed since the lock was
// written are skipped unless -all is given.
//
//	go run ./analyzers/catalog/verify [-all] [-pin] [file.yaml …]
//
// -pin replaces module@latest under verified: by the version that is latest now.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"slices"

	"github.com/gostride/gostride/analyzers/catalog"
)

func main() {
	all := flag.Bool("all", false, "verify files that have not changed, too")
	pin := flag.Bool("pin", false, "replace @latest under verified: by the latest version")
	dir := flag.String("C", "analyzers/catalog", "the catalogue's folder")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, *dir, *all, *pin, flag.Args()); err != nil {
		fmt.Fprintln(os.Stderr, err)
		stop()
		os.Exit(1)
	}
}

func run(ctx context.Context, dir string, all, pin bool, only []string) error {
	if pin {
		if err := pinLatest(ctx, filepath.Join(dir, "models"), only); err != nil {
			fmt.Fprintln(os.Stderr, err)
		}
	}
	cat, err := catalog.Load(os.DirFS(filepath.Join(dir, "models")))
	if err != nil {
		return err
	}
	lockName := filepath.Join(dir, "verified.lock")
	old, err := readLock(lockName)
	if err != nil {
		return err
	}
	var blocks []block
	bad := 0
	for _, f := range cat.Files() {
		key := f.VerifyKey()
		prev, known := old[f.Name]
		wanted := len(only) == 0 && (all || !known || prev.key != key) || slices.Contains(only, f.Name)
		b := prev
		if wanted {
			if b, err = verifyFile(ctx, f); err != nil {
				fmt.Fprintf(os.Stderr, "%s: %v\n", f.Name, err)
				bad++
				if known {
					blocks = append(blocks, prev)
				}
				continue
			}
			b.key = key
			fmt.Fprintf(os.Stderr, "%-28s %5d rows %5d wrong %5d unseen\n", f.Name, b.rows, len(b.bad), len(b.gone))
		}
		if wanted || known {
			blocks = append(blocks, b)
		}
		for _, line := range b.bad {
			bad++
			fmt.Fprintf(os.Stderr, "%s: %s\n", f.Name, line)
		}
	}
	if err := writeLock(lockName, blocks); err != nil {
		return err
	}
	if bad > 0 {
		return errors.New("some rows do not hold; they are listed in " + lockName)
	}
	return nil
}
