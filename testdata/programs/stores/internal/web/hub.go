// Package web gives every route of the hub exactly one thing to do. It knows
// what is kept, not where.
package web

import (
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"

	"example.com/samples/programs/stores/internal/accounts"
	"example.com/samples/programs/stores/internal/billing"
	"example.com/samples/programs/stores/internal/settings"
	"example.com/samples/programs/stores/internal/tickets"
)

// What the hub needs of the places where things are kept.
type (
	Accounts interface {
		Get(ctx context.Context, id string) (accounts.Account, error)
		Transfer(ctx context.Context, from, to string, cents int64) error
		Close(ctx context.Context, id string) error
	}
	Invoices interface {
		Open(ctx context.Context) ([]billing.Invoice, error)
		Pay(ctx context.Context, id string) error
		Void(ctx context.Context, id string) error
	}
	Settings interface {
		Read(ctx context.Context, id string) (settings.Setting, error)
		Change(ctx context.Context, s settings.Setting) error
		History(ctx context.Context, id string) (settings.Change, error)
	}
	Tickets interface {
		List(ctx context.Context) ([]tickets.Ticket, error)
		File(ctx context.Context, t tickets.Ticket) error
		Drop(ctx context.Context, id int64) error
	}
	Pictures interface {
		Show(ctx context.Context, name string) (io.ReadCloser, error)
		Hang(ctx context.Context, name string, picture io.Reader, size int64) error
		TakeDown(ctx context.Context, name string) error
	}
	Reports interface {
		Read(name string) ([]byte, error)
		Write(name string, text []byte) error
		Remove(name string) error
	}
	Jobs interface {
		Push(ctx context.Context, kind string) error
		Next(ctx context.Context) (string, error)
	}
)

// Hub is everything that is kept.
type Hub struct {
	Accounts Accounts
	Invoices Invoices
	Settings Settings
	Tickets  Tickets
	Pictures Pictures
	Reports  Reports
	Jobs     Jobs
}

// Routes returns the hub's routes.
func (h *Hub) Routes() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /accounts/{id}", get(h.Accounts.Get))
	mux.HandleFunc("POST /accounts/{id}/transfers", h.transfer)
	mux.HandleFunc("DELETE /accounts/{id}", act(h.Accounts.Close))

	mux.HandleFunc("GET /invoices", h.openInvoices)
	mux.HandleFunc("POST /invoices/{id}/payment", act(h.Invoices.Pay))
	mux.HandleFunc("DELETE /invoices/{id}", act(h.Invoices.Void))

	mux.HandleFunc("GET /settings/{id}", get(h.Settings.Read))
	mux.HandleFunc("PUT /settings/{id}", h.changeSetting)
	mux.HandleFunc("GET /settings/{id}/history", get(h.Settings.History))

	mux.HandleFunc("GET /tickets", h.listTickets)
	mux.HandleFunc("POST /tickets", h.fileTicket)
	mux.HandleFunc("DELETE /tickets/{id}", h.dropTicket)

	mux.HandleFunc("GET /pictures/{id}", h.showPicture)
	mux.HandleFunc("PUT /pictures/{id}", h.hangPicture)
	mux.HandleFunc("DELETE /pictures/{id}", act(h.Pictures.TakeDown))

	mux.HandleFunc("GET /reports/{id}", h.readReport)
	mux.HandleFunc("PUT /reports/{id}", h.writeReport)
	mux.HandleFunc("DELETE /reports/{id}", h.removeReport)

	mux.HandleFunc("POST /jobs/{id}", act(h.Jobs.Push))
	mux.HandleFunc("POST /jobs/next", h.nextJob)
	return mux
}

// get returns a handler that answers with what find returns for the path's id.
func get[T any](find func(context.Context, string) (T, error)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		v, err := find(r.Context(), r.PathValue("id"))
		reply(w, r, v, err)
	}
}

// act returns a handler that does something to what the path's id names.
func act(do func(context.Context, string) error) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		reply(w, r, nil, do(r.Context(), r.PathValue("id")))
	}
}

func reply(w http.ResponseWriter, r *http.Request, v any, err error) {
	if err != nil {
		slog.ErrorContext(r.Context(), "request failed", "pattern", r.Pattern, "err", err)
		http.Error(w, "internal error", http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	json.NewEncoder(w).Encode(v)
}
