// Package ledger keeps the clinic's books.
package ledger

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5/pgxpool"

	"example.com/samples/upload/renamed/internal/plates"
)

// Plates is the book of plates.
type Plates struct {
	conns *pgxpool.Pool
}

// NewPlates returns the book behind conns.
func NewPlates(conns *pgxpool.Pool) *Plates {
	return &Plates{conns: conns}
}

// Enter writes a plate into the book.
func (t *Plates) Enter(ctx context.Context, p plates.Plate) error {
	_, err := t.conns.Exec(ctx,
		`INSERT INTO plates (number, vet, caption, shelf_mark, kind, bytes, taken_on)
		 VALUES ($1, $2, $3, $4, $5, $6, now())`,
		p.Number, p.Vet, p.Caption, p.Mark, p.Kind, p.Bytes)
	if err != nil {
		return fmt.Errorf("enter plate %s under %s: %w", p.Number, p.Mark, err)
	}
	return nil
}

// Strike takes a plate out of the book.
func (t *Plates) Strike(ctx context.Context, number string) error {
	if _, err := t.conns.Exec(ctx, `DELETE FROM plates WHERE number = $1`, number); err != nil {
		return fmt.Errorf("strike plate %s: %w", number, err)
	}
	return nil
}
