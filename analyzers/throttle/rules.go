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

// Codes is the rule about short codes that are guessed.
var Codes = &stride.Rule{
	ID: "code-throttle", Title: "Codes are guessed until one fits", STRIDE: "S",
	Reports: "A route that takes a short code for who sends it, on whose way no limiter refuses anybody before the code is compared: one-time passwords of an authenticator, and codes that the program makes of a number below a billion, keeps, and compares with what a request calls a code.",
	Silent:  "Codes that somebody who has signed in sends. Codes made of more than that, or of letters one by one: whether they are short is not known. What counts guesses in a store is asked about.",
	Before: `n, _ := rand.Int(rand.Reader, big.NewInt(1_000_000))
rdb.Set(ctx, "otp:"+email, fmt.Sprintf("%06d", n), 10*time.Minute)
// …
if rdb.Get(ctx, "otp:"+in.Email).Val() != in.Code { // as often as anybody likes
	http.Error(w, "wrong code", http.StatusUnauthorized)
	return
}`,
	After: `if n, err := rdb.Incr(ctx, "tries:"+in.Email).Result(); err != nil || n > 5 {
	http.Error(w, "ask for a new code", http.StatusTooManyRequests)
	return
}`,
	CWE: []string{"CWE-307", "CWE-330"}, CAPEC: []string{"CAPEC-49", "CAPEC-112"}, ASVS: []string{"v5.0.0-6.3.1", "v5.0.0-6.5.5"},
	Likelihood: "Medium", LikelihoodWhy: "a million codes are tried in hours, by whoever knows a name to try them for",
	Impact: "High", ImpactWhy: "the account is the guesser's, or its second factor is gone",
	Action: "Limit guesses by account before the code is compared, and let a code go after a few.", Effort: "Low",
}
