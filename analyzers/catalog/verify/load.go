package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"go/ast"
	"go/build"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"

	"golang.org/x/tools/go/packages"

	"github.com/gostride/gostride/analyzers/catalog"
)

// candidates are the real import paths that the model package pkg stands for, given the versions to check against and the
// packages that are modelled under their exact path.
func candidates(pkg string, verified []string, named map[string]bool) []string {
	var out []string
	plain := catalog.WithoutMajor(pkg)
	for _, mv := range verified {
		mod, _, _ := strings.Cut(mv, "@")
		switch modPlain := catalog.WithoutMajor(mod); {
		case pkg == mod || strings.HasPrefix(pkg, mod+"/"):
			out = append(out, pkg)
		case plain == pkg && (pkg == modPlain || strings.HasPrefix(pkg, modPlain+"/")):
			out = append(out, mod+pkg[len(modPlain):])
		}
	}
	if len(out) == 0 && !strings.Contains(strings.Split(pkg, "/")[0], ".") {
		out = append(out, pkg) // standard library
	}
	out = slices.DeleteFunc(out, func(p string) bool { return p != pkg && named[p] })
	slices.Sort(out)
	return slices.Compact(out)
}

// load type-checks the packages, and what they import, from source in a temporary module that requires the versions given,
// and returns the versions that were used: a module that another one needs newer is newer.
func load(ctx context.Context, verified, paths []string) (pkgs map[string]*types.Package, used []string, err error) {
	dir, err := os.MkdirTemp("", "verify")
	if err != nil {
		return nil, nil, err
	}
	defer os.RemoveAll(dir)
	env := append(os.Environ(), "GOFLAGS=-mod=mod", "GOWORK=off", "CGO_ENABLED=0", "GOTOOLCHAIN=local")
	version := regexp.MustCompile(`1\.\d+`).FindString(runtime.Version())
	mod := "module verify\n\ngo " + version + "\n"
	for _, mv := range available(ctx, dir, env, verified) {
		mod += "\nrequire " + strings.Replace(mv, "@", " ", 1)
	}
	if err := os.WriteFile(filepath.Join(dir, "go.mod"), []byte(mod+"\n"), 0o644); err != nil {
		return nil, nil, err
	}
	cfg := &packages.Config{
		Context: ctx,
		Dir:     dir,
		Env:     env,
		Mode: packages.NeedName | packages.NeedTypes | packages.NeedSyntax | packages.NeedTypesInfo | packages.NeedImports |
			packages.NeedDeps | packages.NeedFiles | packages.NeedCompiledGoFiles | packages.NeedTypesSizes | packages.NeedModule,
		ParseFile: withoutBodies,
	}
	loaded, err := packages.Load(cfg, paths...)
	if err != nil {
		return nil, nil, err
	}
	pkgs = map[string]*types.Package{}
	for _, p := range loaded {
		if p.Types == nil || len(p.Syntax) == 0 {
			fmt.Fprintf(os.Stderr, "  %s: %v\n", p.PkgPath, p.Errors)
			continue
		}
		pkgs[p.PkgPath] = withCgo(p)
		if p.Module != nil && p.Module.Version != "" {
			used = append(used, p.Module.Path+"@"+p.Module.Version)
		}
	}
	slices.Sort(used)
	return pkgs, slices.Compact(used), nil
}

// withCgo is p's types, with its files that need cgo where it has some: they are ignored in the load, which compiles nothing.
// What they say of C stays unknown.
func withCgo(p *packages.Package) *types.Package {
	ctxt := build.Default
	ctxt.CgoEnabled = true
	files := slices.Clone(p.Syntax)
	for _, name := range p.IgnoredFiles {
		dir, base := filepath.Split(name)
		if ok, err := ctxt.MatchFile(dir, base); err != nil || !ok || !strings.HasSuffix(base, ".go") || strings.HasSuffix(base, "_test.go") {
			continue
		}
		src, err := os.ReadFile(name)
		if err != nil {
			continue
		}
		if f, err := withoutBodies(p.Fset, name, src); err == nil && f.Name.Name == p.Name {
			files = append(files, f)
		}
	}
	if len(files) == len(p.Syntax) {
		return p.Types
	}
	conf := types.Config{
		FakeImportC:      true,
		IgnoreFuncBodies: true,
		Error:            func(error) {},
		Importer: importerFunc(func(path string) (*types.Package, error) {
			if dep := p.Imports[path]; dep != nil && dep.Types != nil {
				return dep.Types, nil
			}
			return importer.Default().Import(path)
		}),
	}
	pkg, _ := conf.Check(p.PkgPath, p.Fset, files, nil)
	return pkg
}

type importerFunc func(path string) (*types.Package, error)

func (f importerFunc) Import(path string) (*types.Package, error) { return f(path) }

// available leaves out the versions that cannot be had; the rows that need them stay unverified.
func available(ctx context.Context, dir string, env, versions []string) []string {
	if len(versions) == 0 {
		return nil
	}
	cmd := exec.CommandContext(ctx, "go", append([]string{"mod", "download", "-json"}, versions...)...)
	cmd.Dir, cmd.Env = dir, env
	text, _ := cmd.Output() // fails where one of them cannot be had, and says of each whether it can
	var out []string
	for d := json.NewDecoder(bytes.NewReader(text)); ; {
		var m struct{ Path, Version, Error string }
		if err := d.Decode(&m); err != nil {
			return out
		}
		if m.Error != "" {
			first, _, _ := strings.Cut(m.Error, "\n")
			fmt.Fprintf(os.Stderr, "  %s@%s: %s\n", m.Path, m.Version, first)
			continue
		}
		out = append(out, m.Path+"@"+m.Version)
	}
}

func withoutBodies(fset *token.FileSet, name string, src []byte) (*ast.File, error) {
	f, err := parser.ParseFile(fset, name, src, parser.SkipObjectResolution)
	if f != nil {
		for _, d := range f.Decls {
			if fn, ok := d.(*ast.FuncDecl); ok {
				fn.Body = nil
			}
		}
	}
	return f, err
}

// pinLatest rewrites module@latest in the model files.
func pinLatest(ctx context.Context, dir string, only []string) error {
	names, err := filepath.Glob(filepath.Join(dir, "*.yaml"))
	if err != nil {
		return err
	}
	var failed []error
	latest := regexp.MustCompile(`[\w./~-]+@latest`)
	for _, name := range names {
		if len(only) > 0 && !slices.Contains(only, filepath.Base(name)) {
			continue
		}
		data, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		pinned := latest.ReplaceAllStringFunc(string(data), func(s string) string {
			v, err := latestVersion(ctx, strings.TrimSuffix(s, "@latest"))
			if err != nil {
				failed = append(failed, fmt.Errorf("%s: %w", filepath.Base(name), err))
				return s
			}
			return v
		})
		if pinned != string(data) {
			if err := os.WriteFile(name, []byte(pinned), 0o644); err != nil {
				return err
			}
		}
	}
	return errors.Join(failed...)
}

func latestVersion(ctx context.Context, mod string) (string, error) {
	cmd := exec.CommandContext(ctx, "go", "list", "-m", "-f", "{{.Path}}@{{.Version}}", mod+"@latest")
	cmd.Dir = os.TempDir()
	cmd.Env = append(os.Environ(), "GOFLAGS=-mod=mod", "GOWORK=off")
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		return "", fmt.Errorf("latest version of %s: %w: %s", mod, err, stderr.String())
	}
	return strings.TrimSpace(string(out)), nil
}
