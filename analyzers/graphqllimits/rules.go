package graphqllimits

import "github.com/gostride/gostride/stride"

// Costly is the rule about queries that ask for everything.
var Costly = &stride.Rule{
	ID: "graphql-limits", Title: "One GraphQL query asks for everything at once", STRIDE: "D",
	Reports: "A GraphQL server on which no limit on the complexity or depth of a query is set (gqlgen's extension.FixedComplexityLimit, graph-gophers' MaxDepth), or one above 100,000.",
	Silent:  "Programs in which such a limit is set; where there are several servers and fewer limits, it is a question which is meant. How often queries may come: missing-rate-limit. Limits in a gateway: they can be declared.",
	Before: `srv := handler.NewDefaultServer(graph.NewExecutableSchema(cfg))
http.Handle("/query", srv)`,
	After: `srv := handler.NewDefaultServer(graph.NewExecutableSchema(cfg))
srv.Use(extension.FixedComplexityLimit(300))
http.Handle("/query", srv)`,
	CWE: []string{"CWE-770", "CWE-400"}, CAPEC: []string{"CAPEC-130"}, ASVS: []string{"v5.0.0-4.3.1", "v5.0.0-15.2.2"},
	Likelihood: "Medium", LikelihoodWhy: "a nested or repeated query is written in a minute; tools write them",
	Impact: "Medium", ImpactWhy: "the service and its store are busy with one query",
	Action: "Limit the complexity of queries.", Effort: "Low",
}

// Introspection is the rule about servers that tell their schema.
var Introspection = &stride.Rule{
	ID: "graphql-introspection", Title: "A GraphQL server tells everybody its schema", STRIDE: "I",
	Reports: "As a question: gqlgen's NewDefaultServer, which answers introspection, and its playground, on a listener that others get to.",
	Silent:  "Servers that are put together of handler.New, unless they use extension.Introspection. Routes that only a role gets to. Which fields may be read: that is a matter of their resolvers.",
	Before:  `http.Handle("/query", handler.NewDefaultServer(schema))`,
	After: `srv := handler.New(schema)
srv.AddTransport(transport.POST{})
if cfg.Development {
	srv.Use(extension.Introspection{})
}
http.Handle("/query", srv)`,
	CWE: []string{"CWE-200"}, CAPEC: []string{"CAPEC-54"}, ASVS: []string{"v5.0.0-4.3.2"},
	Likelihood: "Low", LikelihoodWhy: "it helps whoever looks for something else to use",
	Impact: "Low", ImpactWhy: "names of types and fields, not their contents",
	Action: "Answer introspection in development only.", Effort: "Low",
}
