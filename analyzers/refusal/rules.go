package refusal

import "github.com/gostride/gostride/stride"

// Ignored is the rule about refusals that stop nobody.
var Ignored = &stride.Rule{
	ID: "refusal-ignored", Title: "Middleware refuses a request and lets it go on", STRIDE: "E", Also: "S",
	Reports: "Middleware that answers 401 or 403 and, on the same way, goes on: it returns in gin without Abort, or falls through to the call of the next handler. " +
		"In gin also a way that notes an error (c.Error) and returns, where another way calls c.Next.",
	Silent: "Middleware that aborts, returns an error (echo, fiber) or returns before the next handler. Answers of other kinds: 404, 429. Handlers, behind which nothing comes. Refusals after which the way branches again.",
	Before: `if !user.IsAdmin {
	c.JSON(http.StatusForbidden, nil)
	return // gin calls the handlers behind it
}
c.Next()`,
	After: `if !user.IsAdmin {
	c.AbortWithStatus(http.StatusForbidden)
	return
}
c.Next()`,
	CWE: []string{"CWE-863", "CWE-696"}, CAPEC: []string{"CAPEC-115"}, ASVS: []string{"v5.0.0-8.2.1"},
	Likelihood: "High", LikelihoodWhy: "any request gets there: what comes back looks like a refusal, and what was asked for is done",
	Impact: "High", ImpactWhy: "what only some callers may do, everybody does",
	Action: "End the request where it is refused: Abort in gin, return before the next handler elsewhere.", Effort: "Low",
}
