// Package stock answers what is in stock.
package stock

import (
	"database/sql"
	"encoding/json"

	"example.com/routing/natsjobs/bus"
)

// Subjects.
const (
	prefix       = "stock."
	SubjectGet   = prefix + "get"
	SubjectTaken = prefix + "taken"
)

// Handler answers.
type Handler struct {
	db  *sql.DB
	bus *bus.Bus
}

// NewHandler makes a handler.
func NewHandler(db *sql.DB, b *bus.Bus) *Handler { return &Handler{db, b} }

// Subscribe subscribes to all subjects.
func (h *Handler) Subscribe() error {
	for subject, f := range map[string]func([]byte) (any, error){
		SubjectGet:   h.get,
		SubjectTaken: h.taken,
	} {
		if err := h.bus.On(subject, "stock", f); err != nil {
			return err
		}
	}
	return nil
}

func (h *Handler) get(data []byte) (any, error) {
	var n int
	err := h.db.QueryRow("SELECT n FROM stock WHERE sku = $1", string(data)).Scan(&n)
	return n, err
}

func (h *Handler) taken(data []byte) (any, error) {
	var t struct {
		SKU string
		N   int
	}
	if err := json.Unmarshal(data, &t); err != nil {
		return nil, err
	}
	if _, err := h.db.Exec("UPDATE stock SET n = n - $1 WHERE sku = $2", t.N, t.SKU); err != nil {
		return nil, err
	}
	return nil, h.bus.Send("stock.changed", t)
}
