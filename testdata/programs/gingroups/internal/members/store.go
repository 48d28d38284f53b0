// Package members keeps the club's members and events.
package members

import (
	"context"
	"fmt"
	"time"

	"github.com/jmoiron/sqlx"
	"golang.org/x/crypto/bcrypt"
)

// Member is somebody who belongs to the club.
type Member struct {
	ID       int64  `db:"id" json:"id"`
	Name     string `db:"name" json:"name"`
	Email    string `db:"email" json:"email"`
	Card     string `db:"card" json:"-"`
	Role     string `db:"role" json:"-"`
	Password []byte `db:"password" json:"-"`
}

// PasswordIs reports whether the member's password is plain.
func (m Member) PasswordIs(plain string) bool {
	return bcrypt.CompareHashAndPassword(m.Password, []byte(plain)) == nil
}

// Event is something that the club does together.
type Event struct {
	ID    int64     `db:"id" json:"id"`
	Title string    `db:"title" json:"title" binding:"required"`
	At    time.Time `db:"at" json:"at" binding:"required"`
}

// Store keeps members and events.
type Store struct{ db *sqlx.DB }

// NewStore returns the store in db.
func NewStore(db *sqlx.DB) *Store { return &Store{db: db} }

// ByEmail returns the member with the given address.
func (s *Store) ByEmail(ctx context.Context, email string) (m Member, err error) {
	err = s.db.GetContext(ctx, &m, `SELECT id, name, email, card, role, password FROM members WHERE email = $1`, email)
	return m, wrap("member by email", err)
}

// ByID returns one member.
func (s *Store) ByID(ctx context.Context, id int64) (m Member, err error) {
	err = s.db.GetContext(ctx, &m, `SELECT id, name, email, card FROM members WHERE id = $1`, id)
	return m, wrap("member by id", err)
}

// Search returns members whose name holds text.
func (s *Store) Search(ctx context.Context, text string) (found []Member, err error) {
	err = s.db.SelectContext(ctx, &found, `SELECT id, name, email FROM members WHERE name ILIKE '%' || $1 || '%'`, text)
	return found, wrap("search members", err)
}

// Update changes what a member may change.
func (s *Store) Update(ctx context.Context, m Member) error {
	_, err := s.db.NamedExecContext(ctx, `UPDATE members SET name = :name, email = :email WHERE id = :id`, m)
	return wrap("update member", err)
}

// Remove ends a membership.
func (s *Store) Remove(ctx context.Context, id int64) error {
	_, err := s.db.ExecContext(ctx, `DELETE FROM members WHERE id = $1`, id)
	return wrap("remove member", err)
}

// Events returns what is coming up.
func (s *Store) Events(ctx context.Context) (events []Event, err error) {
	err = s.db.SelectContext(ctx, &events, `SELECT id, title, at FROM events WHERE at > now() ORDER BY at`)
	return events, wrap("list events", err)
}

// AddEvent announces an event.
func (s *Store) AddEvent(ctx context.Context, e Event) error {
	_, err := s.db.NamedExecContext(ctx, `INSERT INTO events (title, at) VALUES (:title, :at)`, e)
	return wrap("add event", err)
}

// CheckIn notes that the holder of a card has come.
func (s *Store) CheckIn(ctx context.Context, card string) error {
	_, err := s.db.ExecContext(ctx, `INSERT INTO checkins (card, at) VALUES ($1, now())`, card)
	return wrap("check in", err)
}

func wrap(what string, err error) error {
	if err != nil {
		return fmt.Errorf("%s: %w", what, err)
	}
	return nil
}
