package program

import (
	"go/ast"
	"go/token"
	"go/types"
	"strconv"

	"golang.org/x/tools/go/analysis"

	"github.com/gostride/gostride/analyzers/catalog"
	"github.com/gostride/gostride/internal/models"
)

// catalogue returns the built-in models with those that the flag names. A pass reads no folder that no flag names: what
// caches findings would not notice when it changes. So a module that has models is told which flag is missing.
func (at *locator) catalogue(pass *analysis.Pass) (*catalog.Catalog, error) {
	if userModels != "" {
		return models.Flag(userModels, at.root)
	}
	if at.root == "" || len(models.Of(at.root, nil)) == 0 {
		return nil, nil
	}
	pass.Report(analysis.Diagnostic{Pos: at.main, Category: "models", Message: "the models in " + models.Folder +
		" are not used: pass the flag that gostride catalog check --vet-flag prints (models)"})
	return nil, nil
}

// unfit reports rows of the models that the flag names which a package imported here does not have, or has otherwise: of what is imported
// directly, the declarations are at hand. A folder that is not found from here is the main package's to tell of.
func (at *locator) unfit(pass *analysis.Pass) {
	if userModels == "" {
		return
	}
	user, err := models.Named(userModels, at.root)
	if err != nil {
		return
	}
	packages := map[string]*types.Package{}
	for _, p := range pass.Pkg.Imports() {
		if p.Complete() {
			packages[p.Path()] = p
		}
	}
	for _, f := range models.Against(user, packages).Faults {
		pass.Report(analysis.Diagnostic{Pos: imported(pass.Files, f.Package), Category: "models", Message: f.Err.Error()})
	}
}

// imported is where files import a package, or one of its majors.
func imported(files []*ast.File, path string) token.Pos {
	for _, f := range files {
		for _, s := range f.Imports {
			if p, err := strconv.Unquote(s.Path.Value); err == nil && (p == path || catalog.WithoutMajor(p) == path) {
				return s.Pos()
			}
		}
	}
	return files[0].Package
}
