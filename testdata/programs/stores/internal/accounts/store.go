// Package accounts keeps money.
package accounts

import (
	"context"
	"database/sql"
	"fmt"

	"example.com/samples/programs/stores/internal/pg"
)

// Account is somebody's money.
type Account struct {
	ID    string `json:"id"`
	Owner string `json:"owner"`
	Cents int64  `json:"cents"`
}

// Store keeps accounts.
type Store struct{ db *sql.DB }

// NewStore returns the store in db.
func NewStore(db *sql.DB) *Store { return &Store{db: db} }

// Get returns one account.
func (s *Store) Get(ctx context.Context, id string) (Account, error) {
	a := Account{ID: id}
	err := s.db.QueryRowContext(ctx, `SELECT owner, cents FROM accounts WHERE id = $1`, id).Scan(&a.Owner, &a.Cents)
	if err != nil {
		return Account{}, fmt.Errorf("get account: %w", err)
	}
	return a, nil
}

// Transfer moves money from one account to another.
func (s *Store) Transfer(ctx context.Context, from, to string, cents int64) error {
	return pg.Retry(ctx, func() error {
		return pg.WithTx(ctx, s.db, func(tx *sql.Tx) error {
			if err := book(ctx, tx, from, -cents); err != nil {
				return err
			}
			return book(ctx, tx, to, cents)
		})
	})
}

// Close removes an account and what was booked on it.
func (s *Store) Close(ctx context.Context, id string) error {
	return pg.WithTx(ctx, s.db, func(tx *sql.Tx) error {
		for _, q := range []string{
			`DELETE FROM bookings WHERE account = $1`,
			`DELETE FROM accounts WHERE id = $1`,
		} {
			if _, err := tx.ExecContext(ctx, q, id); err != nil {
				return fmt.Errorf("close account: %w", err)
			}
		}
		return nil
	})
}

func book(ctx context.Context, tx *sql.Tx, id string, cents int64) error {
	if _, err := tx.ExecContext(ctx, `UPDATE accounts SET cents = cents + $2 WHERE id = $1`, id, cents); err != nil {
		return fmt.Errorf("change account %s: %w", id, err)
	}
	if _, err := tx.ExecContext(ctx, `INSERT INTO bookings (account, cents) VALUES ($1, $2)`, id, cents); err != nil {
		return fmt.Errorf("book on account %s: %w", id, err)
	}
	return nil
}
