package secretanswer

import "github.com/gostride/gostride/stride"

// Answered is the rule about passwords in answers.
var Answered = &stride.Rule{
	ID: "secret-answered", Title: "Passwords or their hashes stand in answers", STRIDE: "I", Also: "S",
	Reports: "An answer in JSON that shows a field called a password, or a hash of one, of a struct of the program's own as it was read from a store. " +
		"Asked as a question: where more callers share what answers than are kept apart.",
	Silent: "Fields that JSON leaves out (`json:\"-\"`), that the program puts something else into on the way, and types that make their own JSON. Columns that are not read. " +
		"Tokens and keys: to answer with them is often what the route is for.",
	Before: `type User struct {
	Name         string ` + "`json:\"name\"`" + `
	PasswordHash string ` + "`json:\"password_hash\"`" + `
}
db.First(&user, id)
c.JSON(200, user)`,
	After: `type User struct {
	Name         string ` + "`json:\"name\"`" + `
	PasswordHash string ` + "`json:\"-\"`" + `
}
db.First(&user, id)
c.JSON(200, user)`,
	CWE: []string{"CWE-200", "CWE-522"}, CAPEC: []string{"CAPEC-37"}, ASVS: []string{"v5.0.0-15.3.1", "v5.0.0-14.2.6"},
	Likelihood: "Medium", LikelihoodWhy: "whoever may use the route has it without doing anything; what is guessed from it is tried elsewhere, too",
	Impact: "Medium", ImpactWhy: "weak passwords are found from their hashes at leisure, and accounts are lost with them",
	Action: "Answer with a struct of what the caller may know.", Effort: "Low",
}
