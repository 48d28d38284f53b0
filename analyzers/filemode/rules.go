package filemode

import "github.com/gostride/gostride/stride"

// Writable is the rule about files that everybody on the host may change.
var Writable = &stride.Rule{
	ID: "world-writable", Alike: true, Title: "Anybody on the host changes the program's files", STRIDE: "T",
	Reports: "Files and directories that are made with a mode which lets others write (0666, 0777).",
	Silent:  "os.Create, whose mode the umask cuts down to 0644 almost everywhere. Modes that come from elsewhere.",
	Before:  `os.MkdirAll(dir, 0o777)`,
	After:   `os.MkdirAll(dir, 0o750)`,
	CWE:     []string{"CWE-732", "CWE-276"}, CAPEC: []string{"CAPEC-1"}, ASVS: []string{"v5.0.0-13.2.2"},
	Likelihood: "Low", LikelihoodWhy: "it takes an account on the host, and a umask that lets it through",
	Impact: "Medium", ImpactWhy: "what the program reads back is somebody else's",
	Action: "Give files 0600 or 0640 and directories 0750.", Effort: "Low",
}
