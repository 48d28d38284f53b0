package graph

import "example.com/routing/gqlgen/store"

// Resolver is what all resolvers share.
type Resolver struct{ Store *store.Store }
