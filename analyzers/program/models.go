package program

import (
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
