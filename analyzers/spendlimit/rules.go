package spendlimit

import "github.com/gostride/gostride/stride"

// Spending is the rule about strangers who spend the operator's money.
var Spending = &stride.Rule{
	ID: "spend-limit", Title: "Anybody spends the operator's money", STRIDE: "D",
	Reports: "A route that anybody reaches without signing in, on which a language model, a mail, SMS or payment provider is called, and no limiter or quota refuses anybody on the way there. High impact for language models and SMS, which are paid by use and abused for it.",
	Silent:  "Routes behind a sign-in: missing-rate-limit judges those, and all other costs. Calls behind a limiter that tells callers apart and holds, or behind a quota. Calls that only follow a password that was right. Limits in a gateway, and budgets at the provider: they can be declared.",
	Before: `mux.HandleFunc("POST /ask", func(w http.ResponseWriter, r *http.Request) {
	answer, err := llm.Complete(r.Context(), r.FormValue("q"))
	write(w, answer, err)
})`,
	After: `mux.HandleFunc("POST /ask", func(w http.ResponseWriter, r *http.Request) {
	if !limiters.ByAddress(r).Allow() {
		http.Error(w, "too many questions", http.StatusTooManyRequests)
		return
	}
	answer, err := llm.Complete(r.Context(), r.FormValue("q"))
	write(w, answer, err)
})`,
	CWE: []string{"CWE-770", "CWE-799"}, CAPEC: []string{"CAPEC-125", "CAPEC-469"}, ASVS: []string{"v5.0.0-2.4.1", "v5.0.0-15.2.2"},
	Likelihood: "High", LikelihoodWhy: "one machine does it, and for SMS and language models people earn money by it",
	Impact: "Medium", ImpactWhy: "the bill, and an account that the provider closes",
	Action: "Refuse beyond a number for each caller and each day, and set a budget at the provider.", Effort: "Low",
}
