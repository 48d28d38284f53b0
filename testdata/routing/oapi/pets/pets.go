// Package pets implements the API.
package pets

import (
	"context"
	"database/sql"
	"log"
	"net/http"
	"strings"

	"github.com/golang-jwt/jwt/v5"

	"example.com/routing/oapi/api"
)

type server struct{ db *sql.DB }

func NewServer(db *sql.DB) api.StrictServerInterface { return &server{db} }

func (s *server) ListPets(ctx context.Context, req api.ListPetsRequestObject) (api.ListPetsResponseObject, error) {
	rows, err := s.db.QueryContext(ctx, "SELECT id, name FROM pets WHERE tag = $1", req.Params.Tag)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	out := api.ListPets200JSONResponse{}
	for rows.Next() {
		var p api.Pet
		if err := rows.Scan(&p.Id, &p.Name); err != nil {
			return nil, err
		}
		out = append(out, p)
	}
	return out, rows.Err()
}

func (s *server) AddPet(ctx context.Context, req api.AddPetRequestObject) (api.AddPetResponseObject, error) {
	p := api.Pet{Name: req.Body.Name, Tag: req.Body.Tag}
	err := s.db.QueryRowContext(ctx, "INSERT INTO pets (name, tag) VALUES ($1, $2) RETURNING id", p.Name, p.Tag).Scan(&p.Id)
	return api.AddPet200JSONResponse(p), err
}

func (s *server) DeletePet(ctx context.Context, req api.DeletePetRequestObject) (api.DeletePetResponseObject, error) {
	_, err := s.db.ExecContext(ctx, "DELETE FROM pets WHERE id = $1", req.Id)
	return api.DeletePet204Response{}, err
}

func Logged(f api.StrictHandlerFunc, operation string) api.StrictHandlerFunc {
	return func(ctx context.Context, w http.ResponseWriter, r *http.Request, req any) (any, error) {
		log.Println(operation)
		return f(ctx, w, r, req)
	}
}

// Authenticated asks for a token where the generated code says that the operation needs one.
func Authenticated(key []byte) api.MiddlewareFunc {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if r.Context().Value(api.BearerScopes) == nil {
				next.ServeHTTP(w, r)
				return
			}
			token := strings.TrimPrefix(r.Header.Get("Authorization"), "Bearer ")
			if _, err := jwt.Parse(token, func(*jwt.Token) (any, error) { return key, nil }); err != nil {
				http.Error(w, "sign in", http.StatusUnauthorized)
				return
			}
			next.ServeHTTP(w, r)
		})
	}
}
