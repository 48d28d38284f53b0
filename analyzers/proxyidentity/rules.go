package proxyidentity

import "github.com/gostride/gostride/stride"

// Believed is the rule about identities that anybody can claim.
var Believed = &stride.Rule{
	ID: "identity-header", Title: "Whoever sends the proxy's header is that user", STRIDE: "S", Also: "E",
	Reports: "A header by which proxies hand on who has signed in (X-Forwarded-User, X-Auth-Request-Email, Remote-User and the like) decides what is read from or written to a store, on a route that nothing else protects and whose listener is not local.",
	Silent:  "Routes behind a check of the program's own. Listeners on the loopback interface or a socket. Other headers: what a program calls its own header says nothing about who sets it.",
	Before: `user := r.Header.Get("X-Forwarded-User")
rows, err := db.Query(ctx, "SELECT body FROM notes WHERE owner = $1", user)`,
	After: `claims, err := verifier.Verify(ctx, r.Header.Get("Cf-Access-Jwt-Assertion")) // signed by the proxy
if err != nil {
	http.Error(w, "sign in", http.StatusUnauthorized)
	return
}
rows, err := db.Query(ctx, "SELECT body FROM notes WHERE owner = $1", claims.Subject)`,
	CWE: []string{"CWE-290", "CWE-345"}, CAPEC: []string{"CAPEC-151", "CAPEC-194"}, ASVS: []string{"v5.0.0-4.1.3"},
	Likelihood: "Medium", LikelihoodWhy: "the service has to be reachable past the proxy, or the proxy has to let the header through",
	Impact: "High", ImpactWhy: "the caller acts as any user",
	Action: "Accept the header only with a proof that the proxy has set it.", Effort: "Medium",
}
