package idor

import "github.com/gostride/gostride/stride"

const (
	silent = "Rows of tables without an owner. Routes that only a role gets to. Statements with the caller's identity among their parameters, and rows whose owner is compared with the caller afterwards. Ids that the caller does not choose."
	before = `db.Exec(ctx, "DELETE FROM files WHERE id = $1", r.PathValue("id"))`
	after  = `tag, err := db.Exec(ctx, "DELETE FROM files WHERE id = $1 AND user_id = $2", r.PathValue("id"), userID)
if err == nil && tag.RowsAffected() == 0 {
	err = ErrNotFound
}`
)

// Change is the rule about other users' objects that are changed.
var Change = &stride.Rule{
	ID: "object-owner-change", Title: "A user changes or deletes what belongs to another one", STRIDE: "E", Also: "T",
	Reports: "A statement that changes or deletes a row by an id which the caller chooses, without the caller's identity in it, in a table whose rows are written with an owner.",
	Silent:  silent, Before: before, After: after,
	CWE: []string{"CWE-639"}, CAPEC: []string{"CAPEC-1", "CAPEC-180"}, ASVS: []string{"v5.0.0-8.2.2"},
	Likelihood: "Medium", LikelihoodWhy: "any signed-in user tries another id; UUIDs make it harder, and leak",
	Impact: "High", ImpactWhy: "other users' data is changed or gone",
	Action: "Put the owner into the condition.", Effort: "Low",
}

// Read is the rule about other users' objects that are read.
var Read = &stride.Rule{
	ID: "object-owner-read", Title: "A user reads what belongs to another one", STRIDE: "I",
	Reports: "A statement that reads a row by an id which the caller chooses, without the caller's identity in it, in a table whose rows are written with an owner.",
	Silent:  silent, Before: `db.QueryRow(ctx, "SELECT * FROM files WHERE id = $1", r.PathValue("id"))`, After: `db.QueryRow(ctx, "SELECT * FROM files WHERE id = $1 AND user_id = $2", r.PathValue("id"), userID)`,
	CWE: []string{"CWE-639"}, CAPEC: []string{"CAPEC-1", "CAPEC-180"}, ASVS: []string{"v5.0.0-8.2.2"},
	Likelihood: "Medium", LikelihoodWhy: "any signed-in user tries another id; UUIDs make it harder, and leak",
	Impact: "High", ImpactWhy: "other users' data is read",
	Action: "Put the owner into the condition, or compare it before answering.", Effort: "Low",
}
