package catalog

import (
	_ "embed"
	"sync"
)

//go:generate go run ./generate

//go:embed models.gen
var compact string

// Builtin is the catalogue that comes with the tool, decoded on first use.
func Builtin() (*Catalog, error) { return builtin() }

var builtin = sync.OnceValues(func() (*Catalog, error) { return readCompact(compact) })
