package redirect

import "github.com/gostride/gostride/stride"

// Open is the rule about redirects that lead anywhere.
var Open = &stride.Rule{
	ID: "open-redirect", Title: "A link to this site leads to another one", STRIDE: "S",
	Reports: "A redirect to an address that the caller chooses, or that starts with it. \"/\" in front does not hold it: //evil.example and /\\evil.example lead away, and so does /<tab>/evil.example, since browsers leave tabs out.",
	Silent:  "Redirects below a path of at least one more character, to a constant host, or to a member of a list. The Host header and the request's own path.",
	Before:  `http.Redirect(w, r, r.FormValue("next"), http.StatusFound)`,
	After: `next := "/" + strings.TrimLeft(r.FormValue("next"), "/\\\t")
http.Redirect(w, r, next, http.StatusFound)`,
	CWE: []string{"CWE-601"}, CAPEC: []string{"CAPEC-194"}, ASVS: []string{"v5.0.0-3.7.2"},
	Likelihood: "Medium", LikelihoodWhy: "somebody has to follow a link, which looks like one of this site",
	Impact: "Medium", ImpactWhy: "the next page asks for the password, and looks like this site",
	Action: "Redirect to paths of this site only.", Effort: "Low",
}
