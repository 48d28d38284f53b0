package missingauth

import "github.com/gostride/gostride/stride"

// Missing is the rule about open routes beside closed ones.
var Missing = &stride.Rule{
	ID: "missing-auth", Title: "Anybody uses a route whose siblings ask who is calling", STRIDE: "E", Also: "SIT",
	Reports: "A route without authentication that changes what a store holds, or that reads the table of accounts, in a program whose other such routes ask for it. " +
		"Asked as a question: an open route that reads a table which is otherwise read behind authentication only.",
	Silent: "Login, sign-up and whatever checks or makes a credential, a signature or a session; webhooks (webhook-signature). Health checks, static files. Programs without any authentication. Routes whose authentication could not be determined: section 4 lists them.",
	Before: `api := r.Group("/api")
api.Use(requireUser)
api.GET("/me", me)
r.GET("/api/users", listUsers) // on the router, not on the group`,
	After: `api := r.Group("/api")
api.Use(requireUser)
api.GET("/me", me)
api.GET("/users", listUsers)`,
	CWE: []string{"CWE-306", "CWE-862"}, CAPEC: []string{"CAPEC-115", "CAPEC-1"}, ASVS: []string{"v5.0.0-8.2.1", "v5.0.0-6.3.4"},
	Likelihood: "Medium", LikelihoodWhy: "the route has to be found; routes are listed in clients, documentation and guesses",
	Impact: "High", ImpactWhy: "what only known users may do, everybody does",
	Action: "Register the route behind the authentication of its siblings.", Effort: "Low",
}
