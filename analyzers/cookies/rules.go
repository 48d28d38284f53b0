package cookies

import "github.com/gostride/gostride/stride"

// Flags is the rule about session cookies that leak.
var Flags = &stride.Rule{
	ID: "cookie-flags", Title: "A session cookie leaks to scripts or over plain HTTP", STRIDE: "S", Also: "I",
	Reports: "A cookie that carries a token, an identity or a value made for a session, set without Secure or without HttpOnly; the cookie of a session library whose options, or defaults, leave one out.",
	Silent:  "Cookies with constants or what the caller sent. Flags that come from configuration. SameSite: csrf judges it.",
	Before:  `http.SetCookie(w, &http.Cookie{Name: "session", Value: token})`,
	After:   `http.SetCookie(w, &http.Cookie{Name: "__Host-session", Value: token, Path: "/", Secure: true, HttpOnly: true, SameSite: http.SameSiteLaxMode})`,
	CWE:     []string{"CWE-614", "CWE-1004"}, CAPEC: []string{"CAPEC-31", "CAPEC-60"}, ASVS: []string{"v5.0.0-3.3.1", "v5.0.0-3.3.4"},
	Likelihood: "Low", LikelihoodWhy: "it takes a script in the page, or somebody on the network path",
	Impact: "High", ImpactWhy: "whoever has the cookie is the user",
	Action: "Set Secure and HttpOnly on the cookie.", Effort: "Low",
}

// CSRF is the rule about requests that other sites make in the user's name.
var CSRF = &stride.Rule{
	ID: "csrf", Title: "Another site acts in the name of a signed-in user", STRIDE: "S", Also: "T",
	Reports: "Routes that change something and know the caller by a cookie alone, without a token, an origin check, or a cookie with SameSite Lax or Strict.",
	Silent:  "Callers known by a header (Authorization, API keys): other sites cannot set it. GET, HEAD and OPTIONS.",
	Before:  `r.Post("/transfer", h.Transfer) // session cookie, nothing else`,
	After: `protect := http.NewCrossOriginProtection() // Go 1.25
srv := &http.Server{Handler: protect.Handler(r)}`,
	CWE: []string{"CWE-352"}, CAPEC: []string{"CAPEC-62"}, ASVS: []string{"v5.0.0-3.5.1", "v5.0.0-3.3.2"},
	Likelihood: "Medium", LikelihoodWhy: "a signed-in user has to visit another site; browsers that treat cookies as Lax stop part of it",
	Impact: "Medium", ImpactWhy: "something is changed in the user's name; the answer cannot be read",
	Action: "Check the request's origin in one middleware, or set SameSite on the session cookie.", Effort: "Low",
}
