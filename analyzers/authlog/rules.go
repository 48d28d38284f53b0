package authlog

import "github.com/gostride/gostride/stride"

// SignIn is the rule about sign-ins that leave no record.
var SignIn = &stride.Rule{
	ID: "login-unrecorded", Title: "Sign-ins leave no record", STRIDE: "R",
	Reports: "Handlers that check a password, change nothing and write neither a log line nor a row that names the account or the caller's address; and those of which only the failures or only the successes are written down.",
	Silent:  "Sign-ins that write to a store: missing-audit speaks of them. Sign-in at somebody else's service. Basic authentication in front of every route.",
	Before:  `if bcrypt.CompareHashAndPassword(u.Hash, pw) != nil { http.Error(w, "no", 401); return }`,
	After: `if bcrypt.CompareHashAndPassword(u.Hash, pw) != nil {
	slog.InfoContext(ctx, "sign-in refused", "account", email, "ip", r.RemoteAddr)
	http.Error(w, "no", 401)
	return
}
slog.InfoContext(ctx, "signed in", "account", email, "ip", r.RemoteAddr)`,
	CWE: []string{"CWE-778"}, CAPEC: []string{"CAPEC-268"}, ASVS: []string{"v5.0.0-16.3.1"},
	Likelihood: "Medium", LikelihoodWhy: "that somebody else used an account comes up whenever a password is lost",
	Impact: "Low", ImpactWhy: "who signed in, and who tried, cannot be shown afterwards; nothing is changed by it",
	Action: "Log each sign-in, with account and address, whether it succeeds or fails.", Effort: "Low",
}

// Denial is the rule about refusals that leave no record.
var Denial = &stride.Rule{
	ID: "denial-unrecorded", Title: "Refused requests leave no record", STRIDE: "R",
	Reports: "Middleware that refuses requests without a valid sign-in or without a role, where neither it nor anything in front of it writes a log line or a row.",
	Silent: "Refusals inside a handler, and by a library's middleware, some of which log by themselves. Routes with a request log in front, which tells that a request was refused, though not whose: a middleware of the program's own that writes a line counts as one, whatever it says. " +
		"What a proxy in front of the program logs.",
	Before: `if err != nil { http.Error(w, "no", 401); return }`,
	After:  `if err != nil { slog.WarnContext(ctx, "refused", "path", r.URL.Path, "ip", r.RemoteAddr, "why", err); http.Error(w, "no", 401); return }`,
	CWE:    []string{"CWE-778"}, CAPEC: []string{"CAPEC-268"}, ASVS: []string{"v5.0.0-16.3.2"},
	Likelihood: "Medium", LikelihoodWhy: "whoever looks for a way in is refused many times first",
	Impact: "Low", ImpactWhy: "an attack is seen later; nothing is changed by it",
	Action: "Log each refusal with path, reason, and who asked.", Effort: "Low",
}
