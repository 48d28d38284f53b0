package program

import (
	"golang.org/x/tools/go/analysis"

	"github.com/gostride/gostride/internal/declared"
	"github.com/gostride/gostride/stride"
)

// declared returns the statements about controls outside the code that the flag names. As with models, a pass reads no folder that
// no flag names, and says which flag is missing where there are statements.
func (at *locator) declared(pass *analysis.Pass) ([]stride.Declared, error) {
	if userControls != "" {
		return declared.Flag(userControls, at.root)
	}
	if at.root != "" && declared.Around(at.root) != "" {
		pass.Report(analysis.Diagnostic{Pos: at.main, Category: "controls", Message: "the statements in " + declared.Folder +
			" are not used: pass the flag that gostride declare --vet-flag prints (controls)"})
	}
	return nil, nil
}
