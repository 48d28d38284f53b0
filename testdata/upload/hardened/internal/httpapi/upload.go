package httpapi

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"net"
	"net/http"

	"github.com/go-chi/chi/v5/middleware"

	"example.com/samples/upload/hardened/internal/auth"
	"example.com/samples/upload/hardened/internal/files"
)

const (
	// maxUpload is the largest request body taken in.
	maxUpload = 50 << 20
	// formMemory is how much of a form is kept in memory; the rest of it goes
	// to temporary files.
	formMemory = 8 << 20
)

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
	r.Body = http.MaxBytesReader(w, r.Body, maxUpload)
	if err := r.ParseMultipartForm(formMemory); err != nil {
		var tooLarge *http.MaxBytesError
		if errors.As(err, &tooLarge) {
			http.Error(w, "file is too large", http.StatusRequestEntityTooLarge)
			return
		}
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
		UserID:   auth.UserID(r.Context()),
		RemoteIP: remoteIP(r),
		Name:     name,
		Size:     header.Size,
		Body:     file,
	})
	if err != nil {
		h.fail(w, r, err)
		return
	}

	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(http.StatusCreated)
	if err := json.NewEncoder(w).Encode(uploadResponse{ID: stored.ID, URL: stored.URL}); err != nil {
		h.log.WarnContext(r.Context(), "write answer", "err", err)
	}
}

// fail logs err in full and tells the client only what it can act on.
func (h *Handler) fail(w http.ResponseWriter, r *http.Request, err error) {
	h.log.ErrorContext(r.Context(), "upload failed",
		"request_id", middleware.GetReqID(r.Context()), "err", err)

	switch {
	case errors.Is(err, files.ErrType):
		http.Error(w, "this type of file is not accepted", http.StatusUnsupportedMediaType)
	case errors.Is(err, files.ErrQuota):
		http.Error(w, "storage quota exceeded", http.StatusInsufficientStorage)
	default:
		http.Error(w, "internal error", http.StatusInternalServerError)
	}
}

func remoteIP(r *http.Request) string {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		return r.RemoteAddr
	}
	return host
}
