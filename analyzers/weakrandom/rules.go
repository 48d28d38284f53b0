package weakrandom

import "github.com/gostride/gostride/stride"

// Guessable is the rule about tokens that can be computed.
var Guessable = &stride.Rule{
	ID: "weak-random", Title: "Tokens are guessed from earlier ones", STRIDE: "I", Also: "S",
	Reports: "Numbers of math/rand, or the clock alone, that become a session cookie, a key, or a secret sent by mail or SMS.",
	Silent:  "math/rand for jitter, samples, colours and file names. crypto/rand, UUIDs.",
	Before:  `code := fmt.Sprintf("%06d", mrand.Intn(1e6))`,
	After: `n, err := crand.Int(crand.Reader, big.NewInt(1e6))
code := fmt.Sprintf("%06d", n)`,
	CWE: []string{"CWE-338", "CWE-330"}, CAPEC: []string{"CAPEC-112", "CAPEC-485"}, ASVS: []string{"v5.0.0-11.5.1", "v5.0.0-7.2.3"},
	Likelihood: "Medium", LikelihoodWhy: "some outputs and the generator give the next ones; it takes patience",
	Impact: "High", ImpactWhy: "whoever computes the token is the user it was made for",
	Action: "Make tokens with crypto/rand.", Effort: "Low",
}
