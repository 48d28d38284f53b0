package missingrole

import "github.com/gostride/gostride/stride"

// Missing is the rule about routes without the role check of their siblings.
var Missing = &stride.Rule{
	ID: "missing-role", Title: "An ordinary user does what others need a role for", STRIDE: "E",
	Reports: "A table that several routes change only for callers with a role, and one route for everybody who has signed in.",
	Silent:  "Statements with the caller's identity among their parameters: those are about the caller's own rows. Tables that several routes change without a role, and programs in which no route asks for one. Routes without any sign-in: missing-auth judges them.",
	Before: `admin := r.Group("/products", requireRole("editor"))
admin.PUT("/:id", h.Update)
admin.DELETE("/:id", h.Delete)
signedIn.POST("/products/import", h.Import)`,
	After: `admin := r.Group("/products", requireRole("editor"))
admin.PUT("/:id", h.Update)
admin.DELETE("/:id", h.Delete)
admin.POST("/import", h.Import)`,
	CWE: []string{"CWE-862", "CWE-285"}, CAPEC: []string{"CAPEC-1", "CAPEC-122"}, ASVS: []string{"v5.0.0-8.2.1"},
	Likelihood: "Medium", LikelihoodWhy: "the caller needs an account and the route's name",
	Impact: "High", ImpactWhy: "what is meant for few is changed by anybody with an account",
	Action: "Ask for the role that the other routes ask for.", Effort: "Low",
}
