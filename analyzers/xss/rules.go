package xss

import "github.com/gostride/gostride/stride"

// Reflected is the rule about answers that hold what the caller sent, as HTML.
var Reflected = &stride.Rule{
	ID: "reflected-xss", Title: "A link to this site runs script in the reader's browser", STRIDE: "T", Also: "SE",
	Reports: "HTML that is put together with something the caller chooses: answers of kind html, text with a tag in it, templates of text/template, text of which the caller says of what type it is; " +
		"what begins with his own text, where nobody says of what type it is (net/http looks at the first bytes); what he sends as template.HTML or another type that templates leave alone.",
	Silent: "html/template, which escapes by itself. JSON and other types, text that is said to be plain. Text that was escaped for HTML.",
	Before: `fmt.Fprintf(w, "<h1>No results for %s</h1>", r.FormValue("q"))`,
	After:  `page.Execute(w, r.FormValue("q")) // page is an html/template`,
	CWE:    []string{"CWE-79"}, CAPEC: []string{"CAPEC-591"}, ASVS: []string{"v5.0.0-1.2.1"},
	Likelihood: "Medium", LikelihoodWhy: "somebody has to follow a link, which looks like any other of this site",
	Impact: "High", ImpactWhy: "the script acts as the reader on this site",
	Action: "Render HTML with html/template.", Effort: "Low",
}
