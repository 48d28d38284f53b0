package orders

import (
	"context"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

// ErrNotFound is returned for an order that the customer does not have.
var ErrNotFound = errors.New("no such order")

// Order is what a customer wants.
type Order struct {
	ID       string `json:"id" db:"id"`
	Customer string `json:"-" db:"customer"`
	Product  string `json:"product" db:"product"`
	Quantity int    `json:"quantity" db:"quantity"`
}

// Store keeps orders in PostgreSQL.
type Store struct{ pool *pgxpool.Pool }

// NewStore returns the store behind pool.
func NewStore(pool *pgxpool.Pool) *Store { return &Store{pool: pool} }

// List returns a customer's orders.
func (s *Store) List(ctx context.Context, customer string) ([]Order, error) {
	rows, err := s.pool.Query(ctx, `SELECT id, customer, product, quantity FROM orders WHERE customer = $1`, customer)
	if err != nil {
		return nil, fmt.Errorf("list orders: %w", err)
	}
	return pgx.CollectRows(rows, pgx.RowToStructByName[Order])
}

// Find returns one of a customer's orders.
func (s *Store) Find(ctx context.Context, customer, id string) (Order, error) {
	o := Order{ID: id, Customer: customer}
	err := s.pool.QueryRow(ctx,
		`SELECT product, quantity FROM orders WHERE id = $1 AND customer = $2`, id, customer).
		Scan(&o.Product, &o.Quantity)
	if errors.Is(err, pgx.ErrNoRows) {
		return Order{}, ErrNotFound
	}
	if err != nil {
		return Order{}, fmt.Errorf("find order: %w", err)
	}
	return o, nil
}

// Create keeps a new order.
func (s *Store) Create(ctx context.Context, o Order) error {
	_, err := s.pool.Exec(ctx,
		`INSERT INTO orders (id, customer, product, quantity) VALUES ($1, $2, $3, $4)`,
		o.ID, o.Customer, o.Product, o.Quantity)
	if err != nil {
		return fmt.Errorf("create order: %w", err)
	}
	return nil
}

// Cancel marks an order as no longer wanted.
func (s *Store) Cancel(ctx context.Context, customer, id string) error {
	_, err := s.pool.Exec(ctx,
		`UPDATE orders SET cancelled_at = now() WHERE id = $1 AND customer = $2`, id, customer)
	if err != nil {
		return fmt.Errorf("cancel order: %w", err)
	}
	return nil
}
