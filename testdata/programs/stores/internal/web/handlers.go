package web

import (
	"encoding/json"
	"io"
	"net/http"
	"strconv"

	"example.com/samples/programs/stores/internal/settings"
	"example.com/samples/programs/stores/internal/tickets"
)

const maxBody = 4 << 20

func (h *Hub) transfer(w http.ResponseWriter, r *http.Request) {
	var in struct {
		To    string `json:"to"`
		Cents int64  `json:"cents"`
	}
	if !decode(w, r, &in) {
		return
	}
	reply(w, r, nil, h.Accounts.Transfer(r.Context(), r.PathValue("id"), in.To, in.Cents))
}

func (h *Hub) openInvoices(w http.ResponseWriter, r *http.Request) {
	invoices, err := h.Invoices.Open(r.Context())
	reply(w, r, invoices, err)
}

func (h *Hub) changeSetting(w http.ResponseWriter, r *http.Request) {
	var s settings.Setting
	if !decode(w, r, &s) {
		return
	}
	s.ID = r.PathValue("id")
	reply(w, r, nil, h.Settings.Change(r.Context(), s))
}

func (h *Hub) listTickets(w http.ResponseWriter, r *http.Request) {
	list, err := h.Tickets.List(r.Context())
	reply(w, r, list, err)
}

func (h *Hub) fileTicket(w http.ResponseWriter, r *http.Request) {
	var t tickets.Ticket
	if decode(w, r, &t) {
		reply(w, r, nil, h.Tickets.File(r.Context(), t))
	}
}

func (h *Hub) dropTicket(w http.ResponseWriter, r *http.Request) {
	id, err := strconv.ParseInt(r.PathValue("id"), 10, 64)
	if err != nil {
		http.Error(w, "malformed id", http.StatusBadRequest)
		return
	}
	reply(w, r, nil, h.Tickets.Drop(r.Context(), id))
}

func (h *Hub) showPicture(w http.ResponseWriter, r *http.Request) {
	picture, err := h.Pictures.Show(r.Context(), r.PathValue("id"))
	if err != nil {
		reply(w, r, nil, err)
		return
	}
	defer picture.Close()
	w.Header().Set("Content-Type", "image/png")
	io.Copy(w, picture)
}

func (h *Hub) hangPicture(w http.ResponseWriter, r *http.Request) {
	body := http.MaxBytesReader(w, r.Body, maxBody)
	reply(w, r, nil, h.Pictures.Hang(r.Context(), r.PathValue("id"), body, r.ContentLength))
}

func (h *Hub) readReport(w http.ResponseWriter, r *http.Request) {
	text, err := h.Reports.Read(r.PathValue("id"))
	reply(w, r, string(text), err)
}

func (h *Hub) writeReport(w http.ResponseWriter, r *http.Request) {
	text, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
	if err != nil {
		http.Error(w, "report is too long", http.StatusRequestEntityTooLarge)
		return
	}
	reply(w, r, nil, h.Reports.Write(r.PathValue("id"), text))
}

func (h *Hub) removeReport(w http.ResponseWriter, r *http.Request) {
	reply(w, r, nil, h.Reports.Remove(r.PathValue("id")))
}

func (h *Hub) nextJob(w http.ResponseWriter, r *http.Request) {
	kind, err := h.Jobs.Next(r.Context())
	reply(w, r, kind, err)
}

func decode(w http.ResponseWriter, r *http.Request, v any) bool {
	if err := json.NewDecoder(http.MaxBytesReader(w, r.Body, maxBody)).Decode(v); err != nil {
		http.Error(w, "malformed body", http.StatusBadRequest)
		return false
	}
	return true
}
