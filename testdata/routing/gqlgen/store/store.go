// Package store keeps notes.
package store

import (
	"context"
	"database/sql"
)

type Store struct{ db *sql.DB }

func New(db *sql.DB) *Store { return &Store{db} }

func (s *Store) Titles(ctx context.Context, tag *string) ([]string, error) {
	rows, err := s.db.QueryContext(ctx, "SELECT title FROM notes WHERE tag = $1", tag)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []string
	for rows.Next() {
		var t string
		if err := rows.Scan(&t); err != nil {
			return nil, err
		}
		out = append(out, t)
	}
	return out, rows.Err()
}

func (s *Store) Add(ctx context.Context, title, body string) (id string, err error) {
	err = s.db.QueryRowContext(ctx, "INSERT INTO notes (title, body) VALUES ($1, $2) RETURNING id", title, body).Scan(&id)
	return id, err
}

func (s *Store) Purge(ctx context.Context, before int) (int64, error) {
	res, err := s.db.ExecContext(ctx, "DELETE FROM notes WHERE id < $1", before)
	if err != nil {
		return 0, err
	}
	return res.RowsAffected()
}

func (s *Store) Author(ctx context.Context, note string) (name string, err error) {
	err = s.db.QueryRowContext(ctx, "SELECT author FROM notes WHERE id = $1", note).Scan(&name)
	return name, err
}

func (s *Store) Hash(ctx context.Context, name string) (hash string, err error) {
	err = s.db.QueryRowContext(ctx, "SELECT password FROM users WHERE name = $1", name).Scan(&hash)
	return hash, err
}
