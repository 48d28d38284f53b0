package ratelimit

import "github.com/gostride/gostride/stride"

// Missing is the rule about routes that take as many requests as come.
var Missing = &stride.Rule{
	ID: "missing-rate-limit", Title: "Many requests a second exhaust the service", STRIDE: "D",
	Reports: "Routes that write, pay or compute on request, and public routes that read from a store, on whose way no rate limiter refuses anybody. One row for each place where a limiter would be attached. " +
		"A limiter that counts and never refuses, one keyed by a header that the caller sets, one for all callers together, and one above 100 requests a second and caller (request-rate) do not hold.",
	Silent: "Routes that answer without doing anything, such as health checks, or that serve files as they are by a library. Routes that check a password: login-throttle judges them. Limits in a gateway or load balancer: they are not in Go and can be declared.",
	Before: `r.Group(func(r chi.Router) {
	r.Use(authn.Require)
	r.Post("/upload", h.Upload)
})`,
	After: `r.Group(func(r chi.Router) {
	r.Use(authn.Require)
	r.Use(limit.PerUser(20, time.Minute)) // one x/time/rate.Limiter per user, 429 when Allow() is false
	r.Post("/upload", h.Upload)
})`,
	CWE: []string{"CWE-770", "CWE-799"}, CAPEC: []string{"CAPEC-125", "CAPEC-469"}, ASVS: []string{"v5.0.0-2.4.1", "v5.0.0-15.2.2"},
	Likelihood: "High", LikelihoodWhy: "one machine and a load generator do it",
	Impact: "Medium", ImpactWhy: "the service is slow or away while it lasts, and comes back",
	Action: "Attach a limiter that refuses with 429, keyed by user, or by address where nobody has signed in.", Effort: "Low",
}
