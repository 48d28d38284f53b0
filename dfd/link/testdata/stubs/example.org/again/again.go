// Package again stands for a library without a model that calls what it is given until that succeeds.
package again

import "context"

type Option func()

func Do[T any](ctx context.Context, f func() (T, error), opts ...Option) (T, error)
