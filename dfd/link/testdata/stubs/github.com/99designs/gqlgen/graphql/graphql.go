package graphql

import "context"

type ExecutableSchema interface{ Exec(ctx context.Context) any }

type Resolver func(ctx context.Context) (res any, err error)
