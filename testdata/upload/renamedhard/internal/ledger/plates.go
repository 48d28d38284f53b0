// Package ledger keeps the clinic's books.
package ledger

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"example.com/samples/upload/renamedhard/internal/plates"
)

// Plates is the book of plates, with the shelf space and the daybook that go
// with it.
type Plates struct {
	conns *pgxpool.Pool
}

// NewPlates returns the books behind conns.
func NewPlates(conns *pgxpool.Pool) *Plates {
	return &Plates{conns: conns}
}

// Claim takes space for a plate.
func (t *Plates) Claim(ctx context.Context, vet string, bytes int64) error {
	done, err := t.conns.Exec(ctx,
		`UPDATE shelf_space SET taken = taken + $2
		 WHERE vet = $1 AND taken + $2 <= granted`,
		vet, bytes)
	if err != nil {
		return fmt.Errorf("claim from %s: %w", vet, err)
	}
	if done.RowsAffected() == 0 {
		return plates.ErrAllowance
	}
	return nil
}

// GiveBack returns space that the vet did not use after all.
func (t *Plates) GiveBack(ctx context.Context, vet string, bytes int64) error {
	_, err := t.conns.Exec(ctx,
		`UPDATE shelf_space SET taken = taken - $2 WHERE vet = $1`,
		vet, bytes)
	if err != nil {
		return fmt.Errorf("give back to %s: %w", vet, err)
	}
	return nil
}

// Enter writes a plate into the book and its arrival into the daybook: both or
// neither.
func (t *Plates) Enter(ctx context.Context, p plates.Plate, origin string) error {
	err := pgx.BeginFunc(ctx, t.conns, func(tx pgx.Tx) error {
		_, err := tx.Exec(ctx,
			`INSERT INTO plates (number, vet, caption, shelf_mark, kind, bytes, taken_on)
			 VALUES ($1, $2, $3, $4, $5, $6, now())`,
			p.Number, p.Vet, p.Caption, p.Mark, p.Kind, p.Bytes)
		if err != nil {
			return err
		}
		_, err = tx.Exec(ctx,
			`INSERT INTO daybook (vet, shelf_mark, came_from, happened_on)
			 VALUES ($1, $2, $3, now())`,
			p.Vet, p.Mark, origin)
		return err
	})
	if err != nil {
		return fmt.Errorf("enter plate %s under %s: %w", p.Number, p.Mark, err)
	}
	return nil
}

// Strike takes a plate out of the book. The daybook keeps its line.
func (t *Plates) Strike(ctx context.Context, number string) error {
	if _, err := t.conns.Exec(ctx, `DELETE FROM plates WHERE number = $1`, number); err != nil {
		return fmt.Errorf("strike plate %s: %w", number, err)
	}
	return nil
}
