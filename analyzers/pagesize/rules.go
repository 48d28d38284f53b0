package pagesize

import "github.com/gostride/gostride/stride"

// Asked is the rule about callers who say how much.
var Asked = &stride.Rule{
	ID: "page-size", Title: "A caller says how many rows are read, or how much memory is taken", STRIDE: "D",
	Reports: "A number that a request holds reaches a query's LIMIT (in SQL, or by an ORM's Limit), the size of a slice, map or channel that is made, or a count of repetitions, and nothing holds it below a limit.",
	Silent: "Numbers that were compared with an upper limit of the program's own on the way, cut off (if n > 100 { n = 100 }, min, a function that clamps), read from a list or a small type, or held by a struct's tags (max=, lte=, oneof=) " +
		"where binding or a validator looks at them. Queries without any limit: they depend on how many rows there are.",
	Before: `n, _ := strconv.Atoi(r.URL.Query().Get("limit"))
rows, err := db.Query("SELECT * FROM notes LIMIT $1", n)`,
	After: `n, _ := strconv.Atoi(r.URL.Query().Get("limit"))
if n < 1 || n > 100 {
	n = 100
}
rows, err := db.Query("SELECT * FROM notes LIMIT $1", n)`,
	CWE: []string{"CWE-770", "CWE-789"}, CAPEC: []string{"CAPEC-130"}, ASVS: []string{"v5.0.0-15.2.2", "v5.0.0-2.2.1"},
	Likelihood: "Medium", LikelihoodWhy: "another number in the address; the harm depends on how many rows there are",
	Impact: "Medium", ImpactWhy: "the store and the process are busy with one answer, or memory runs out",
	Action: "Hold the number below a limit of your own.", Effort: "Low",
}
