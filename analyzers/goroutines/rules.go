package goroutines

import "github.com/gostride/gostride/stride"

// Panics is the rule about goroutines that take the process down.
var Panics = &stride.Rule{
	ID: "goroutine-panic", Alike: true, Title: "A panic in a goroutine of a request ends the whole process", STRIDE: "D",
	Reports: "A goroutine that a request starts and that has no recover of its own, in which something panics by what the request holds (an element of a list whose length nobody asked for, a type assertion without ok on decoded JSON, a Must… function) " +
		"or by an explicit panic. net/http, and the recover middleware of frameworks, recover only the goroutine of the handler itself.",
	Silent: "Goroutines that defer a function which recovers, or one of a library that is called so. Panics that neither input nor an explicit panic causes: nil pointers, maps that were not made, arithmetic. Goroutines started at start-up. errgroup, which hands a panic on.",
	Before: `go func() {
	parts := strings.Split(in.Address, "@")
	notify(parts[1])
}()`,
	After: `go func() {
	defer func() {
		if e := recover(); e != nil {
			slog.Error("notify", "panic", e)
		}
	}()
	if _, host, ok := strings.Cut(in.Address, "@"); ok {
		notify(host)
	}
}()`,
	CWE: []string{"CWE-248", "CWE-703"}, CAPEC: []string{"CAPEC-153"}, ASVS: []string{"v5.0.0-16.5.3"},
	Likelihood: "Medium", LikelihoodWhy: "a request that nobody thought of does it, by mistake or on purpose",
	Impact: "Medium", ImpactWhy: "all requests of all users end with the process, which starts again",
	Action: "Recover in the goroutine, and check what it takes apart.", Effort: "Low",
}

// Unbounded is the rule about goroutines without number.
var Unbounded = &stride.Rule{
	ID: "unbounded-goroutines", Title: "One request starts as many goroutines as it likes", STRIDE: "D",
	Reports: "A go statement in a loop over a list that a request holds, or up to a number in it, where nothing in the loop waits for one of a limited number and nothing holds the list below a limit.",
	Silent:  "Loops that send to a channel or acquire a semaphore before each goroutine, errgroup (whose SetLimit bounds it), lists whose length was compared with a limit. One goroutine a request. What a limit on the body leaves: thousands of short elements fit into a megabyte.",
	Before: `for _, u := range in.URLs {
	go fetch(u)
}`,
	After: `var g errgroup.Group
g.SetLimit(8)
for _, u := range in.URLs {
	g.Go(func() error { return fetch(u) })
}`,
	CWE: []string{"CWE-770"}, CAPEC: []string{"CAPEC-130", "CAPEC-469"}, ASVS: []string{"v5.0.0-15.2.2"},
	Likelihood: "Medium", LikelihoodWhy: "a longer list in one request",
	Impact: "Medium", ImpactWhy: "memory, connections and what the goroutines call are used up",
	Action: "Bound the goroutines of a request, and the length of the list.", Effort: "Low",
}
