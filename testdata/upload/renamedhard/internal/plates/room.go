// Package plates takes radiographs in: the scan goes on the shelf, what is
// known about it into the book.
package plates

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"

	"github.com/google/uuid"
)

// What a vet can be told.
var (
	ErrKind      = errors.New("not a kind of plate")
	ErrAllowance = errors.New("allowance used up")
)

// endings lists the kinds of plates and the ending that each gets.
var endings = map[string]string{
	"image/gif":  ".gif",
	"image/jpeg": ".jpg",
	"image/png":  ".png",
	"image/webp": ".webp",
}

// Book knows the plates, and how much space each vet has left.
type Book interface {
	// Claim takes space for a plate, or returns ErrAllowance.
	Claim(ctx context.Context, vet string, bytes int64) error
	// GiveBack returns what Claim took.
	GiveBack(ctx context.Context, vet string, bytes int64) error
	// Enter adds a plate and notes which vet brought it and from where.
	Enter(ctx context.Context, p Plate, origin string) error
}

// Shelf keeps the plates themselves.
type Shelf interface {
	Hang(ctx context.Context, mark, kind string, scan io.Reader) error
	Lend(ctx context.Context, mark string) (string, error)
}

// Intake is a plate on its way in.
type Intake struct {
	Vet     string
	Origin  string
	Caption string
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
	seenKind, err := peek(visit.Scan)
	if err != nil {
		return Filed{}, fmt.Errorf("peek at plate %q: %w", visit.Caption, err)
	}
	ending, ok := endings[seenKind]
	if !ok {
		return Filed{}, fmt.Errorf("%w: %s", ErrKind, seenKind)
	}

	p := Plate{
		Number:  uuid.NewString(),
		Vet:     visit.Vet,
		Caption: visit.Caption,
		Mark:    "radiographs/" + visit.Vet + "/" + uuid.NewString() + ending,
		Kind:    seenKind,
		Bytes:   visit.Bytes,
	}

	if err := room.book.Claim(ctx, p.Vet, p.Bytes); err != nil {
		return Filed{}, fmt.Errorf("claim space: %w", err)
	}
	if err := room.shelf.Hang(ctx, p.Mark, p.Kind, visit.Scan); err != nil {
		err = errors.Join(err, room.book.GiveBack(context.WithoutCancel(ctx), p.Vet, p.Bytes))
		return Filed{}, fmt.Errorf("hang plate %q: %w", p.Caption, err)
	}
	// The plate hangs from here on, so its space stays claimed even if the
	// book cannot be written.
	if err := room.book.Enter(ctx, p, visit.Origin); err != nil {
		return Filed{}, fmt.Errorf("enter plate %q: %w", p.Caption, err)
	}
	loan, err := room.shelf.Lend(ctx, p.Mark)
	if err != nil {
		return Filed{}, fmt.Errorf("lend plate %q: %w", p.Caption, err)
	}
	return Filed{Number: p.Number, Loan: loan}, nil
}

// peek tells what a scan is by how it starts.
func peek(scan io.ReadSeeker) (string, error) {
	start := make([]byte, 512)
	n, err := io.ReadFull(scan, start)
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
		return "", err
	}
	if _, err := scan.Seek(0, io.SeekStart); err != nil {
		return "", err
	}
	return http.DetectContentType(start[:n]), nil
}
