package desk

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"net"
	"net/http"

	"github.com/go-chi/chi/v5/middleware"

	"example.com/samples/upload/renamedhard/internal/badge"
	"example.com/samples/upload/renamedhard/internal/plates"
)

const (
	// largestPlate is the biggest thing that fits on the desk.
	largestPlate = 50 << 20
	// deskSpace is how much of a sheet fits on the desk; the rest goes to the
	// floor.
	deskSpace = 8 << 20
)

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
	req.Body = http.MaxBytesReader(rw, req.Body, largestPlate)
	if err := req.ParseMultipartForm(deskSpace); err != nil {
		var oversize *http.MaxBytesError
		if errors.As(err, &oversize) {
			http.Error(rw, "the plate is too big", http.StatusRequestEntityTooLarge)
			return
		}
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
		Origin:  cameFrom(req),
		Caption: caption,
		Bytes:   label.Size,
		Scan:    plate,
	})
	if err != nil {
		c.turnAway(rw, req, err)
		return
	}

	rw.Header().Set("Content-Type", "application/json")
	rw.WriteHeader(http.StatusCreated)
	if err := json.NewEncoder(rw).Encode(receipt{Number: filed.Number, Loan: filed.Loan}); err != nil {
		c.log.WarnContext(req.Context(), "hand out receipt", "cause", err)
	}
}

// turnAway writes err down in full and tells the visitor only what helps.
func (c *Counter) turnAway(rw http.ResponseWriter, req *http.Request, err error) {
	c.log.ErrorContext(req.Context(), "intake failed",
		"visit", middleware.GetReqID(req.Context()), "cause", err)

	switch {
	case errors.Is(err, plates.ErrKind):
		http.Error(rw, "this is not a plate", http.StatusUnsupportedMediaType)
	case errors.Is(err, plates.ErrAllowance):
		http.Error(rw, "your allowance is used up", http.StatusInsufficientStorage)
	default:
		http.Error(rw, "the clinic has a problem", http.StatusInternalServerError)
	}
}

func cameFrom(req *http.Request) string {
	from, _, err := net.SplitHostPort(req.RemoteAddr)
	if err != nil {
		return req.RemoteAddr
	}
	return from
}
