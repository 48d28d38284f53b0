// Package sql has what generated code of ent takes from it, as declarations alone.
package sql

import (
	"context"

	"entgo.io/ent/dialect"
)

type Selector struct{}

type Predicate struct{}

type Driver struct{}

func (d *Driver) Exec(ctx context.Context, query string, args, v any) error  { return nil }
func (d *Driver) Query(ctx context.Context, query string, args, v any) error { return nil }

var _ dialect.Driver = (*Driver)(nil)

func Open(dialect, source string) (*Driver, error) { return nil, nil }

func (s *Selector) Where(p *Predicate) *Selector { return s }
func (s *Selector) C(column string) string       { return column }

func EQ(col string, value any) *Predicate { return nil }

func FieldEQ(name string, v any) func(*Selector) { return nil }

func NotPredicates[P ~func(*Selector)](predicates ...P) func(*Selector) { return nil }
