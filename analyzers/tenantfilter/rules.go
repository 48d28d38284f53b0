package tenantfilter

import "github.com/gostride/gostride/stride"

// Unfiltered is the rule about lists of everybody's rows.
var Unfiltered = &stride.Rule{
	ID: "tenant-filter", Title: "A user lists what belongs to others", STRIDE: "I",
	Reports: "A statement behind a sign-in that reads rows of a table whose rows are written with an owner, without the caller's identity in it, where other statements on that table have it. " +
		"Open where it reads the table without any condition and all others behind a sign-in ask for the owner; else a question.",
	Silent: "Rows picked by an id: object-owner-read judges those. Tables that no statement reads by owner, as those of public posts are. Routes for which a role is needed or on which an owner is compared, routes that are open to anybody, statements that count, and those with a part that could not be followed.",
	Before: `rows, err := db.Query(ctx, "SELECT * FROM invoices ORDER BY at DESC LIMIT 50")`,
	After:  `rows, err := db.Query(ctx, "SELECT * FROM invoices WHERE tenant_id = $1 ORDER BY at DESC LIMIT 50", user.TenantID)`,
	CWE:    []string{"CWE-639", "CWE-863"}, CAPEC: []string{"CAPEC-1", "CAPEC-116"}, ASVS: []string{"v5.0.0-8.2.2", "v5.0.0-8.4.1"},
	Likelihood: "Medium", LikelihoodWhy: "any signed-in user sees it by calling the route",
	Impact: "High", ImpactWhy: "other users' data is read, all of it at once",
	Action: "Put the caller's identity or tenant into the condition.", Effort: "Low",
}
