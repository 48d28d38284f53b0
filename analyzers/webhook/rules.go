package webhook

import "github.com/gostride/gostride/stride"

// Unsigned is the rule about events that anybody can send.
var Unsigned = &stride.Rule{
	ID: "webhook-signature", Title: "Anybody sends events in another service's name", STRIDE: "S", Also: "T",
	Reports: "A route that takes events of another service (it reads a signature header, an event type of a service's library, or calls one of its parsers) and changes, calls or sends something " +
		"before anything has refused an event without a valid signature. Asked as a question where only the path (webhook) says what it is.",
	Silent: "Routes behind a session, a token or a password. Routes that only read or answer. Secrets in the path or an address filter of the network: they can be declared.",
	Before: `var event stripe.Event
if err := json.NewDecoder(r.Body).Decode(&event); err != nil {
	return
}
orders.Paid(ctx, event.ID)`,
	After: `event, err := webhook.ConstructEvent(body, r.Header.Get("Stripe-Signature"), secret)
if err != nil {
	http.Error(w, "bad signature", http.StatusBadRequest)
	return
}
orders.Paid(ctx, event.ID)`,
	CWE: []string{"CWE-345", "CWE-347"}, CAPEC: []string{"CAPEC-194", "CAPEC-148"}, ASVS: []string{"v5.0.0-4.1.5", "v5.0.0-13.2.1"},
	Likelihood: "Medium", LikelihoodWhy: "the address has to be found; it is in the service's documentation, in logs, or a guess",
	Impact: "High", ImpactWhy: "what the event says is believed: that something was paid, pushed or approved",
	Action: "Verify the signature over the body before anything is done with it.", Effort: "Low",
}

// Compared is the rule about signatures whose comparison tells by its time how much of it was right.
var Compared = &stride.Rule{
	ID: "webhook-compare", Title: "The time of a comparison tells how much of a signature is right", STRIDE: "S",
	Reports: "A signature or secret of a webhook compared by == or another comparison that stops at the first difference.",
	Silent:  "hmac.Equal, subtle.ConstantTimeCompare and the functions of libraries. Comparisons elsewhere than on webhooks.",
	Before:  `if r.Header.Get("X-Signature") != hex.EncodeToString(mac.Sum(nil)) { return }`,
	After: `given, err := hex.DecodeString(r.Header.Get("X-Signature"))
if err != nil || !hmac.Equal(given, mac.Sum(nil)) {
	return
}`,
	CWE: []string{"CWE-208"}, CAPEC: []string{"CAPEC-462"}, ASVS: []string{"v5.0.0-11.2.4"},
	Likelihood: "Low", LikelihoodWhy: "differences of nanoseconds have to be measured over a network, many thousand times",
	Impact: "Medium", ImpactWhy: "in the end an event passes that the other service did not send",
	Action: "Compare with hmac.Equal.", Effort: "Low",
}

// Replayed is the rule about signed events that stay good for ever.
var Replayed = &stride.Rule{
	ID: "webhook-replay", Title: "An event that was recorded once is good for ever", STRIDE: "S", Also: "T",
	Reports: "A verified webhook whose signature covers a time that nothing compares with the clock: a library's call that ignores it, or a timestamp that is read and signed only.",
	Silent:  "Services that sign no time (GitHub, GitLab, Shopify): remember the delivery's id there. Libraries that check it by themselves (stripe, svix, slack).",
	Before:  `event, err := webhook.ConstructEventIgnoringTolerance(body, header, secret)`,
	After:   `event, err := webhook.ConstructEvent(body, header, secret) // not older than five minutes`,
	CWE:     []string{"CWE-294"}, CAPEC: []string{"CAPEC-60"}, ASVS: []string{"v5.0.0-4.1.5"},
	Likelihood: "Low", LikelihoodWhy: "a signed event has to be had first, from a log or a proxy",
	Impact: "Medium", ImpactWhy: "what happened once happens again",
	Action: "Refuse events whose signed time is more than a few minutes from now.", Effort: "Low",
}
