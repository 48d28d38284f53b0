package auditlog

import "github.com/gostride/gostride/stride"

// Missing is the rule about changes that leave no record.
var Missing = &stride.Rule{
	ID: "missing-audit", Title: "Nobody can prove who changed what", STRIDE: "R",
	Reports: "Entry points that change what a store holds, on whose way no record is made that holds actor, object and time and that no code of the program updates or deletes. " +
		"A business row counts only under the same conditions.",
	Silent: "Reads. A row that holds no time and that the program changes is what the program is about, not a record of it. Caches and counters kept in memory, and what is one by its name: tables, topics and files of logs, sessions, caches, counters, locks. Whether the database account could change the record by hand. " +
		"A structured log record with actor and object counts as a record, a weaker one: it lives as long as the log does.",
	Before: `_, err := db.Exec(ctx, "DELETE FROM files WHERE id = $1", id)`,
	After: `err := pgx.BeginFunc(ctx, db, func(tx pgx.Tx) error {
	if _, err := tx.Exec(ctx, "DELETE FROM files WHERE id = $1", id); err != nil {
		return err
	}
	_, err := tx.Exec(ctx, "INSERT INTO file_events (actor, action, file_id, at) VALUES ($1, 'delete', $2, now())", userID, id)
	return err
})`,
	CWE: []string{"CWE-778"}, CAPEC: []string{"CAPEC-268"}, ASVS: []string{"v5.0.0-16.2.1", "v5.0.0-16.3.3", "v5.0.0-16.4.2"},
	Likelihood: "High", LikelihoodWhy: "disputes about who did something come up by themselves, without an attacker",
	Impact: "Medium", ImpactWhy: "the service goes on; what happened cannot be shown to anybody",
	Action: "Insert an event with actor, action, object and time in the same transaction as the change, into a table that nothing updates or deletes.", Effort: "Low",
}
