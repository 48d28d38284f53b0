package timeouts

import "github.com/gostride/gostride/stride"

// Server is the rule about servers that wait forever.
var Server = &stride.Rule{
	ID: "server-timeouts", Alike: true, Title: "Slow clients use up the server's connections", STRIDE: "D",
	Reports: "An HTTP server that others than this host get to and that sets no timeout for reading a request: http.ListenAndServe and its kin, an http.Server without ReadHeaderTimeout and ReadTimeout.",
	Silent:  "Servers behind a loopback address or on a Unix socket. Frameworks with defaults of their own. A proxy in front: it can be declared.",
	Before:  `http.ListenAndServe(":8080", r)`,
	After:   `(&http.Server{Addr: ":8080", Handler: r, ReadHeaderTimeout: 5 * time.Second, IdleTimeout: 2 * time.Minute}).ListenAndServe()`,
	CWE:     []string{"CWE-400", "CWE-1088"}, CAPEC: []string{"CAPEC-469"}, ASVS: []string{"v5.0.0-15.2.2", "v5.0.0-13.1.3"},
	Likelihood: "Medium", LikelihoodWhy: "one machine holds thousands of connections open; a proxy in front usually stops it",
	Impact: "Medium", ImpactWhy: "the service answers nobody while it lasts",
	Action: "Set ReadHeaderTimeout, ReadTimeout and IdleTimeout.", Effort: "Low",
}
