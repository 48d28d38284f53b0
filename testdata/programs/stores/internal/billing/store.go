// Package billing keeps invoices.
package billing

import (
	"context"
	"fmt"

	"github.com/jmoiron/sqlx"
)

// Invoice is what somebody owes.
type Invoice struct {
	ID       string `db:"id" json:"id"`
	Customer string `db:"customer" json:"customer"`
	Cents    int64  `db:"cents" json:"cents"`
}

// Store keeps invoices.
type Store struct{ db *sqlx.DB }

// NewStore returns the store in db.
func NewStore(db *sqlx.DB) *Store { return &Store{db: db} }

// Open returns the invoices that nobody has paid.
func (s *Store) Open(ctx context.Context) ([]Invoice, error) {
	var open []Invoice
	if err := s.db.SelectContext(ctx, &open, `SELECT id, customer, cents FROM invoices WHERE paid_at IS NULL`); err != nil {
		return nil, fmt.Errorf("open invoices: %w", err)
	}
	return open, nil
}

// Pay marks an invoice as paid.
func (s *Store) Pay(ctx context.Context, id string) error {
	return s.exec(ctx, `UPDATE invoices SET paid_at = now() WHERE id = $1`, id)
}

// Void removes an invoice.
func (s *Store) Void(ctx context.Context, id string) error {
	return s.exec(ctx, `DELETE FROM invoices WHERE id = $1`, id)
}

func (s *Store) exec(ctx context.Context, query string, args ...any) error {
	if _, err := s.db.ExecContext(ctx, query, args...); err != nil {
		return fmt.Errorf("change invoices: %w", err)
	}
	return nil
}
