package web

import (
	"encoding/json"
	"html/template"
	"io"
	"net/http"

	"github.com/google/uuid"

	"example.com/samples/programs/servemux/internal/snippets"
)

const maxSnippet = 64 << 10

var homePage = template.Must(template.New("home").Parse(`<!doctype html>
<link rel="stylesheet" href="/static/site.css">
<h1>Snippets</h1>
<ul>{{range .}}<li><a href="/s/{{.ID}}">{{.Title}}</a></li>{{end}}</ul>
`))

func (s *Site) home(w http.ResponseWriter, r *http.Request) {
	recent, err := s.store.Recent(r.Context(), 20)
	if err != nil {
		http.Error(w, "internal error", http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	homePage.Execute(w, recent)
}

func (s *Site) show(w http.ResponseWriter, r *http.Request) error {
	snippet, err := s.store.Find(r.Context(), r.PathValue("id"))
	if err != nil {
		return err
	}
	return writeJSON(w, http.StatusOK, snippet)
}

func (s *Site) raw(w http.ResponseWriter, r *http.Request) error {
	snippet, err := s.store.Find(r.Context(), r.PathValue("id"))
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("X-Content-Type-Options", "nosniff")
	_, err = io.WriteString(w, snippet.Text)
	return err
}

// contact shows where to write to, and takes a message that nobody keeps.
func (s *Site) contact(w http.ResponseWriter, r *http.Request) {
	switch r.Method {
	case http.MethodGet:
		io.WriteString(w, "Write to us.\n")
	case http.MethodPost:
		io.Copy(io.Discard, http.MaxBytesReader(w, r.Body, maxSnippet))
		io.WriteString(w, "Thank you.\n")
	default:
		w.Header().Set("Allow", "GET, POST")
		http.Error(w, "method not allowed", http.StatusMethodNotAllowed)
	}
}

func (s *Site) loginHelp(w http.ResponseWriter, _ *http.Request) {
	io.WriteString(w, "Use the administrator's name and password.\n")
}

func (s *Site) list(w http.ResponseWriter, r *http.Request) error {
	recent, err := s.store.Recent(r.Context(), 100)
	if err != nil {
		return err
	}
	return writeJSON(w, http.StatusOK, recent)
}

func (s *Site) create(w http.ResponseWriter, r *http.Request) error {
	var in struct{ Title, Text string }
	if err := json.NewDecoder(http.MaxBytesReader(w, r.Body, maxSnippet)).Decode(&in); err != nil {
		return statusError{http.StatusBadRequest, "malformed snippet"}
	}
	snippet := snippets.Snippet{ID: uuid.NewString(), Title: in.Title, Text: in.Text}
	if err := s.store.Add(r.Context(), snippet); err != nil {
		return err
	}
	return writeJSON(w, http.StatusCreated, snippet)
}

func (s *Site) remove(w http.ResponseWriter, r *http.Request) error {
	if err := s.store.Remove(r.Context(), r.PathValue("id")); err != nil {
		return err
	}
	w.WriteHeader(http.StatusNoContent)
	return nil
}

func (s *Site) stats(w http.ResponseWriter, r *http.Request) error {
	n, err := s.store.Count(r.Context())
	if err != nil {
		return err
	}
	return writeJSON(w, http.StatusOK, map[string]int{"snippets": n})
}

func writeJSON(w http.ResponseWriter, status int, v any) error {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	return json.NewEncoder(w).Encode(v)
}
