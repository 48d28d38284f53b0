// Package catalog keeps what the shop sells.
package catalog

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

// Product is one thing for sale. Prices are in cents.
type Product struct {
	ID    string `json:"id" db:"id"`
	Name  string `json:"name" db:"name"`
	Price int    `json:"price" db:"price"`
	Cost  int    `json:"-" db:"cost"`
}

// Store keeps products in PostgreSQL.
type Store struct{ pool *pgxpool.Pool }

// NewStore returns the store behind pool.
func NewStore(pool *pgxpool.Pool) *Store { return &Store{pool: pool} }

// List returns all products.
func (s *Store) List(ctx context.Context) ([]Product, error) {
	rows, err := s.pool.Query(ctx, `SELECT id, name, price, cost FROM products ORDER BY name`)
	if err != nil {
		return nil, fmt.Errorf("list products: %w", err)
	}
	return pgx.CollectRows(rows, pgx.RowToStructByName[Product])
}

// Get returns one product.
func (s *Store) Get(ctx context.Context, id string) (Product, error) {
	var p Product
	err := s.pool.QueryRow(ctx, `SELECT id, name, price FROM products WHERE id = $1`, id).Scan(&p.ID, &p.Name, &p.Price)
	if err != nil {
		return Product{}, fmt.Errorf("get product: %w", err)
	}
	return p, nil
}

// Put adds or changes a product.
func (s *Store) Put(ctx context.Context, p Product) error {
	_, err := s.pool.Exec(ctx,
		`INSERT INTO products (id, name, price) VALUES ($1, $2, $3)
		 ON CONFLICT (id) DO UPDATE SET name = excluded.name, price = excluded.price`,
		p.ID, p.Name, p.Price)
	if err != nil {
		return fmt.Errorf("put product: %w", err)
	}
	return nil
}

// Delete removes a product.
func (s *Store) Delete(ctx context.Context, id string) error {
	if _, err := s.pool.Exec(ctx, `DELETE FROM products WHERE id = $1`, id); err != nil {
		return fmt.Errorf("delete product: %w", err)
	}
	return nil
}

// Review adds what a customer thinks of a product.
func (s *Store) Review(ctx context.Context, id, author, text string) error {
	_, err := s.pool.Exec(ctx, `INSERT INTO reviews (product_id, author, text) VALUES ($1, $2, $3)`, id, author, text)
	if err != nil {
		return fmt.Errorf("review product: %w", err)
	}
	return nil
}
