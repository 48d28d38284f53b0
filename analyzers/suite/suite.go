// Package suite lists the analyzers that every driver runs: the command as a vet tool, and multichecker or golangci-lint
// binaries that embed gostride. What they require comes along by itself.
package suite

import (
	"golang.org/x/tools/go/analysis"

	"github.com/gostride/gostride/analyzers/program"
)

// Analyzers returns the analyzers to run.
func Analyzers() []*analysis.Analyzer {
	return []*analysis.Analyzer{program.Analyzer}
}
