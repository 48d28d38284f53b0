// Command multichecker runs gostride's analyzers as x/tools' multichecker does.
package main

import (
	"golang.org/x/tools/go/analysis/multichecker"

	"github.com/gostride/gostride/analyzers/suite"
)

func main() { multichecker.Main(suite.Analyzers()...) }
