// Package arith has the values that are served.
package arith

import "database/sql"

type Args struct{ Account, Amount int }

type Ledger struct{ DB *sql.DB }

func (l *Ledger) Book(a *Args, sum *int) error {
	return l.DB.QueryRow("UPDATE accounts SET sum = sum + $1 WHERE id = $2 RETURNING sum", a.Amount, a.Account).Scan(sum)
}

// Close is no method that can be called: it has no reply.
func (l *Ledger) Close() error { return l.DB.Close() }

type Audit struct{ DB *sql.DB }

func (a *Audit) Sum(account int, sum *int) error {
	return a.DB.QueryRow("SELECT sum FROM accounts WHERE id = $1", account).Scan(sum)
}
