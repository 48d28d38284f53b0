package throttle

import "github.com/gostride/gostride/stride"

// Login is the rule about passwords that are guessed.
var Login = &stride.Rule{
	ID: "login-throttle", Title: "Passwords are guessed until one fits", STRIDE: "S", Also: "D",
	Reports: "A route or middleware that checks a password, on whose way no limiter refuses anybody before the check. A limiter above 60 guesses a minute and caller (login-rate), or keyed by a header that the caller sets, does not hold.",
	Silent:  "A password asked again of somebody who has signed in. Lockouts and captchas that could not be recognised as such are asked for in section 4; so is whether what a program counts around the check is a lockout. Limits in a gateway: they can be declared.",
	Before:  `r.Post("/login", h.Login)`,
	After:   `r.With(limit.PerIP(5, time.Minute)).Post("/login", h.Login) // and by account name inside`,
	CWE:     []string{"CWE-307"}, CAPEC: []string{"CAPEC-49", "CAPEC-600"}, ASVS: []string{"v5.0.0-6.3.1", "v5.0.0-6.1.1"},
	Likelihood: "High", LikelihoodWhy: "lists of leaked passwords are tried against every login on the internet",
	Impact: "High", ImpactWhy: "the account is the guesser's",
	Action: "Limit guesses by address and by account before the password is checked.", Effort: "Low",
}
