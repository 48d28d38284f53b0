// Package dialect has what generated code of ent takes from it, as declarations alone.
package dialect

import "context"

type Driver interface {
	Exec(ctx context.Context, query string, args, v any) error
	Query(ctx context.Context, query string, args, v any) error
}
