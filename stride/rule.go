// Package stride turns a linked program into rated STRIDE threats.
//
// In: a dfd.Program and the checks to run over it (their rules are documents: title, levels with reasons, mitigation).
// Out: the program's threats, controls and ruled-out cells, filled into its Model. It knows no Go syntax, renders nothing
// (stride/report does) and finds nothing by itself: checks live in analyzers/, one folder each.
package stride

import "github.com/gostride/gostride/dfd"

// Rule is a check's structured document. It feeds `gostride explain`, the docs, SARIF and the mitigation text.
type Rule struct {
	ID      string // kebab-case: user-filename, missing-rate-limit, …
	Title   string // what can go wrong, one line
	STRIDE  string // primary letter
	Also    string // secondary letters
	Reports string // what it reports
	Silent  string // what it deliberately does not report
	Before  string // Go code that has the flaw
	After   string // the same code, mended
	CWE     []string
	CAPEC   []string
	ASVS    []string

	Likelihood    string // base: Low, Medium, High
	LikelihoodWhy string
	Impact        string // base: Low, Medium, High, Critical
	ImpactWhy     string

	Action string // mitigation, in general
	Effort string // Low, Medium, High

	Alike bool // open rows that say the same are one row that lists the places: each place is mended alike
}

// Finding is what a check says about one place of the program. Findings of one rule and one cause are one Finding.
type Finding struct {
	Rule    *Rule
	Target  string           // element or flow id
	Entries []string         // entry point ids
	Doubted map[string]Doubt // of these, those of which it is not certain that they are meant: they become a question of their own
	Title   string           // in this program's own names
	Tier    string           // shown, absent, unknown
	Status  string           // open, mitigated, to-confirm

	Likelihood  string   // "" = the rule's base
	Impact      string   // "" = the rule's base
	Because     []string // why the levels are what they are here (each deviation from the base; partial controls)
	ServiceWide bool     // the service-wide step applies (DESIGN §7): the check saw cost beyond handler CPU; the row says so

	Evidence []dfd.Place // the places, most telling first
	Trace    []dfd.Place // from the entry point to the sink
	Action   string      // what to do, naming this program's call, setting or line
	Note     string      // Go note: the call to write, or, mitigated, the control's place and value
	Effort   string      // "" = the rule's

	Controls []*dfd.Control // the controls judged, with verdicts; ids are given by Assess
	RestsOn  []string       // rules whose open threats this mitigation rests on
	Store    string         // identity: technology + store + table or bucket, "" where none
	Symbols  []string       // identity: module-relative symbols of sink or registration
}

// Doubt is why it is not certain that a finding is about an entry point.
type Doubt struct {
	Why    string
	Either bool // it is one of several functions that does it: which one does not matter where something is missing in front of them
}

// Check is one folder under analyzers/: rules and the function that looks for them.
type Check struct {
	Name    string
	Rules   []*Rule
	Program func(*dfd.Program) []Finding
}
