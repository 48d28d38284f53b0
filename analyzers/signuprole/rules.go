package signuprole

import "github.com/gostride/gostride/stride"

// Chosen is the rule about callers who say what they may do.
var Chosen = &stride.Rule{
	ID: "signup-role", Title: "Whoever signs up or edits a profile says what they may do", STRIDE: "E", Also: "T",
	Reports: "A route without a role of its own on which what the caller sent reaches a field or column that says what somebody may do (role, is_admin, permissions), in the table of accounts. " +
		"That a field says so, is told by its name. Asked as a question: a table that is taken for the accounts by its name only, and a check of the value that could not be read.",
	Silent: "Routes for which a role is needed, or on which only who has one may ask for one. Values held to a list in which no rank stands (admin, owner, moderator, …). " +
		"Fields that are left out of what is bound (json:\"-\") or set anew afterwards. Roles in tables that hold no accounts. A model that is bound as a whole without such a field: mass-assignment asks about it.",
	Before: `var in struct{ Email, Password, Role string }
json.NewDecoder(r.Body).Decode(&in)
db.Exec("INSERT INTO users (email, hash, role) VALUES ($1, $2, $3)", in.Email, hash(in.Password), in.Role)`,
	After: `var in struct{ Email, Password string }
json.NewDecoder(r.Body).Decode(&in)
db.Exec("INSERT INTO users (email, hash, role) VALUES ($1, $2, 'user')", in.Email, hash(in.Password))`,
	CWE: []string{"CWE-269", "CWE-915"}, CAPEC: []string{"CAPEC-122", "CAPEC-77"}, ASVS: []string{"v5.0.0-8.2.1", "v5.0.0-15.3.3"},
	Likelihood: "High", LikelihoodWhy: "one more field in a form or a JSON body, whose name is guessed at the first try",
	Impact: "High", ImpactWhy: "the caller has the rights of an administrator",
	Action: "Set the role on the server, and give it by a route of its own that needs one.", Effort: "Low",
}
