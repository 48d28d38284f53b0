package debugexposed

import "github.com/gostride/gostride/stride"

// Profiling is the rule about profiling handlers that strangers get to.
var Profiling = &stride.Rule{
	ID: "debug-exposed", Title: "Strangers read the program's memory and goroutines", STRIDE: "I", Also: "D",
	Reports: "Handlers of net/http/pprof (registered by a blank import as well) without authentication on a listener that others than this host get to.",
	Silent:  "The same on a loopback address or behind authentication.",
	Before: `import _ "net/http/pprof"

func main() { http.ListenAndServe(":8080", nil) }`,
	After: `func debug() { go http.ListenAndServe("127.0.0.1:6060", http.DefaultServeMux) }

func main() { http.ListenAndServe(":8080", routes()) } // a router of its own`,
	CWE: []string{"CWE-489", "CWE-200"}, CAPEC: []string{"CAPEC-121", "CAPEC-545"}, ASVS: []string{"v5.0.0-13.4.2", "v5.0.0-13.4.5"},
	Likelihood: "Medium", LikelihoodWhy: "/debug/pprof is on every scanner's list",
	Impact: "Medium", ImpactWhy: "command line, memory contents and code paths are readable, and profiles cost CPU on request",
	Action: "Serve profiling on a loopback address, on a router of its own.", Effort: "Low",
}

// Metrics is the rule about metrics that strangers get to.
var Metrics = &stride.Rule{
	ID: "metrics-exposed", Title: "Strangers read the program's metrics", STRIDE: "I",
	Reports: "Handlers of expvar, Prometheus and the like without authentication on a listener that others than this host get to.",
	Silent:  "The same on a loopback address or behind authentication.",
	Before:  `r.Handle("/metrics", promhttp.Handler())`,
	After:   `go http.ListenAndServe("127.0.0.1:9090", promhttp.Handler())`,
	CWE:     []string{"CWE-200"}, CAPEC: []string{"CAPEC-169"}, ASVS: []string{"v5.0.0-13.4.5"},
	Likelihood: "Medium", LikelihoodWhy: "/metrics and /debug/vars are on every scanner's list",
	Impact: "Low", ImpactWhy: "load, routes and versions help the next step and harm nobody by themselves",
	Action: "Serve metrics on a loopback or internal address.", Effort: "Low",
}
