// Package pg helps with what every use of a database needs.
package pg

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5/pgconn"
)

// WithTx runs fn in a transaction, which holds if fn returns nil.
func WithTx(ctx context.Context, db *sql.DB, fn func(tx *sql.Tx) error) error {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return fmt.Errorf("begin: %w", err)
	}
	defer tx.Rollback()
	if err := fn(tx); err != nil {
		return err
	}
	return tx.Commit()
}

// Retry runs fn again for as long as it loses against other transactions, but
// not for ever.
func Retry(ctx context.Context, fn func() error) error {
	const attempts = 4
	var err error
	for i := range attempts {
		if err = fn(); !conflict(err) {
			return err
		}
		select {
		case <-time.After(time.Duration(1<<i) * 10 * time.Millisecond):
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return err
}

func conflict(err error) bool {
	var pgErr *pgconn.PgError
	return errors.As(err, &pgErr) && pgErr.Code == "40001"
}
