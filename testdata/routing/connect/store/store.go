// Package store keeps notes in a database.
package store

import (
	"context"
	"database/sql"

	"example.com/routing/connect/notesv1"
)

type Store struct{ db *sql.DB }

func New(db *sql.DB) *Store { return &Store{db} }

func (s *Store) Add(ctx context.Context, n *notesv1.Note) (id int64, err error) {
	err = s.db.QueryRowContext(ctx, "INSERT INTO notes (title, body) VALUES ($1, $2) RETURNING id", n.Title, n.Body).Scan(&id)
	return id, err
}

func (s *Store) Tagged(ctx context.Context, tag string) ([]*notesv1.Note, error) {
	rows, err := s.db.QueryContext(ctx, "SELECT id, title, body FROM notes WHERE tag = $1", tag)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []*notesv1.Note
	for rows.Next() {
		n := &notesv1.Note{}
		if err := rows.Scan(&n.Id, &n.Title, &n.Body); err != nil {
			return nil, err
		}
		out = append(out, n)
	}
	return out, rows.Err()
}
