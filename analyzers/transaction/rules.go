package transaction

import "github.com/gostride/gostride/stride"

// Torn is the rule about changes that a failure leaves half done.
var Torn = &stride.Rule{
	ID: "unsafe-transaction", Title: "A failure half-way leaves data that does not fit together", STRIDE: "T",
	Reports: "Two or more statements of one request that change one SQL database, one after the other on every path, about the same thing (a value in common), without a transaction around them.",
	Silent: "Single statements, statements in a loop, writes of middleware, of background work and after an error. Requests that open a transaction anywhere before: whether each statement is part of it is not judged. " +
		"Stores without transactions over several keys.",
	Before: `db.Exec("INSERT INTO orders (id, user_id) VALUES ($1, $2)", id, user)
db.Exec("INSERT INTO order_items (order_id, sku) VALUES ($1, $2)", id, sku)`,
	After: `tx, err := db.BeginTx(ctx, nil)
if err != nil {
	return err
}
defer tx.Rollback()
tx.Exec("INSERT INTO orders (id, user_id) VALUES ($1, $2)", id, user)
tx.Exec("INSERT INTO order_items (order_id, sku) VALUES ($1, $2)", id, sku)
return tx.Commit()`,
	CWE: []string{"CWE-662", "CWE-460"}, CAPEC: []string{"CAPEC-25"}, ASVS: []string{"v5.0.0-2.3.3"},
	Likelihood: "Low", LikelihoodWhy: "a statement has to fail, or the process to stop, between the two",
	Impact: "Medium", ImpactWhy: "rows are left that later code does not expect, and nobody is told",
	Action: "Make the statements one transaction.", Effort: "Medium",
}

// Raced is the rule about a limit that two requests pass at the same time.
var Raced = &stride.Rule{
	ID: "check-then-write", Title: "Two requests at the same time pass a check that one of them should fail", STRIDE: "T",
	Reports: "A number is read from a row and compared, and past the comparison the same table is updated from it, without the condition in the UPDATE, a lock on the row, or a lock in the program. " +
		"Asked as a question inside a transaction: whether it helps depends on the isolation.",
	Silent: "Updates whose WHERE compares again, SELECT … FOR UPDATE, comparisons of times and lengths, counts before an INSERT, models that an ORM saves whole.",
	Before: `db.QueryRow("SELECT balance FROM accounts WHERE id = $1", id).Scan(&balance)
if balance < amount {
	return errFunds
}
db.Exec("UPDATE accounts SET balance = balance - $1 WHERE id = $2", amount, id)`,
	After: `res, err := db.Exec("UPDATE accounts SET balance = balance - $1 WHERE id = $2 AND balance >= $1", amount, id)
if err != nil {
	return err
}
if n, _ := res.RowsAffected(); n == 0 {
	return errFunds
}`,
	CWE: []string{"CWE-367", "CWE-362"}, CAPEC: []string{"CAPEC-29"}, ASVS: []string{"v5.0.0-15.4.2", "v5.0.0-2.3.4"},
	Likelihood: "Medium", LikelihoodWhy: "two requests sent at once do it; no other weakness is needed",
	Impact: "Medium", ImpactWhy: "more is taken than there is: money, stock, a quota",
	Action: "Put the condition into the UPDATE and look at the number of rows, or lock the row when reading it.", Effort: "Low",
}
