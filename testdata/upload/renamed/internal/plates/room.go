// Package plates takes radiographs in: the scan goes on the shelf, what is
// known about it into the book.
package plates

import (
	"context"
	"fmt"
	"io"
	"path"

	"github.com/google/uuid"
)

// Book knows the plates.
type Book interface {
	Enter(ctx context.Context, p Plate) error
}

// Shelf keeps the plates themselves.
type Shelf interface {
	Hang(ctx context.Context, mark, kind string, scan io.Reader) error
	Lend(ctx context.Context, mark string) (string, error)
}

// Intake is a plate on its way in.
type Intake struct {
	Vet     string
	Caption string
	Kind    string
	Bytes   int64
	Scan    io.ReadSeeker
}

// Plate is what the book says about a radiograph.
type Plate struct {
	Number  string
	Vet     string
	Caption string
	Mark    string
	Kind    string
	Bytes   int64
}

// Filed is a plate that has been taken in, with a slip to fetch it.
type Filed struct {
	Number string
	Loan   string
}

// Room takes plates in.
type Room struct {
	book  Book
	shelf Shelf
}

// NewRoom returns a Room with a book and a shelf.
func NewRoom(book Book, shelf Shelf) *Room {
	return &Room{book: book, shelf: shelf}
}

// Intake hangs a plate, enters it and returns a slip for it.
func (room *Room) Intake(ctx context.Context, visit Intake) (Filed, error) {
	p := Plate{
		Number:  uuid.NewString(),
		Vet:     visit.Vet,
		Caption: visit.Caption,
		Mark:    path.Join("radiographs", visit.Vet, visit.Caption),
		Kind:    visit.Kind,
		Bytes:   visit.Bytes,
	}

	if err := room.shelf.Hang(ctx, p.Mark, p.Kind, visit.Scan); err != nil {
		return Filed{}, fmt.Errorf("hang plate %q: %w", p.Caption, err)
	}
	if err := room.book.Enter(ctx, p); err != nil {
		return Filed{}, fmt.Errorf("enter plate %q: %w", p.Caption, err)
	}
	loan, err := room.shelf.Lend(ctx, p.Mark)
	if err != nil {
		return Filed{}, fmt.Errorf("lend plate %q: %w", p.Caption, err)
	}
	return Filed{Number: p.Number, Loan: loan}, nil
}
