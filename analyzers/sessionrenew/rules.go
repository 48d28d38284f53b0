package sessionrenew

import "github.com/gostride/gostride/stride"

// Fixed is the rule about sessions that keep their id over a sign-in.
var Fixed = &stride.Rule{
	ID: "session-renewal", Title: "Who planted a session is signed in with its victim", STRIDE: "S",
	Reports: "A route that checks a password, or exchanges a code, and puts something into a session that a library keeps on the server under an id of the cookie (scs, fiber, beego, and gorilla or gin sessions in Redis, files or memory), " +
		"without giving the session a new id. Asked as a question where the id is renewed on some ways only.",
	Silent: "Cookie stores (gorilla, gin-contrib): the cookie is the session, there is no id that could stay. The program's own sessions and tokens that are made new at every sign-in.",
	Before: `if bcrypt.CompareHashAndPassword(hash, password) == nil {
	sessions.Put(ctx, "user", id)
}`,
	After: `if bcrypt.CompareHashAndPassword(hash, password) == nil {
	if err := sessions.RenewToken(ctx); err != nil {
		return err
	}
	sessions.Put(ctx, "user", id)
}`,
	CWE: []string{"CWE-384"}, CAPEC: []string{"CAPEC-61"}, ASVS: []string{"v5.0.0-7.2.4"},
	Likelihood: "Low", LikelihoodWhy: "a cookie has to be planted in the victim's browser first, from a sister site or the network",
	Impact: "High", ImpactWhy: "the session is signed in as the victim, and its id is known",
	Action: "Give the session a new id when somebody signs in.", Effort: "Low",
}
