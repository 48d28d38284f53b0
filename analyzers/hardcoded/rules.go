package hardcoded

import "github.com/gostride/gostride/stride"

// Key is the rule about keys that cookies and messages are signed or encrypted with.
var Key = &stride.Rule{
	ID: "hard-coded-key", Title: "Who has read the source forges sessions or reads what is encrypted", STRIDE: "S", Also: "I",
	Reports: "A key that is a literal in the source, or falls back to one when a setting is missing: of session cookies, of CSRF tokens, of an HMAC, of a webhook's signature, of a cipher.",
	Silent:  "Keys of tokens: jwt-key is about them. Short or weak keys that come from configuration.",
	Before:  `store := sessions.NewCookieStore([]byte("something-very-secret"))`,
	After: `key := os.Getenv("SESSION_KEY")
if key == "" {
	return errors.New("SESSION_KEY is not set")
}
store := sessions.NewCookieStore([]byte(key))`,
	CWE: []string{"CWE-321", "CWE-798"}, CAPEC: []string{"CAPEC-191", "CAPEC-196"}, ASVS: []string{"v5.0.0-13.3.1"},
	Likelihood: "Medium", LikelihoodWhy: "whoever has read the source, an image or an old commit knows the key",
	Impact: "High", ImpactWhy: "what the key protects is forged or read: a session cookie made with it is any user's",
	Action: "Take the key from configuration only, refuse to start without it, and rotate the one that was in the source.", Effort: "Low",
}

// Credential is the rule about passwords and API keys.
var Credential = &stride.Rule{
	ID: "hard-coded-secret", Title: "Who has read the source has a password of the program", STRIDE: "S", Also: "I",
	Reports: "A password, an API key or another secret that is a literal in the source, or falls back to one when a setting is missing: where a library takes it " +
		"(told by the name of the parameter or the field: password, clientSecret, apiKey), in the address of a database on another machine, or where what a caller sends is compared with it.",
	Silent: "Addresses of databases on this machine or in a container beside it. Parameters and fields called key, token or by no name that only secrets have. Texts that look like the name of a setting or a path. " +
		"Literals that reach a call among what callers send, or a store holds: which call passes them was not kept apart.",
	Before: `auth := smtp.PlainAuth("", "app", "hunter2", host)`,
	After: `password := os.Getenv("SMTP_PASSWORD")
if password == "" {
	return errors.New("SMTP_PASSWORD is not set")
}
auth := smtp.PlainAuth("", "app", password, host)`,
	CWE: []string{"CWE-798", "CWE-259"}, CAPEC: []string{"CAPEC-70", "CAPEC-191"}, ASVS: []string{"v5.0.0-13.3.1", "v5.0.0-13.2.3"},
	Likelihood: "Medium", LikelihoodWhy: "whoever has read the source, an image or an old commit knows it",
	Impact: "Medium", ImpactWhy: "the other side takes whoever has it for this program, or this program takes them for its user",
	Action: "Take the secret from configuration only, refuse to start without it, and change the one that was in the source.", Effort: "Low",
}
