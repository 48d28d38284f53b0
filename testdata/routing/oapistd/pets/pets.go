// Package pets implements the API.
package pets

import (
	"crypto/subtle"
	"database/sql"
	"encoding/json"
	"net/http"

	"example.com/routing/oapistd/api"
)

type Server struct{ DB *sql.DB }

var _ api.ServerInterface = (*Server)(nil)

func (s *Server) ListPets(w http.ResponseWriter, r *http.Request, params api.ListPetsParams) {
	rows, err := s.DB.QueryContext(r.Context(), "SELECT id, name FROM pets WHERE tag = $1", params.Tag)
	if err != nil {
		http.Error(w, "no", http.StatusInternalServerError)
		return
	}
	rows.Close()
}

func (s *Server) AddPet(w http.ResponseWriter, r *http.Request) {
	var p api.AddPetJSONRequestBody
	if err := json.NewDecoder(r.Body).Decode(&p); err != nil {
		http.Error(w, "no", http.StatusBadRequest)
		return
	}
	if _, err := s.DB.ExecContext(r.Context(), "INSERT INTO pets (name) VALUES ($1)", p.Name); err != nil {
		http.Error(w, "no", http.StatusInternalServerError)
	}
}

func (s *Server) DeletePet(w http.ResponseWriter, r *http.Request, id int64) {
	if _, err := s.DB.ExecContext(r.Context(), "DELETE FROM pets WHERE id = $1", id); err != nil {
		http.Error(w, "no", http.StatusInternalServerError)
	}
}

func Basic(user, password string, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		u, p, ok := r.BasicAuth()
		if !ok || subtle.ConstantTimeCompare([]byte(u), []byte(user)) != 1 || subtle.ConstantTimeCompare([]byte(p), []byte(password)) != 1 {
			w.Header().Set("WWW-Authenticate", "Basic")
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}
