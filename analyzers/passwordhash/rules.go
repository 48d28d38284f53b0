package passwordhash

import "github.com/gostride/gostride/stride"

// Fast is the rule about passwords that are hashed too fast.
var Fast = &stride.Rule{
	ID: "fast-password-hash", Title: "Stolen password hashes are reversed in hours", STRIDE: "I", Also: "S",
	Reports: "A field of a request whose name says that it is a password and that goes through a fast hash (MD5, SHA-1, SHA-2, SHA-3, BLAKE2).",
	Silent:  "bcrypt, argon2, scrypt, PBKDF2. Hashes of tokens, which have enough entropy of their own. Passwords under another name.",
	Before:  `sum := sha256.Sum256([]byte(in.Password))`,
	After:   `hash, err := bcrypt.GenerateFromPassword([]byte(in.Password), 12)`,
	CWE:     []string{"CWE-916", "CWE-327"}, CAPEC: []string{"CAPEC-55"}, ASVS: []string{"v5.0.0-11.4.2"},
	Likelihood: "Medium", LikelihoodWhy: "the table has to be stolen first; then a graphics card tries billions a second",
	Impact: "High", ImpactWhy: "people use the same password elsewhere",
	Action: "Hash passwords with bcrypt or argon2id.", Effort: "Medium",
}
