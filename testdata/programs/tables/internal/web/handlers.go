package web

import (
	"crypto/subtle"
	"encoding/json"
	"errors"
	"log/slog"
	"math/rand/v2"
	"net/http"
	"strings"

	"example.com/samples/programs/tables/internal/books"
)

// requireStaff lets only librarians through.
func (l *library) requireStaff(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		token, ok := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
		if !ok || subtle.ConstantTimeCompare([]byte(token), []byte(l.cfg.Token)) != 1 {
			http.Error(w, "librarians only", http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func limitBody(n int64) middleware {
	return func(next http.Handler) http.Handler { return http.MaxBytesHandler(next, n) }
}

func (l *library) list(w http.ResponseWriter, r *http.Request) {
	all, err := l.shelf.All(r.Context())
	reply(w, r, all, err)
}

func (l *library) get(w http.ResponseWriter, r *http.Request) {
	b, err := l.shelf.Find(r.Context(), r.PathValue("isbn"))
	reply(w, r, b, err)
}

func (l *library) add(w http.ResponseWriter, r *http.Request) {
	var b books.Book
	if err := json.NewDecoder(http.MaxBytesReader(w, r.Body, 1<<16)).Decode(&b); err != nil {
		http.Error(w, "malformed book", http.StatusBadRequest)
		return
	}
	reply(w, r, b, l.shelf.Add(r.Context(), b))
}

func (l *library) discard(w http.ResponseWriter, r *http.Request) {
	reply(w, r, nil, l.shelf.Discard(r.Context(), r.PathValue("isbn")))
}

func (l *library) lend(w http.ResponseWriter, r *http.Request) {
	reply(w, r, nil, l.shelf.Lend(r.Context(), r.PathValue("isbn"), r.URL.Query().Get("reader")))
}

func (l *library) takeBack(w http.ResponseWriter, r *http.Request) {
	reply(w, r, nil, l.shelf.Return(r.Context(), r.PathValue("isbn")))
}

func (l *library) bulk(w http.ResponseWriter, r *http.Request) {
	var all []books.Book
	if err := json.NewDecoder(r.Body).Decode(&all); err != nil {
		http.Error(w, "malformed books", http.StatusBadRequest)
		return
	}
	for _, b := range all {
		if err := l.shelf.Add(r.Context(), b); err != nil {
			reply(w, r, nil, err)
			return
		}
	}
	w.WriteHeader(http.StatusNoContent)
}

func (l *library) feed(w http.ResponseWriter, r *http.Request) {
	all, err := l.shelf.All(r.Context())
	reply(w, r, map[string]any{"title": "New books", "items": all}, err)
}

func (l *library) newBooks(w http.ResponseWriter, r *http.Request) {
	all, err := l.shelf.All(r.Context())
	reply(w, r, all[:min(len(all), 10)], err)
}

func (l *library) randomBook(w http.ResponseWriter, r *http.Request) {
	all, err := l.shelf.All(r.Context())
	if err == nil && len(all) == 0 {
		err = books.ErrNotFound
	}
	if err != nil {
		reply(w, r, nil, err)
		return
	}
	reply(w, r, all[rand.IntN(len(all))], nil)
}

func (l *library) live(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNoContent) }

func (l *library) ready(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNoContent) }

func reply(w http.ResponseWriter, r *http.Request, v any, err error) {
	switch {
	case errors.Is(err, books.ErrNotFound):
		http.Error(w, "no such book", http.StatusNotFound)
	case err != nil:
		slog.ErrorContext(r.Context(), "request failed", "pattern", r.Pattern, "err", err)
		http.Error(w, "internal error", http.StatusInternalServerError)
	default:
		w.Header().Set("Content-Type", "application/json")
		json.NewEncoder(w).Encode(v)
	}
}
