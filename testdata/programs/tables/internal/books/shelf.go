// Package books keeps the library's books.
package books

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
)

// ErrNotFound is returned for a book that the library does not have.
var ErrNotFound = errors.New("no such book")

// Book is a book.
type Book struct {
	ISBN   string `json:"isbn"`
	Title  string `json:"title"`
	Author string `json:"author"`
}

// Shelf keeps books in a database.
type Shelf struct{ db *sql.DB }

// NewShelf returns the shelf in db.
func NewShelf(db *sql.DB) *Shelf { return &Shelf{db: db} }

// All returns every book, newest first.
func (s *Shelf) All(ctx context.Context) ([]Book, error) {
	rows, err := s.db.QueryContext(ctx, `SELECT isbn, title, author FROM books ORDER BY added_at DESC`)
	if err != nil {
		return nil, fmt.Errorf("list books: %w", err)
	}
	defer rows.Close()
	var all []Book
	for rows.Next() {
		var b Book
		if err := rows.Scan(&b.ISBN, &b.Title, &b.Author); err != nil {
			return nil, err
		}
		all = append(all, b)
	}
	return all, rows.Err()
}

// Find returns one book.
func (s *Shelf) Find(ctx context.Context, isbn string) (Book, error) {
	b := Book{ISBN: isbn}
	err := s.db.QueryRowContext(ctx, `SELECT title, author FROM books WHERE isbn = $1`, isbn).Scan(&b.Title, &b.Author)
	if errors.Is(err, sql.ErrNoRows) {
		return Book{}, ErrNotFound
	}
	if err != nil {
		return Book{}, fmt.Errorf("find book: %w", err)
	}
	return b, nil
}

// Add puts a book on the shelf.
func (s *Shelf) Add(ctx context.Context, b Book) error {
	return s.change(ctx, `INSERT INTO books (isbn, title, author) VALUES ($1, $2, $3)`, b.ISBN, b.Title, b.Author)
}

// Lend gives a book to a reader.
func (s *Shelf) Lend(ctx context.Context, isbn, reader string) error {
	return s.change(ctx, `INSERT INTO loans (isbn, reader) VALUES ($1, $2)`, isbn, reader)
}

// Return takes a book back.
func (s *Shelf) Return(ctx context.Context, isbn string) error {
	return s.change(ctx, `UPDATE loans SET returned_at = now() WHERE isbn = $1 AND returned_at IS NULL`, isbn)
}

// Discard takes a book off the shelf for good.
func (s *Shelf) Discard(ctx context.Context, isbn string) error {
	return s.change(ctx, `DELETE FROM books WHERE isbn = $1`, isbn)
}

// change runs a statement that must change something.
func (s *Shelf) change(ctx context.Context, query string, args ...any) error {
	res, err := s.db.ExecContext(ctx, query, args...)
	if err != nil {
		return fmt.Errorf("change books: %w", err)
	}
	if n, err := res.RowsAffected(); err == nil && n == 0 {
		return ErrNotFound
	}
	return nil
}
