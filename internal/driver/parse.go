package driver

import (
	"context"
	"go/ast"
	"go/parser"
	"go/scanner"
	"go/types"
	"os"
	"path/filepath"
	"sync"

	"github.com/gostride/gostride/analyzers/summary"
	"github.com/gostride/gostride/dfd"
)

// pkg is an own package on its way from files to summary.
type pkg struct {
	*listed
	parse    func() *syntax // parses on first use
	files    []sourceFile   // in the go command's order
	compiled bool           // files are those that cgo made
	external bool           // imports an own package: type-checked with them, not analysed
	skipped  []dfd.Skipped
	failed   bool // nothing came of it
	summary  *summary.Package
}

// sourceFile is a file to parse: the name that positions have, and where it is.
type sourceFile struct{ name, path string }

// syntax is a parsed package.
type syntax struct {
	files  []*ast.File
	errors []types.Error
}

func (l *load) newPkg(p *listed) *pkg {
	own := &pkg{listed: p}
	for _, names := range [][]string{p.GoFiles, p.CgoFiles} {
		for _, name := range names {
			path := filepath.Join(p.Dir, name)
			own.files = append(own.files, sourceFile{path, path})
		}
	}
	own.parse = sync.OnceValue(func() *syntax { return l.parseFiles(own.files) })
	return own
}

func (p *pkg) module() string {
	if p.Module == nil {
		return ""
	}
	return p.Module.Path
}

// parseFiles parses the files of one package in order, so that positions within a package compare the same every time.
func (l *load) parseFiles(files []sourceFile) *syntax {
	s := new(syntax)
	for _, file := range files {
		var f *ast.File
		data, err := os.ReadFile(file.path)
		if err == nil {
			f, err = parser.ParseFile(l.fset, file.name, data, parser.SkipObjectResolution|parser.AllErrors|parser.ParseComments)
		}
		s.errors = append(s.errors, l.syntaxErrors(f, err)...)
		if f != nil {
			s.files = append(s.files, f)
		}
	}
	return s
}

// syntaxErrors gives a parser's errors positions in the file set.
func (l *load) syntaxErrors(f *ast.File, err error) []types.Error {
	list, ok := err.(scanner.ErrorList)
	if !ok {
		if err == nil {
			return nil
		}
		return []types.Error{{Fset: l.fset, Msg: l.plain(err.Error())}}
	}
	var out []types.Error
	for _, e := range list {
		d := types.Error{Fset: l.fset, Msg: e.Msg}
		if f != nil {
			if tf := l.fset.File(f.FileStart); tf != nil && e.Pos.Offset <= tf.Size() {
				d.Pos = tf.Pos(e.Pos.Offset)
			}
		}
		out = append(out, d)
	}
	return out
}

// prefetch parses own packages in the background while the go command works. The returned function waits for it.
func (l *load) prefetch(ctx context.Context) (wait func()) {
	var todo []func() *syntax
	for _, p := range l.packages {
		if !p.external {
			todo = append(todo, p.parse)
		}
	}
	var wg sync.WaitGroup
	wg.Go(func() {
		for i, parse := range todo {
			if ctx.Err() != nil {
				return
			}
			parse()
			todo[i] = nil // whoever checks the package keeps its syntax as long as needed
		}
	})
	return wg.Wait
}
