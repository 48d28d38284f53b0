package cors

import "github.com/gostride/gostride/stride"

// Reflected is the rule about origins that are all let in.
var Reflected = &stride.Rule{
	ID: "cors-any-origin", Title: "Any web site reads answers as the signed-in user", STRIDE: "I", Also: "S",
	Reports: "Answers whose Access-Control-Allow-Origin is the request's own Origin, unchecked, together with Access-Control-Allow-Credentials: true; middleware of libraries with credentials " +
		"and a function that says yes to every origin, or a list that holds every host of a scheme. Asked as a question where a setting switches either.",
	Silent: "\"*\": browsers send no credentials there. Origins of a list. Routes that know callers by a header which other sites cannot set, and have nothing to do with cookies; routes that all may ask.",
	Before: `w.Header().Set("Access-Control-Allow-Origin", r.Header.Get("Origin"))
w.Header().Set("Access-Control-Allow-Credentials", "true")`,
	After: `if origin := r.Header.Get("Origin"); trusted[origin] {
	w.Header().Set("Access-Control-Allow-Origin", origin)
	w.Header().Set("Access-Control-Allow-Credentials", "true")
}`,
	CWE: []string{"CWE-942", "CWE-346"}, CAPEC: []string{"CAPEC-111"}, ASVS: []string{"v5.0.0-3.4.2"},
	Likelihood: "Medium", LikelihoodWhy: "a signed-in user has to visit another site",
	Impact: "High", ImpactWhy: "that site reads and does what the user may",
	Action: "Allow origins of a fixed list only.", Effort: "Low",
}
