package driver

import (
	"context"
	"errors"
	"fmt"
	"go/types"
	"os"
	"slices"

	"golang.org/x/tools/go/gcexportdata"
)

// dependencies is the second step: types of the external packages that own ones import.
func (l *load) dependencies(ctx context.Context) error {
	how := l.config.deps()
	if how != DepsAuto && how != DepsExport && how != DepsSource {
		return fmt.Errorf("unknown way %q to read dependencies: use auto, export or source", how)
	}
	if how != DepsSource {
		exports, err := l.exports(ctx, how == DepsExport)
		if err != nil {
			return err
		}
		if exports != nil && l.readExports(exports) == nil {
			l.deps = DepsExport
			return nil
		}
	}
	l.deps = DepsSource
	return l.source(ctx)
}

// exports returns the export data files of l.direct by import path, or nil where one is missing and build is false.
// Without build the go command is told to print what it would do (-n): what the build cache holds is named, what it does
// not hold is not compiled.
func (l *load) exports(ctx context.Context, build bool) (map[string]string, error) {
	if len(l.direct) == 0 {
		return map[string]string{}, nil
	}
	args := []string{"-export", "-json=ImportPath,Export", "--"}
	if !build {
		args = slices.Insert(args, 0, "-n")
	}
	files := map[string]string{}
	err := l.tool.list(ctx, func(p *listed) { files[p.ImportPath] = p.Export }, append(args, l.direct...)...)
	if err != nil {
		if errors.Is(err, ctx.Err()) {
			return nil, err
		}
		return nil, nil // a dependency does not compile: from source then
	}
	for _, path := range l.direct {
		p := l.listed[path]
		if p != nil && p.Error == nil && !readable(files[path]) {
			return nil, nil
		}
	}
	return files, nil
}

func readable(file string) bool {
	if file == "" {
		return false
	}
	st, err := os.Stat(file)
	return err == nil && st.Size() > 0
}

// readExports reads export data in the order of l.direct.
func (l *load) readExports(files map[string]string) error {
	for _, path := range l.direct {
		if files[path] == "" {
			continue // listed with an error: its importers see that
		}
		if t := l.typed[path]; t != nil && t.Complete() {
			continue
		}
		if err := l.readExport(path, files[path]); err != nil {
			l.forget()
			return err
		}
	}
	for path, t := range l.typed {
		if !t.Complete() {
			delete(l.typed, path) // named by export data, not read: no importer may get it
		}
	}
	return nil
}

func (l *load) readExport(path, file string) error {
	f, err := os.Open(file)
	if err != nil {
		return err
	}
	defer f.Close()
	//lint:ignore SA1019 until Go 1.28 the go command names the compiler's files, which Read alone does not take
	r, err := gcexportdata.NewReader(f)
	if err != nil {
		return fmt.Errorf("export data of %s: %w", path, err)
	}
	_, err = gcexportdata.Read(r, l.fset, l.typed, path)
	return err
}

// forget drops what was read, before starting over from source.
func (l *load) forget() {
	clear(l.typed)
	l.typed["unsafe"] = types.Unsafe
}
