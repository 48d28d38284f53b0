package oauthflow

import "github.com/gostride/gostride/stride"

// State is the rule about sign-ins that somebody else began.
var State = &stride.Rule{
	ID: "oauth-state", Alike: true, Title: "A victim is signed in as the attacker", STRIDE: "S", Also: "E",
	Reports: "A route that exchanges an OAuth or OpenID Connect code from its request, where nothing refuses a state that is not the one kept for this browser: it is not read, or compared with a constant. " +
		"Asked as a question: a state that is read and looked up in a way that could not be followed, and pages that hand the code over by POST.",
	Silent: "Libraries that check the state by themselves (gothic, zitadel/oidc). A code_verifier (PKCE) that is kept for the browser does the same work.",
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
	ID: "oauth-pkce", Alike: true, Title: "A code that leaks is exchanged by somebody else", STRIDE: "S",
	Reports: "A code that is exchanged without a code_verifier.",
	Silent:  "Other flows. Whether the sign-in service asks for PKCE.",
	Before:  `token, err := conf.Exchange(ctx, code)`,
	After:   `token, err := conf.Exchange(ctx, code, oauth2.VerifierOption(verifier)) // and S256ChallengeOption in AuthCodeURL`,
	CWE:     []string{"CWE-345"}, CAPEC: []string{"CAPEC-94"}, ASVS: []string{"v5.0.0-10.2.1"},
	Likelihood: "Low", LikelihoodWhy: "the code has to leak, and to be injected into another sign-in at the same service",
	Impact: "Medium", ImpactWhy: "whoever injects it is signed in as its owner",
	Action: "Send a code_verifier with the exchange and its challenge with the request.", Effort: "Low",
}

// Nonce is the rule about ID tokens that were made for another sign-in.
var Nonce = &stride.Rule{
	ID: "oidc-nonce", Alike: true, Title: "An ID token of another sign-in is taken", STRIDE: "S",
	Reports: "An ID token that a sign-in gets from an exchange or by way of the browser, that is verified and whose nonce is compared with nothing.",
	Silent: "Tokens that come in a header or a cookie: they are no sign-in. Libraries that check the nonce by themselves. " +
		"With a state or PKCE the nonce adds little to the code flow, so the row is LOW unless the browser brings the token itself.",
	Before: `id, err := verifier.Verify(ctx, raw)`,
	After: `id, err := verifier.Verify(ctx, raw)
if err != nil || id.Nonce != kept {
	http.Error(w, "start again", http.StatusBadRequest)
	return
}`,
	CWE: []string{"CWE-294"}, CAPEC: []string{"CAPEC-60"}, ASVS: []string{"v5.0.0-10.5.1"},
	Likelihood: "Low", LikelihoodWhy: "the attacker needs a token that the same sign-in service issued for this program",
	Impact: "Medium", ImpactWhy: "whoever injects it is signed in as its owner",
	Action: "Send a random nonce when the sign-in begins, keep it for the browser, and compare the token's with it.", Effort: "Low",
}
