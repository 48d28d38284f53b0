// Package store handles the operations.
package store

import (
	"database/sql"

	"github.com/go-openapi/runtime"
	"github.com/go-openapi/runtime/middleware"

	"example.com/routing/goswagger/guard"
	"example.com/routing/goswagger/models"
	"example.com/routing/goswagger/restapi/operations/admin"
	"example.com/routing/goswagger/restapi/operations/notes"
)

type Store struct{ db *sql.DB }

func New(db *sql.DB) *Store { return &Store{db} }

func (s *Store) List(p notes.ListNotesParams) middleware.Responder {
	tag := ""
	if p.Tag != nil {
		tag = *p.Tag
	}
	rows, err := s.db.QueryContext(p.HTTPRequest.Context(), "SELECT id, title, body FROM notes WHERE tag = $1", tag)
	if err != nil {
		return middleware.Error(500, "no notes")
	}
	defer rows.Close()
	var out []*models.Note
	for rows.Next() {
		n := &models.Note{}
		if rows.Scan(&n.ID, &n.Title, &n.Body) == nil {
			out = append(out, n)
		}
	}
	return notes.NewListNotesOK().WithPayload(out)
}

func (s *Store) Add(p notes.AddNoteParams, u *guard.User) middleware.Responder {
	if _, err := s.db.ExecContext(p.HTTPRequest.Context(), "INSERT INTO notes (title, body, author) VALUES ($1, $2, $3)", p.Note.Title, p.Note.Body, u.ID); err != nil {
		return middleware.Error(500, "not kept")
	}
	return notes.NewAddNoteCreated()
}

// AddPicture keeps what a form brings.
func (s *Store) AddPicture(p notes.AddPictureParams, _ *guard.User) middleware.Responder {
	defer p.Picture.Close()
	name := "picture"
	if f, ok := p.Picture.(*runtime.File); ok {
		name = f.Header.Filename
	}
	if _, err := s.db.ExecContext(p.HTTPRequest.Context(), "INSERT INTO pictures (note, name, caption, trace) VALUES ($1, $2, $3, $4)", p.ID, name, p.Caption, p.XTrace); err != nil {
		return middleware.Error(500, "not kept")
	}
	return notes.NewAddPictureNoContent()
}

// Deleter is a handler of its own type.
type Deleter struct{ *Store }

func (d Deleter) Handle(p notes.DeleteNoteParams, u *guard.User) middleware.Responder {
	d.db.ExecContext(p.HTTPRequest.Context(), "DELETE FROM notes WHERE id = $1 AND author = $2", p.ID, u.ID)
	return notes.NewDeleteNoteNoContent()
}

func (s *Store) Purge(p admin.PurgeParams, _ *guard.User) middleware.Responder {
	s.db.ExecContext(p.HTTPRequest.Context(), "DELETE FROM notes WHERE draft")
	return admin.NewPurgeNoContent()
}
