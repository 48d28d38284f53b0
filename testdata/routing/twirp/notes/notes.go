// Package notes implements the services.
package notes

import (
	"context"
	"database/sql"

	"github.com/twitchtv/twirp"

	"example.com/routing/twirp/notespb"
)

type Service struct{ db *sql.DB }

func New(db *sql.DB) *Service { return &Service{db} }

func (s *Service) Add(ctx context.Context, r *notespb.AddRequest) (*notespb.AddResponse, error) {
	if r.Note == nil || r.Note.Title == "" {
		return nil, twirp.RequiredArgumentError("note")
	}
	res := &notespb.AddResponse{}
	err := s.db.QueryRowContext(ctx, "INSERT INTO notes (title, body) VALUES ($1, $2) RETURNING id", r.Note.Title, r.Note.Body).Scan(&res.Id)
	return res, err
}

func (s *Service) List(ctx context.Context, r *notespb.ListRequest) (*notespb.ListResponse, error) {
	return s.find(ctx, "SELECT id, title, body FROM notes WHERE tag = $1", r.GetTag())
}

func (s *Service) Latest(ctx context.Context, r *notespb.ListRequest) (*notespb.ListResponse, error) {
	return s.find(ctx, "SELECT id, title, body FROM published WHERE tag = $1 ORDER BY id DESC LIMIT 20", r.GetTag())
}

func (s *Service) find(ctx context.Context, query, tag string) (*notespb.ListResponse, error) {
	rows, err := s.db.QueryContext(ctx, query, tag)
	if err != nil {
		return nil, twirp.InternalErrorWith(err)
	}
	defer rows.Close()
	res := &notespb.ListResponse{}
	for rows.Next() {
		n := &notespb.Note{}
		if err := rows.Scan(&n.Id, &n.Title, &n.Body); err != nil {
			return nil, err
		}
		res.Notes = append(res.Notes, n)
	}
	return res, rows.Err()
}

func (s *Service) Purge(ctx context.Context, r *notespb.PurgeRequest) (*notespb.PurgeResponse, error) {
	_, err := s.db.ExecContext(ctx, "DELETE FROM notes WHERE id < $1", r.GetBefore())
	return &notespb.PurgeResponse{}, err
}
