// Package store keeps orders in a database.
package store

import (
	"context"
	"database/sql"

	"example.com/routing/grpc/pb"
)

type Store struct{ db *sql.DB }

func New(db *sql.DB) *Store { return &Store{db} }

func (s *Store) Add(ctx context.Context, o *pb.Order) error {
	_, err := s.db.ExecContext(ctx, "INSERT INTO orders (customer, address) VALUES ($1, $2)", o.Customer, o.Address)
	return err
}

func (s *Store) Of(ctx context.Context, customer string) ([]*pb.Order, error) {
	rows, err := s.db.QueryContext(ctx, "SELECT id, customer, address FROM orders WHERE customer = $1", customer)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []*pb.Order
	for rows.Next() {
		o := &pb.Order{}
		if err := rows.Scan(&o.Id, &o.Customer, &o.Address); err != nil {
			return nil, err
		}
		out = append(out, o)
	}
	return out, rows.Err()
}

func (s *Store) Delete(ctx context.Context, id int64) error {
	_, err := s.db.ExecContext(ctx, "DELETE FROM orders WHERE id = $1", id)
	return err
}

func (s *Store) Purge(ctx context.Context) error {
	_, err := s.db.ExecContext(ctx, "TRUNCATE orders")
	return err
}
