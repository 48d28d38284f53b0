// Package pets implements the description for each framework.
package pets

import (
	"context"
	"database/sql"
)

type Store struct{ db *sql.DB }

func New(db *sql.DB) *Store { return &Store{db} }

func (s *Store) Names(ctx context.Context, tag *string) ([]string, error) {
	rows, err := s.db.QueryContext(ctx, "SELECT name FROM pets WHERE tag = $1", tag)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []string
	for rows.Next() {
		var n string
		if err := rows.Scan(&n); err != nil {
			return nil, err
		}
		out = append(out, n)
	}
	return out, rows.Err()
}

func (s *Store) Add(ctx context.Context, name string) error {
	_, err := s.db.ExecContext(ctx, "INSERT INTO pets (name) VALUES ($1)", name)
	return err
}

func (s *Store) Name(ctx context.Context, id int64) (name string, err error) {
	err = s.db.QueryRowContext(ctx, "SELECT name FROM pets WHERE id = $1", id).Scan(&name)
	return name, err
}

func (s *Store) Delete(ctx context.Context, id int64) error {
	_, err := s.db.ExecContext(ctx, "DELETE FROM pets WHERE id = $1", id)
	return err
}
