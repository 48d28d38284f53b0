// Package tickets keeps what people want to have repaired.
package tickets

import (
	"context"
	"fmt"

	"github.com/uptrace/bun"
)

// Ticket is something to repair.
type Ticket struct {
	bun.BaseModel `bun:"table:tickets"`

	ID    int64  `bun:",pk,autoincrement" json:"id"`
	Title string `json:"title"`
}

// Store keeps tickets.
type Store struct{ db *bun.DB }

// NewStore returns the store in db.
func NewStore(db *bun.DB) *Store { return &Store{db: db} }

// List returns all tickets.
func (s *Store) List(ctx context.Context) ([]Ticket, error) {
	var list []Ticket
	if err := s.db.NewSelect().Model(&list).Order("id DESC").Limit(100).Scan(ctx); err != nil {
		return nil, fmt.Errorf("list tickets: %w", err)
	}
	return list, nil
}

// File keeps a new ticket.
func (s *Store) File(ctx context.Context, t Ticket) error {
	if _, err := s.db.NewInsert().Model(&t).ExcludeColumn("id").Exec(ctx); err != nil {
		return fmt.Errorf("file ticket: %w", err)
	}
	return nil
}

// Drop removes a ticket.
func (s *Store) Drop(ctx context.Context, id int64) error {
	if _, err := s.db.NewDelete().Model((*Ticket)(nil)).Where("id = ?", id).Exec(ctx); err != nil {
		return fmt.Errorf("drop ticket: %w", err)
	}
	return nil
}
