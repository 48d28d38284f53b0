package driver

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
)

// cgo replaces the files of own packages that use cgo by what cgo makes of them, so that what they call in C has types.
// Where cgo cannot run, or the source is not trusted, the files stay as they are: import "C" then has no members, and the
// functions that mention it are lost.
func (l *load) cgo(ctx context.Context) error {
	if l.config.Untrusted || l.env.CGO_ENABLED != "1" {
		return nil
	}
	args := []string{"-compiled", "-json=ImportPath,CompiledGoFiles,Error", "--"}
	n := len(args)
	for _, p := range l.packages {
		if !p.external && len(p.CgoFiles) > 0 {
			args = append(args, p.ImportPath)
		}
	}
	if len(args) == n {
		return nil
	}
	err := l.tool.list(ctx, func(made *listed) {
		p := l.byPath[made.ImportPath]
		if p == nil || made.Error != nil || len(made.CompiledGoFiles) == 0 {
			return
		}
		files := make([]sourceFile, 0, len(made.CompiledGoFiles))
		for _, path := range made.CompiledGoFiles {
			if !filepath.IsAbs(path) {
				path = filepath.Join(p.Dir, path)
			}
			f, err := compiledFile(p.Dir, path)
			if err != nil {
				return
			}
			files = append(files, f)
		}
		p.files, p.compiled = files, true
	}, args...)
	if err != nil && ctx.Err() != nil {
		return ctx.Err()
	}
	return nil // cgo does not work here: the functions that need it are listed as lost
}

// compiledFile gives a file that cgo made the name that it has while it is made; in the build cache it has none.
func compiledFile(dir, path string) (sourceFile, error) {
	if filepath.Dir(path) == dir {
		return sourceFile{path, path}, nil
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return sourceFile{}, err
	}
	name := "_cgo_import.go"
	if bytes.Contains(data, []byte("\nimport _cgopackage ")) {
		name = "_cgo_gotypes.go"
	} else if _, rest, ok := bytes.Cut(data, []byte("\n//line ")); ok {
		line, _, _ := bytes.Cut(rest, []byte("\n"))
		of, _, _ := strings.Cut(filepath.Base(string(line)), ":")
		name = strings.TrimSuffix(of, ".go") + ".cgo1.go"
	}
	return sourceFile{filepath.Join(dir, name), path}, nil
}

// implied are the packages that what cgo makes imports.
var implied = []string{"runtime/cgo", "syscall"}
