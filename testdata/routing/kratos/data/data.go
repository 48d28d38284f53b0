package data

import (
	"context"
	"database/sql"

	"example.com/routing/grpc/pb"
)

type Data struct{ db *sql.DB }

func New(dsn string) (*Data, error) {
	db, err := sql.Open("pgx", dsn)
	return &Data{db}, err
}

func (d *Data) Add(ctx context.Context, o *pb.Order) error {
	_, err := d.db.ExecContext(ctx, "INSERT INTO orders (customer, address) VALUES ($1, $2)", o.Customer, o.Address)
	return err
}

func (d *Data) Delete(ctx context.Context, id int64) error {
	_, err := d.db.ExecContext(ctx, "DELETE FROM orders WHERE id = $1", id)
	return err
}

func (d *Data) Of(ctx context.Context, customer string) ([]*pb.Order, error) {
	rows, err := d.db.QueryContext(ctx, "SELECT id, address FROM orders WHERE customer = $1", customer)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []*pb.Order
	for rows.Next() {
		o := &pb.Order{Customer: customer}
		if err := rows.Scan(&o.Id, &o.Address); err != nil {
			return nil, err
		}
		out = append(out, o)
	}
	return out, rows.Err()
}
