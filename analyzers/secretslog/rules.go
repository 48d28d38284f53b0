package secretslog

import "github.com/gostride/gostride/stride"

// Logged is the rule about credentials in the log.
var Logged = &stride.Rule{
	ID: "secret-logged", Title: "Credentials stand in the log", STRIDE: "I", Also: "S",
	Reports: "A token or key that the program made, the Authorization header, a cookie's value, or a whole set of request headers that is written to the log.",
	Silent:  "Hashes of them. Presigned links: presigned-link judges those. Passwords in structs whose fields could not be told apart.",
	Before:  `log.Printf("request: %v", r.Header)`,
	After:   `log.Printf("request: %s %s", r.Method, r.URL.Path)`,
	CWE:     []string{"CWE-532"}, CAPEC: []string{"CAPEC-215"}, ASVS: []string{"v5.0.0-16.2.5"},
	Likelihood: "Low", LikelihoodWhy: "somebody has to read the log; more people do than may know the credentials",
	Impact: "High", ImpactWhy: "whoever reads it acts as the users in it",
	Action: "Leave credentials out of the log.", Effort: "Low",
}
