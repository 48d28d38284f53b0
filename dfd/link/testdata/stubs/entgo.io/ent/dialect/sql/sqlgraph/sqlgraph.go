// Package sqlgraph has what generated code of ent takes from it, as declarations alone.
package sqlgraph

import (
	"context"

	"entgo.io/ent/dialect"
	"entgo.io/ent/dialect/sql"
)

type QuerySpec struct {
	Limit      int
	Predicate  func(*sql.Selector)
	ScanValues func(columns []string) ([]any, error)
	Assign     func(columns []string, values []any) error
}

func NewQuerySpec(table string, columns []string) *QuerySpec { return nil }

func QueryNodes(ctx context.Context, drv dialect.Driver, spec *QuerySpec) error { return nil }

type Step struct{}

func NewStep(table, column string) *Step { return nil }

func HasNeighborsWith(s *sql.Selector, step *Step, pred func(*sql.Selector)) {}
