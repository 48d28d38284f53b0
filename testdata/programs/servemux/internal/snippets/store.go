// Package snippets keeps snippets in a database, and those that are asked for
// often in memory.
package snippets

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/http"
	"sync"
)

// ErrNotFound is returned for an id that no snippet has.
var ErrNotFound = errors.New("no such snippet")

// Snippet is a piece of text.
type Snippet struct {
	ID    string `json:"id"`
	Title string `json:"title"`
	Text  string `json:"text"`
}

// Store keeps snippets.
type Store struct {
	db    *sql.DB
	cache sync.Map // id → Snippet
}

// NewStore returns the store in db.
func NewStore(db *sql.DB) *Store { return &Store{db: db} }

// Find returns one snippet.
func (s *Store) Find(ctx context.Context, id string) (Snippet, error) {
	if v, ok := s.cache.Load(id); ok {
		return v.(Snippet), nil
	}
	var sn Snippet
	err := s.db.QueryRowContext(ctx, `SELECT id, title, text FROM snippets WHERE id = $1`, id).
		Scan(&sn.ID, &sn.Title, &sn.Text)
	if errors.Is(err, sql.ErrNoRows) {
		return Snippet{}, ErrNotFound
	}
	if err != nil {
		return Snippet{}, fmt.Errorf("find snippet: %w", err)
	}
	s.cache.Store(id, sn)
	return sn, nil
}

// Recent returns the newest n snippets.
func (s *Store) Recent(ctx context.Context, n int) ([]Snippet, error) {
	rows, err := s.db.QueryContext(ctx, `SELECT id, title FROM snippets ORDER BY created_at DESC LIMIT $1`, n)
	if err != nil {
		return nil, fmt.Errorf("list snippets: %w", err)
	}
	defer rows.Close()
	var out []Snippet
	for rows.Next() {
		var sn Snippet
		if err := rows.Scan(&sn.ID, &sn.Title); err != nil {
			return nil, err
		}
		out = append(out, sn)
	}
	return out, rows.Err()
}

// Add keeps a new snippet.
func (s *Store) Add(ctx context.Context, sn Snippet) error {
	_, err := s.db.ExecContext(ctx, `INSERT INTO snippets (id, title, text) VALUES ($1, $2, $3)`, sn.ID, sn.Title, sn.Text)
	if err != nil {
		return fmt.Errorf("add snippet: %w", err)
	}
	return nil
}

// Remove drops a snippet.
func (s *Store) Remove(ctx context.Context, id string) error {
	if _, err := s.db.ExecContext(ctx, `DELETE FROM snippets WHERE id = $1`, id); err != nil {
		return fmt.Errorf("remove snippet: %w", err)
	}
	s.cache.Delete(id)
	return nil
}

// Count tells how many snippets there are.
func (s *Store) Count(ctx context.Context) (int, error) {
	var n int
	err := s.db.QueryRowContext(ctx, `SELECT count(*) FROM snippets`).Scan(&n)
	return n, err
}

// Flush empties the memory of snippets.
func (s *Store) Flush(w http.ResponseWriter, _ *http.Request) {
	s.cache.Clear()
	w.WriteHeader(http.StatusNoContent)
}
