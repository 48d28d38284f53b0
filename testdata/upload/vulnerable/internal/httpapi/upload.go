package httpapi

import (
	"context"
	"encoding/json"
	"log/slog"
	"net/http"

	"github.com/go-chi/chi/v5/middleware"

	"example.com/samples/upload/vulnerable/internal/auth"
	"example.com/samples/upload/vulnerable/internal/files"
)

// formMemory is how much of a form is kept in memory; the rest of it goes to
// temporary files.
const formMemory = 32 << 20

// Uploader stores one file.
type Uploader interface {
	Upload(ctx context.Context, in files.Upload) (files.Stored, error)
}

// Handler serves the file routes.
type Handler struct {
	svc Uploader
	log *slog.Logger
}

// NewHandler returns a Handler that hands files to svc.
func NewHandler(svc Uploader, log *slog.Logger) *Handler {
	return &Handler{svc: svc, log: log}
}

type uploadResponse struct {
	ID  string `json:"id"`
	URL string `json:"url"`
}

// Upload takes a multipart form with the fields "file" and "name" and answers
// with the file's id and a link to it.
func (h *Handler) Upload(w http.ResponseWriter, r *http.Request) {
	if err := r.ParseMultipartForm(formMemory); err != nil {
		http.Error(w, "malformed form", http.StatusBadRequest)
		return
	}
	defer r.MultipartForm.RemoveAll()

	file, header, err := r.FormFile("file")
	if err != nil {
		http.Error(w, "field file is missing", http.StatusBadRequest)
		return
	}
	defer file.Close()

	name := r.FormValue("name")
	if name == "" {
		http.Error(w, "field name is missing", http.StatusBadRequest)
		return
	}

	stored, err := h.svc.Upload(r.Context(), files.Upload{
		UserID:      auth.UserID(r.Context()),
		Name:        name,
		ContentType: header.Header.Get("Content-Type"),
		Size:        header.Size,
		Body:        file,
	})
	if err != nil {
		h.log.ErrorContext(r.Context(), "upload failed",
			"request_id", middleware.GetReqID(r.Context()), "err", err)
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}

	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(http.StatusCreated)
	if err := json.NewEncoder(w).Encode(uploadResponse{ID: stored.ID, URL: stored.URL}); err != nil {
		h.log.WarnContext(r.Context(), "write answer", "err", err)
	}
}
