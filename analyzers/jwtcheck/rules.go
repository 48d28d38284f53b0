package jwtcheck

import "github.com/gostride/gostride/stride"

// Key is the rule about where the key that verifies tokens comes from.
var Key = &stride.Rule{
	ID: "jwt-key", Title: "A forged token acts as any user", STRIDE: "S", Also: "E",
	Reports: "A key that verifies or signs tokens and that is a literal in the source, falls back to one when a setting is missing, or is chosen by the caller. " +
		"Asked as a question: a key from a setting that nothing shows to be required, and a key that could not be followed.",
	Silent: "Public keys and certificates in the source. Short or weak keys that come from configuration. Algorithm confusion and alg=none: golang-jwt refuses none and HMAC with a public key by itself.",
	Before: `key := getenv("JWT_SECRET", "changeme")
claims, err := jwt.ParseWithClaims(raw, &c, func(*jwt.Token) (any, error) { return []byte(key), nil })`,
	After: `key := os.Getenv("JWT_SECRET")
if key == "" {
	return errors.New("JWT_SECRET is not set")
}
claims, err := jwt.ParseWithClaims(raw, &c, func(*jwt.Token) (any, error) { return []byte(key), nil },
	jwt.WithValidMethods([]string{"HS256"}), jwt.WithExpirationRequired())
if err != nil {
	return err
}`,
	CWE: []string{"CWE-798", "CWE-321", "CWE-1188"}, CAPEC: []string{"CAPEC-196", "CAPEC-191"}, ASVS: []string{"v5.0.0-9.1.3", "v5.0.0-13.3.1"},
	Likelihood: "Medium", LikelihoodWhy: "whoever has read the source, an image or an old commit knows the key",
	Impact: "High", ImpactWhy: "a token made with it is any user, administrators included",
	Action: "Take the key from configuration only, refuse to start without it, and rotate the one that was in the source.", Effort: "Low",
}

// Unchecked is the rule about a verification whose outcome nobody acts on.
var Unchecked = &stride.Rule{
	ID: "jwt-unchecked", Title: "A token is believed although its verification failed", STRIDE: "S", Also: "E",
	Reports: "A call that verifies a token, on routes that use the identity in it, where no branch refuses the request when the call reports an error or the token is not valid.",
	Silent:  "Optional authentication, where a request without a valid token goes on as anonymous. Routes that do not use the identity.",
	Before: `token, _ := jwt.ParseWithClaims(raw, &claims, keyfunc)
user := claims.Subject`,
	After: `token, err := jwt.ParseWithClaims(raw, &claims, keyfunc)
if err != nil || !token.Valid {
	http.Error(w, "invalid token", http.StatusUnauthorized)
	return
}
user := claims.Subject`,
	CWE: []string{"CWE-347", "CWE-252"}, CAPEC: []string{"CAPEC-196"}, ASVS: []string{"v5.0.0-9.1.1"},
	Likelihood: "High", LikelihoodWhy: "a token with any signature will do; nothing has to be known or stolen",
	Impact: "High", ImpactWhy: "the caller picks the user",
	Action: "Refuse the request when the verification reports an error or the token is not valid.", Effort: "Low",
}

// Unverified is the rule about tokens that are read without being verified.
var Unverified = &stride.Rule{
	ID: "jwt-unverified", Title: "A token is believed without looking at its signature", STRIDE: "S", Also: "E",
	Reports: "A call that reads a token without verifying it (ParseUnverified and its kin), on routes where what it says is used as identity.",
	Silent:  "Reading a token for its key id, issuer or expiry while a verified one decides who the caller is.",
	Before: `token, _, err := jwt.NewParser().ParseUnverified(raw, &claims)
user := claims.Subject`,
	After: `_, err := jwt.ParseWithClaims(raw, &claims, keyfunc, jwt.WithValidMethods([]string{"HS256"}), jwt.WithExpirationRequired())
if err != nil {
	return "", err
}
user := claims.Subject`,
	CWE: []string{"CWE-347", "CWE-345"}, CAPEC: []string{"CAPEC-196"}, ASVS: []string{"v5.0.0-9.1.1"},
	Likelihood: "High", LikelihoodWhy: "anybody can write such a token with a text editor",
	Impact: "High", ImpactWhy: "the caller picks the user",
	Action: "Verify the token before anything in it is used.", Effort: "Low",
}

// Hardening is the rule about what a verification could pin and does not.
var Hardening = &stride.Rule{
	ID: "jwt-hardening", Alike: true, Title: "Token verification leaves something open", STRIDE: "S",
	Reports: "A verification that holds, and that does not pin the algorithm, does not require an expiry, or, for tokens of somebody else's sign-in service, does not check the audience. A setting that leaves one of these checks out (SkipExpiryCheck, SkipClientIDCheck, SkipIssuerCheck, SkipClaimsValidation), as a question where somebody may set it.",
	Silent:  "Issuer and audience where the key is this program's own setting: nobody else signs with it. Options that could not be followed. An expiry that the program compares with the clock by itself.",
	Before:  `jwt.ParseWithClaims(raw, &claims, keyfunc)`,
	After: `jwt.ParseWithClaims(raw, &claims, keyfunc,
	jwt.WithValidMethods([]string{"HS256"}), jwt.WithExpirationRequired())`,
	CWE: []string{"CWE-347", "CWE-613"}, CAPEC: []string{"CAPEC-196"}, ASVS: []string{"v5.0.0-9.1.2", "v5.0.0-9.2.1", "v5.0.0-9.2.3"},
	Likelihood: "Low", LikelihoodWhy: "it takes another weakness, such as a stolen token or a second kind of key, to make use of it",
	Impact: "Medium", ImpactWhy: "a token stays good for longer, or for more, than meant",
	Action: "Pin the algorithms and require an expiry when verifying.", Effort: "Low",
}
