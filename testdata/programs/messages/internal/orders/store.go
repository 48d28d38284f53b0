// Package orders keeps orders in PostgreSQL.
package orders

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

// Order is what somebody wants sent.
type Order struct {
	ID    string `json:"id" db:"id"`
	Item  string `json:"item" db:"item"`
	State string `json:"state" db:"state"`
}

// Store keeps orders.
type Store struct{ pool *pgxpool.Pool }

// NewStore returns the store behind pool.
func NewStore(pool *pgxpool.Pool) *Store { return &Store{pool: pool} }

// Add keeps a new order.
func (s *Store) Add(ctx context.Context, o Order) error {
	return s.exec(ctx, "add order", `INSERT INTO orders (id, item, state) VALUES ($1, $2, 'new') ON CONFLICT DO NOTHING`, o.ID, o.Item)
}

// Cancel marks an order as no longer wanted.
func (s *Store) Cancel(ctx context.Context, id string) error {
	return s.exec(ctx, "cancel order", `UPDATE orders SET state = 'cancelled' WHERE id = $1`, id)
}

// MarkPaid marks an order as paid.
func (s *Store) MarkPaid(ctx context.Context, id string) error {
	return s.exec(ctx, "mark order as paid", `UPDATE orders SET state = 'paid' WHERE id = $1`, id)
}

// Expire cancels orders that nobody has paid for.
func (s *Store) Expire(ctx context.Context, before time.Time) error {
	return s.exec(ctx, "expire orders", `UPDATE orders SET state = 'expired' WHERE state = 'new' AND created_at < $1`, before)
}

// Purge removes old orders.
func (s *Store) Purge(ctx context.Context, before time.Time) error {
	return s.exec(ctx, "purge orders", `DELETE FROM orders WHERE created_at < $1`, before)
}

// Find returns one order.
func (s *Store) Find(ctx context.Context, id string) (Order, error) {
	o := Order{ID: id}
	if err := s.pool.QueryRow(ctx, `SELECT item, state FROM orders WHERE id = $1`, id).Scan(&o.Item, &o.State); err != nil {
		return Order{}, fmt.Errorf("find order: %w", err)
	}
	return o, nil
}

// Waiting returns the orders that have not been shipped.
func (s *Store) Waiting(ctx context.Context) ([]Order, error) {
	rows, err := s.pool.Query(ctx, `SELECT id, item, state FROM orders WHERE state IN ('new', 'paid', 'packed')`)
	if err != nil {
		return nil, fmt.Errorf("list waiting orders: %w", err)
	}
	return pgx.CollectRows(rows, pgx.RowToStructByName[Order])
}

func (s *Store) exec(ctx context.Context, what, query string, args ...any) error {
	if _, err := s.pool.Exec(ctx, query, args...); err != nil {
		return fmt.Errorf("%s: %w", what, err)
	}
	return nil
}
