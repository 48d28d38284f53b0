package driver_test

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/gostride/gostride/analyzers/summary"
	"github.com/gostride/gostride/internal/driver"
)

// module unpacks an archive of testdata into a temporary folder.
func module(t *testing.T, name string) string {
	t.Helper()
	ar, err := txtar.ParseFile(filepath.Join("testdata", name+".txtar"))
	if err != nil {
		t.Fatal(err)
	}
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range ar.Files {
		path := filepath.Join(dir, filepath.FromSlash(f.Name))
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, f.Data, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func load(t *testing.T, c driver.Config) *driver.Result {
	t.Helper()
	c.Offline = true
	res, err := driver.Load(context.Background(), c)
	if err != nil {
		t.Fatal(err)
	}
	return res
}

// packages are the paths of what was read, each with its folder.
func packages(res *driver.Result) []string {
	var out []string
	for _, p := range res.Packages {
		out = append(out, p.Path+" in "+p.Dir)
	}
	return out
}

func same(t *testing.T, what string, got, want []string) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("%s:\n got %q\nwant %q", what, got, want)
	}
}

func TestPackagesInDependencyOrder(t *testing.T) {
	dir := module(t, "app")
	res := load(t, driver.Config{Dir: dir})
	same(t, "packages", packages(res), []string{
		"example.com/app/internal/store in internal/store", "example.com/app/internal/web in internal/web",
		"example.com/app/cmd/api in cmd/api", "example.com/app/cmd/job in cmd/job",
	})
	same(t, "roots", res.Roots, []string{"example.com/app/cmd/api", "example.com/app/cmd/job"})
	if res.Root != dir || len(res.Modules) != 1 || res.Modules[0] != (driver.Module{Path: "example.com/app", Dir: dir}) {
		t.Errorf("root %s, modules %v, want %s", res.Root, res.Modules, dir)
	}
	if len(res.Skipped) > 0 {
		t.Errorf("skipped %v", res.Skipped)
	}
}

func TestOnlyWhatThePatternsNeed(t *testing.T) {
	dir := module(t, "app")
	for _, pattern := range []string{"./cmd/job", "example.com/app/cmd/job", filepath.Join(dir, "cmd", "job"), "cmd/job"} {
		res := load(t, driver.Config{Dir: dir, Patterns: []string{pattern}})
		same(t, pattern, packages(res), []string{
			"example.com/app/internal/store in internal/store", "example.com/app/cmd/job in cmd/job",
		})
		same(t, pattern+" roots", res.Roots, []string{"example.com/app/cmd/job"})
	}
	res := load(t, driver.Config{Dir: dir, Patterns: []string{"cmd"}}) // a folder of folders
	same(t, "cmd", res.Roots, []string{"example.com/app/cmd/api", "example.com/app/cmd/job"})
}

func TestRootIsTheGitTop(t *testing.T) {
	dir := module(t, "app")
	top := filepath.Dir(dir)
	if err := os.Mkdir(filepath.Join(top, ".git"), 0o777); err != nil {
		t.Fatal(err)
	}
	res := load(t, driver.Config{Dir: dir, Patterns: []string{"./cmd/job"}})
	base := filepath.Base(dir)
	same(t, "packages", packages(res), []string{
		"example.com/app/internal/store in " + base + "/internal/store", "example.com/app/cmd/job in " + base + "/cmd/job",
	})
	if s := res.Packages[0].Summary; s.Dir != base+"/internal/store" {
		t.Errorf("the summary's folder is %q", s.Dir)
	}
}

var rewrite = flag.Bool("update", false, "rewrite golden files")

func golden(t *testing.T, name, got string) {
	t.Helper()
	if *rewrite {
		if err := os.WriteFile(name, []byte(got), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s: got\n%s\nwant\n%s", name, got, want)
	}
}

// A package that does not compile costs only the functions its errors lie in.
func TestBrokenPackages(t *testing.T) {
	res := load(t, driver.Config{Dir: module(t, "broken")})
	var got []string
	for _, s := range res.Skipped {
		got = append(got, s.What+": "+s.Reason)
	}
	golden(t, filepath.Join("testdata", "broken.golden"), strings.Join(got, "\n")+"\n")
	for path, fn := range map[string]string{
		"example.com/broken/types":  "example.com/broken/types.Good",
		"example.com/broken/syntax": "example.com/broken/syntax.Good",
		"example.com/broken/cycle1": "example.com/broken/cycle1.Good",
		"example.com/broken":        "example.com/broken.main",
	} {
		i := slices.IndexFunc(res.Packages, func(p *driver.Package) bool { return p.Path == path })
		if i < 0 {
			t.Errorf("%s is missing", path)
			continue
		}
		if !slices.ContainsFunc(res.Packages[i].Summary.Funcs, func(f summary.Func) bool { return f.Sym == fn && len(f.Blocks) > 0 }) {
			t.Errorf("%s was lost", fn)
		}
	}
}

func TestErrors(t *testing.T) {
	app, empty := module(t, "app"), t.TempDir()
	newer := module(t, "newer")
	for _, c := range []struct {
		dir, pattern, want string
	}{
		{app, "./nosuch/...", "nosuch: no such folder"},
		{app, "./nosuch", "nosuch: no such folder"},
		{filepath.Join(app, "nosuch"), "./...", "nosuch: no such folder"},
		{app, "./cmd/api/main.go", "main.go is a file: name a folder or a package pattern"},
		{app, "fmt", "nothing to analyse: fmt matches no package of this module"},
		{app, "example.com/other", "example.com/other"},
		{app, "./docs", "nothing to analyse: ./docs matches no package"},
		{empty, "./...", "no go.mod in " + empty + " or any folder above it"},
		{newer, "./...", "go.mod requires go >= 1.99"},
	} {
		_, err := driver.Load(context.Background(), driver.Config{Dir: c.dir, Patterns: []string{c.pattern}, Offline: true})
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: got error %v, want %q", c.pattern, err, c.want)
		} else if strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: the error has several lines: %q", c.pattern, err)
		}
	}
}

func TestVendor(t *testing.T) {
	for _, deps := range []string{driver.DepsSource, driver.DepsExport} {
		res := load(t, driver.Config{Dir: module(t, "vendored"), Deps: deps})
		same(t, deps, packages(res), []string{"example.com/vendored/core in core", "example.com/vendored in "})
		if len(res.Skipped) > 0 {
			t.Errorf("%s: skipped %v", deps, res.Skipped)
		}
		same(t, deps+" libraries", libraries(res), []string{"example.com/between", "example.com/lib reaches net"})
	}
	res := load(t, driver.Config{Dir: module(t, "vendored"), Include: []string{"example.com/lib"}})
	same(t, "included", packages(res), []string{
		"example.com/vendored/core in core", "example.com/lib in vendor/example.com/lib", "example.com/vendored in ",
	})
}

func libraries(res *driver.Result) []string {
	var out []string
	for _, l := range res.Libraries {
		s := l.Path
		if len(l.Reaches) > 0 {
			s += " reaches " + strings.Join(l.Reaches, ", ")
		}
		out = append(out, s)
	}
	return out
}

func TestWorkspace(t *testing.T) {
	dir := module(t, "workspace")
	all := []string{"example.com/lib in lib", "example.com/alone in alone", "example.com/svc in svc"}
	slices.Sort(all)
	res := load(t, driver.Config{Dir: dir, Patterns: []string{"./svc/...", "./alone"}})
	got := packages(res)
	slices.Sort(got)
	same(t, "two modules", got, all)
	same(t, "roots", res.Roots, []string{"example.com/alone", "example.com/svc"})

	got = packages(load(t, driver.Config{Dir: dir})) // no go.mod here: every module below
	slices.Sort(got)
	same(t, "folder of modules", got, all)
}

// Of several modules, one that cannot be read costs only itself.
func TestOneBadModule(t *testing.T) {
	dir := module(t, "workspace")
	if err := os.WriteFile(filepath.Join(dir, "alone", "go.mod"), []byte("module example.com/alone\n\ngo 1.99\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	res := load(t, driver.Config{Dir: dir})
	same(t, "packages", packages(res), []string{"example.com/lib in lib", "example.com/svc in svc"})
	if len(res.Skipped) != 1 || res.Skipped[0].What != "module in alone" || !strings.Contains(res.Skipped[0].Reason, "go >= 1.99") {
		t.Errorf("skipped %v", res.Skipped)
	}
}

func TestReplacedModuleIsOwn(t *testing.T) {
	dir := module(t, "replaced")
	res := load(t, driver.Config{Dir: filepath.Join(dir, "app")})
	same(t, "packages", packages(res), []string{"example.com/lib in ../lib", "example.com/app in "})
}

func TestBuildConfiguration(t *testing.T) {
	dir := module(t, "tagged")
	env := append(os.Environ(), "GOOS=linux", "GOARCH=arm64", "CGO_ENABLED=0")
	res := load(t, driver.Config{Dir: dir, Env: env})
	var got []string
	for _, x := range res.Excluded {
		got = append(got, fmt.Sprintf("%s imports %v uses %v", x.File, x.Imports, x.Uses))
	}
	same(t, "excluded", got, []string{
		"extra.go imports [fmt net/http] uses [fmt.Println net/http.Get]", "main_windows.go imports [os] uses [os.Exit]",
	})
	if b := res.Build; b.GOOS != "linux" || b.GOARCH != "arm64" || b.CGO || len(b.Tags) != 0 {
		t.Errorf("build %+v", b)
	}
	res = load(t, driver.Config{Dir: dir, Env: env, Tags: []string{"extra"}})
	if n := len(res.Packages[0].Summary.Files); n != 2 {
		t.Errorf("%d files with the tag, want 2", n)
	}
	same(t, "tags", res.Build.Tags, []string{"extra"})
}

// What is read does not depend on how dependencies were, nor on the order of patterns.
func TestSameSummaries(t *testing.T) {
	dir := module(t, "app")
	want := dump(load(t, driver.Config{Dir: dir, Deps: driver.DepsExport}))
	for name, c := range map[string]driver.Config{
		"source":    {Deps: driver.DepsSource},
		"auto":      {Deps: driver.DepsAuto},
		"untrusted": {Untrusted: true, Env: append(os.Environ(), "CGO_ENABLED=0")},
		"reordered": {Patterns: []string{"./internal/web", "./cmd/job", "./internal/store", "./cmd/api"}},
	} {
		c.Dir = dir
		if got := dump(load(t, c)); got != want {
			t.Errorf("%s: summaries differ", name)
		}
	}
}

func dump(res *driver.Result) string {
	var b strings.Builder
	for _, p := range res.Packages {
		b.WriteString(summary.Dump(p.Summary))
	}
	return b.String()
}

func TestCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	steps := 0
	_, err := driver.Load(ctx, driver.Config{Dir: module(t, "app"), Progress: func(driver.Step) {
		if steps++; steps == 2 {
			cancel()
		}
	}})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want that it was cancelled", err)
	}
}

// Functions that call C keep what they do besides, where cgo works; otherwise they are lost, and only they.
func TestCgo(t *testing.T) {
	dir := module(t, "cgo")
	has := func(res *driver.Result, fn string) bool {
		return slices.ContainsFunc(res.Packages[0].Summary.Funcs, func(f summary.Func) bool { return f.Sym == fn && len(f.Blocks) > 0 })
	}
	res := load(t, driver.Config{Dir: dir, Untrusted: true, Env: append(os.Environ(), "CGO_ENABLED=1")})
	same(t, "without cgo, excluded", []string{res.Excluded[0].File}, []string{"c.go"})

	if _, err := exec.LookPath("gcc"); err != nil {
		t.Skip("no C compiler")
	}
	res = load(t, driver.Config{Dir: dir, Env: append(os.Environ(), "CGO_ENABLED=1")})
	for _, fn := range []string{"example.com/cgo.UseC", "example.com/cgo.Plain", "example.com/cgo.main"} {
		if !has(res, fn) {
			t.Errorf("%s is missing; skipped: %v", fn, res.Skipped)
		}
	}
	for _, f := range res.Packages[0].Summary.Files {
		if !strings.HasSuffix(f, ".go") {
			t.Errorf("a file is called %s: places in it lead nowhere", f)
		}
	}

	res = load(t, driver.Config{Dir: dir, Env: append(os.Environ(), "CGO_ENABLED=1", "CC=/nonexistent/cc")})
	if has(res, "example.com/cgo.UseC") || !has(res, "example.com/cgo.Plain") || len(res.Skipped) != 1 {
		t.Errorf("without a C compiler: skipped %v, want UseC alone", res.Skipped)
	}
}

func TestProfile(t *testing.T) {
	for _, deps := range []string{"export", "source"} {
		res := load(t, driver.Config{Dir: module(t, "profiled"), Deps: deps})
		same(t, "packages", packages(res), []string{"example.com/app in ", "example.com/app/cmd/other in cmd/other"})
		if len(res.Skipped) > 0 {
			t.Errorf("with dependencies by %s: not read: %v", deps, res.Skipped)
		}
	}
}
