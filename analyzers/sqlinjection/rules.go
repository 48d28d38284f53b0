package sqlinjection

import "github.com/gostride/gostride/stride"

// Injection is the rule about statements that the caller writes.
var Injection = &stride.Rule{
	ID: "sql-injection", Title: "The caller changes the statement that the database runs", STRIDE: "T", Also: "IE",
	Reports: "A statement, or a condition, order or table name of an ORM, whose text is put together with something that the caller chooses.",
	Silent:  "Parameters of statements. Numbers, UUIDs, members of an allow-list, text that went through a library's own quoting.",
	Before:  `db.Query("SELECT * FROM files WHERE name = '" + r.FormValue("name") + "' ORDER BY " + r.FormValue("sort"))`,
	After: `column, ok := sortable[r.FormValue("sort")] // names cannot be parameters: pick them from a list
if !ok {
	return ErrSort
}
db.Query("SELECT * FROM files WHERE name = $1 ORDER BY "+column, r.FormValue("name"))`,
	CWE: []string{"CWE-89"}, CAPEC: []string{"CAPEC-66"}, ASVS: []string{"v5.0.0-1.2.4"},
	Likelihood: "High", LikelihoodWhy: "tools find and use it by themselves",
	Impact: "Critical", ImpactWhy: "everything the database account may do can be done: read, change, delete",
	Action: "Pass values as parameters; pick names of columns and tables from a fixed list.", Effort: "Low",
}
