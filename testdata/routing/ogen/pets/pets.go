// Package pets implements the API.
package pets

import (
	"context"
	"database/sql"

	"example.com/routing/ogen/api"
)

type service struct{ db *sql.DB }

func New(db *sql.DB) api.Handler { return &service{db} }

func (s *service) ListPets(ctx context.Context, params api.ListPetsParams) ([]api.Pet, error) {
	rows, err := s.db.QueryContext(ctx, "SELECT id, name FROM pets WHERE tag = $1", params.Tag.Value)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []api.Pet
	for rows.Next() {
		var p api.Pet
		if err := rows.Scan(&p.ID.Value, &p.Name); err != nil {
			return nil, err
		}
		out = append(out, p)
	}
	return out, rows.Err()
}

func (s *service) AddPet(ctx context.Context, req *api.Pet) (*api.Pet, error) {
	_, err := s.db.ExecContext(ctx, "INSERT INTO pets (name) VALUES ($1)", req.Name)
	return req, err
}

func (s *service) GetPet(ctx context.Context, params api.GetPetParams) (*api.Pet, error) {
	p := api.Pet{ID: api.NewOptInt64(params.ID)}
	err := s.db.QueryRowContext(ctx, "SELECT name FROM pets WHERE id = $1", params.ID).Scan(&p.Name)
	return &p, err
}

func (s *service) DeletePet(ctx context.Context, params api.DeletePetParams) error {
	_, err := s.db.ExecContext(ctx, "DELETE FROM pets WHERE id = $1", params.ID)
	return err
}
