package desk

import (
	"context"
	"encoding/json"
	"log/slog"
	"net/http"

	"github.com/go-chi/chi/v5/middleware"

	"example.com/samples/upload/renamed/internal/badge"
	"example.com/samples/upload/renamed/internal/plates"
)

// deskSpace is how much of a sheet fits on the desk; the rest goes to the
// floor.
const deskSpace = 32 << 20

// Taker takes one plate.
type Taker interface {
	Intake(ctx context.Context, visit plates.Intake) (plates.Filed, error)
}

// Counter is where plates are handed in.
type Counter struct {
	room Taker
	log  *slog.Logger
}

// NewCounter returns a Counter that hands plates on to room.
func NewCounter(room Taker, log *slog.Logger) *Counter {
	return &Counter{room: room, log: log}
}

type receipt struct {
	Number string `json:"number"`
	Loan   string `json:"loan"`
}

// Intake takes a sheet with the fields "plate" and "caption" and answers with
// the plate's number and a slip for it.
func (c *Counter) Intake(rw http.ResponseWriter, req *http.Request) {
	if err := req.ParseMultipartForm(deskSpace); err != nil {
		http.Error(rw, "unreadable sheet", http.StatusBadRequest)
		return
	}
	defer req.MultipartForm.RemoveAll()

	plate, label, err := req.FormFile("plate")
	if err != nil {
		http.Error(rw, "no plate was handed in", http.StatusBadRequest)
		return
	}
	defer plate.Close()

	caption := req.FormValue("caption")
	if caption == "" {
		http.Error(rw, "the plate has no caption", http.StatusBadRequest)
		return
	}

	filed, err := c.room.Intake(req.Context(), plates.Intake{
		Vet:     badge.Vet(req.Context()),
		Caption: caption,
		Kind:    label.Header.Get("Content-Type"),
		Bytes:   label.Size,
		Scan:    plate,
	})
	if err != nil {
		c.log.ErrorContext(req.Context(), "intake failed",
			"visit", middleware.GetReqID(req.Context()), "cause", err)
		http.Error(rw, err.Error(), http.StatusInternalServerError)
		return
	}

	rw.Header().Set("Content-Type", "application/json")
	rw.WriteHeader(http.StatusCreated)
	if err := json.NewEncoder(rw).Encode(receipt{Number: filed.Number, Loan: filed.Loan}); err != nil {
		c.log.WarnContext(req.Context(), "hand out receipt", "cause", err)
	}
}
