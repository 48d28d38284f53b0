package massassign

import "github.com/gostride/gostride/stride"

// Bound is the rule about requests that fill a stored model as they please.
var Bound = &stride.Rule{
	ID: "mass-assignment", Title: "A request sets fields that are not meant for it", STRIDE: "T", Also: "E",
	Reports: "As a question: a struct of the program's own that a request's body is bound into as a whole and that is then written to a store as it is.",
	Silent:  "Models that are filled field by field, or from a type made for the request.",
	Before: `var u User // ID, Email, Role
c.BindJSON(&u)
db.Create(&u)`,
	After: `var in struct{ Email string }
c.BindJSON(&in)
db.Create(&User{Email: in.Email, Role: "user"})`,
	CWE: []string{"CWE-915"}, CAPEC: []string{"CAPEC-77"}, ASVS: []string{"v5.0.0-15.3.3"},
	Likelihood: "Medium", LikelihoodWhy: "names of fields are guessed, or read off the answers",
	Impact: "Medium", ImpactWhy: "how bad it is depends on the fields: a role or an owner among them makes it worse",
	Action: "Bind into a type of its own and copy the fields that a caller may set.", Effort: "Low",
}
