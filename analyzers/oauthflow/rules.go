package oauthflow

import "github.com/gostride/gostride/stride"

// State is the rule about sign-ins that somebody else began.
var State = &stride.Rule{
	ID: "oauth-state", Title: "A victim is signed in as the attacker", STRIDE: "S", Also: "E",
	Reports: "A route that exchanges an OAuth or OpenID Connect code from its request, where nothing refuses a state that is not the one kept for this browser: it is not read, or compared with a constant. " +
		"Asked as a question: a state that is read and looked up in a way that could not be followed, and pages that hand the code over by POST.",
	Silent: "Libraries that check the state by themselves (gothic, zitadel/oidc). A code_verifier (PKCE) that is kept for the browser does the same work. The nonce: with a state or PKCE it adds little to the code flow.",
	Before: `token, err := conf.Exchange(ctx, r.FormValue("code"))`,
	After: `c, err := r.Cookie("oauth_state")
if err != nil || c.Value == "" || r.FormValue("state") != c.Value {
	http.Error(w, "start again", http.StatusBadRequest)
	return
}
token, err := conf.Exchange(ctx, r.FormValue("code"))`,
	CWE: []string{"CWE-352"}, CAPEC: []string{"CAPEC-62"}, ASVS: []string{"v5.0.0-10.2.1"},
	Likelihood: "Medium", LikelihoodWhy: "the victim has to follow a link while the attacker's code is fresh",
	Impact: "Medium", ImpactWhy: "what the victim enters goes to the attacker's account; where accounts are linked, the attacker gets into the victim's",
	Action: "Keep a random state for the browser when the sign-in begins, and compare it before the code is exchanged.", Effort: "Low",
}

// PKCE is the rule about codes that whoever sees them can use.
var PKCE = &stride.Rule{
	ID: "oauth-pkce", Title: "A code that leaks is exchanged by somebody else", STRIDE: "S",
	Reports: "A code that is exchanged without a code_verifier.",
	Silent:  "Other flows. Whether the sign-in service asks for PKCE.",
	Before:  `token, err := conf.Exchange(ctx, code)`,
	After:   `token, err := conf.Exchange(ctx, code, oauth2.VerifierOption(verifier)) // and S256ChallengeOption in AuthCodeURL`,
	CWE:     []string{"CWE-345"}, CAPEC: []string{"CAPEC-94"}, ASVS: []string{"v5.0.0-10.2.1"},
	Likelihood: "Low", LikelihoodWhy: "the code has to leak, and to be injected into another sign-in at the same service",
	Impact: "Medium", ImpactWhy: "whoever injects it is signed in as its owner",
	Action: "Send a code_verifier with the exchange and its challenge with the request.", Effort: "Low",
}
