package program

import (
	"cmp"
	"fmt"
	"go/ast"
	"go/build"
	"go/token"
	"path"
	"path/filepath"
	"reflect"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/gostride/gostride/analyzers/summarize"
	"github.com/gostride/gostride/analyzers/summary"
	"github.com/gostride/gostride/dfd"
	"github.com/gostride/gostride/dfd/render/escape"
	"github.com/gostride/gostride/stride/report"
)

// Analyzer reports the open threats of a program at its main package. Its result is a *dfd.Program, nil elsewhere.
var Analyzer = &analysis.Analyzer{
	Name:       "gostride",
	Doc:        "threats that the code shows\n\nOn a main package, links the whole program and reports every open threat of its STRIDE threat model at the place\nthat shows it. Run the gostride command for the model itself.",
	URL:        "https://pkg.go.dev/github.com/gostride/gostride/analyzers/program",
	Run:        run,
	Requires:   []*analysis.Analyzer{summarize.Analyzer},
	ResultType: reflect.TypeFor[*dfd.Program](),
}

// absent is whether threats count that are a matter of something not found: no rate limiter, no audit record. userModels
// is the folder of further models, userControls that of statements about controls outside the code, each with its digest.
var (
	absent       bool
	userModels   string
	userControls string
)

func init() {
	Analyzer.Flags.StringVar(&userModels, "models", "", "`FOLDER@DIGEST` with further models of libraries, relative to the module; gostride catalog check --vet-flag prints it")
	Analyzer.Flags.StringVar(&userControls, "controls", "", "`FOLDER@DIGEST` with statements about controls outside the code, relative to the module; gostride declare --vet-flag prints it")
	Analyzer.Flags.BoolVar(&absent, "absent", true, "also report what was searched for and not found in the code")
}

func run(pass *analysis.Pass) (any, error) {
	made := pass.ResultOf[summarize.Analyzer].(*summarize.Result)
	if made.Own == nil || !made.Own.Main && userModels == "" {
		return (*dfd.Program)(nil), nil
	}
	at := newLocator(pass, made.Own)
	at.unfit(pass)
	if !made.Own.Main {
		return (*dfd.Program)(nil), nil
	}
	packages, err := at.decode(made.Carrier)
	if err != nil {
		return nil, err
	}
	cat, err := at.catalogue(pass)
	if err != nil {
		return nil, err
	}
	stated, err := at.declared(pass)
	if err != nil {
		return nil, err
	}
	p, err := Build(Source{
		Catalog:  cat,
		Declared: stated,
		Packages: packages, Roots: []string{made.Own.Path}, Module: made.Own.Module,
		Build: dfd.Build{GOOS: build.Default.GOOS, GOARCH: build.Default.GOARCH, Tags: []string{}, CGO: build.Default.CgoEnabled},
	})
	if err != nil {
		return nil, err
	}
	for _, d := range report.Vet(p.Model, absent) {
		pass.Report(at.diagnostic(d))
	}
	return p, nil
}

// locator turns places of a linked program into positions. The pass has syntax of the main package only; files of other
// packages are added to its file set empty, with the right names and enough lines, so that positions in them print as
// they should.
type locator struct {
	fset   *token.FileSet
	module string // the main package's
	root   string // its folder, absolute where the driver gives absolute names
	main   token.Pos
	others []string // modules of other own packages
	files  map[string]*token.File
}

func newLocator(pass *analysis.Pass, own *summary.Package) *locator {
	at := &locator{fset: pass.Fset, module: own.Module, main: mainFunc(pass.Files), files: map[string]*token.File{}}
	for _, f := range pass.Files {
		name := filepath.ToSlash(pass.Fset.Position(f.Package).Filename)
		if slices.Contains(own.Files, path.Base(name)) {
			at.root = strings.TrimSuffix(strings.TrimSuffix(path.Dir(name), own.Dir), "/")
		}
	}
	return at
}

// decode reads the summaries and gives each package the folder that places in it start with.
func (at *locator) decode(c *summary.Carrier) ([]*summary.Package, error) {
	var out []*summary.Package
	for _, e := range c.Entries {
		p, err := summary.Decode(e.Blob)
		if err != nil {
			return nil, fmt.Errorf("reading the summary of %s: %w", e.Path, err)
		}
		p.Dir = at.folder(p)
		out = append(out, p)
	}
	return out, nil
}

// mainFunc returns the position of func main, else of the first file.
func mainFunc(files []*ast.File) token.Pos {
	for _, f := range files {
		for _, d := range f.Decls {
			if fn, ok := d.(*ast.FuncDecl); ok && fn.Recv == nil && fn.Name.Name == "main" {
				return fn.Pos()
			}
		}
	}
	return files[0].Package
}

// folder returns what places in a package start with: its folder in the main package's module; for other modules, whose
// place on disk a pass does not know, its import path.
func (at *locator) folder(p *summary.Package) string {
	if p.Module == at.module {
		return p.Dir
	}
	top := cmp.Or(p.Module, p.Path)
	if !slices.Contains(at.others, top) {
		at.others = append(at.others, top)
	}
	return p.Path
}

// diagnostic places a finding. One whose file is not known is reported at main, with its place in the message.
func (at *locator) diagnostic(d report.Diagnostic) analysis.Diagnostic {
	out := analysis.Diagnostic{Category: d.Rule, Message: Message(d)}
	if out.Pos = at.pos(d.File, d.Line); !out.Pos.IsValid() {
		out.Pos = at.main
		out.Message += fmt.Sprintf(" (at %s:%d)", escape.Line(d.File), d.Line)
	}
	return out
}

// Message is the text of a finding, the same in every driver.
func Message(d report.Diagnostic) string { return escape.Line(d.Message) + " (" + d.Rule + ")" }

// pos returns the position of a place, none where its file is not known.
func (at *locator) pos(file string, line int) token.Pos {
	if file == "" || line < 1 {
		return token.NoPos
	}
	for _, m := range at.others {
		if strings.HasPrefix(file, m+"/") {
			return token.NoPos
		}
	}
	name := filepath.FromSlash(path.Join(at.root, file))
	f := at.files[name]
	if f == nil || f.LineCount() < line {
		f = fakeFile(at.fset, name, line)
		at.files[name] = f
	}
	return f.LineStart(line)
}

// fakeFile adds a file of so many empty lines.
func fakeFile(fset *token.FileSet, name string, lines int) *token.File {
	f := fset.AddFile(name, -1, lines)
	starts := make([]int, lines)
	for i := range starts {
		starts[i] = i
	}
	f.SetLines(starts)
	return f
}
