package bodylimit

import "github.com/gostride/gostride/stride"

// Unbounded is the rule about request bodies of any size.
var Unbounded = &stride.Rule{
	ID: "unbounded-body", Title: "One large request takes the service down", STRIDE: "D",
	Reports: "Handlers that read or decode a request's body without a limit on its size, or with one above 64 MiB (body-limit).",
	Silent:  "Frameworks and calls that limit by themselves (fiber's 4 MiB, ParseForm's 10 MB, and FormValue, which keeps 32 MB of a multipart form in memory). Uploads that are stored: storage-exhaustion judges those. Bodies that nobody reads. Limits in a gateway: they can be declared.",
	Before:  `err := json.NewDecoder(r.Body).Decode(&in)`,
	After: `r.Body = http.MaxBytesReader(w, r.Body, 1<<20)
err := json.NewDecoder(r.Body).Decode(&in)`,
	CWE: []string{"CWE-770", "CWE-400"}, CAPEC: []string{"CAPEC-130"}, ASVS: []string{"v5.0.0-15.2.2", "v5.0.0-5.2.1"},
	Likelihood: "Medium", LikelihoodWhy: "a few parallel requests of gigabytes do it, which few people try",
	Impact: "Medium", ImpactWhy: "the process runs out of memory and starts again",
	Action: "Limit the body before it is read, once for all routes.", Effort: "Low",
}
