package web

import (
	"crypto/subtle"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/mail"

	"example.com/samples/programs/outbound/internal/remote"
	"example.com/samples/programs/outbound/internal/session"
)

const maxBody = 2 << 20

func (s *Shop) quote(w http.ResponseWriter, r *http.Request) {
	cents, err := s.Carrier.Quote(r.Context(), r.URL.Query().Get("country"))
	if err != nil {
		fail(w, r, err)
		return
	}
	reply(w, map[string]int{"cents": cents})
}

func (s *Shop) contact(w http.ResponseWriter, r *http.Request) {
	from, err := mail.ParseAddress(r.FormValue("from"))
	if err != nil {
		http.Error(w, "malformed address", http.StatusBadRequest)
		return
	}
	text := fmt.Sprintf("%s writes:\n\n%s\n", from.Address, r.FormValue("text"))
	if err := s.Mail.Send("office@posters.example", "Question", text); err != nil {
		fail(w, r, err)
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

func (s *Shop) login(w http.ResponseWriter, r *http.Request) {
	id, err := s.Sessions.Start(r.Context(), r.PostFormValue("name"), r.PostFormValue("password"))
	if err != nil {
		http.Error(w, "name or password is wrong", http.StatusUnauthorized)
		return
	}
	http.SetCookie(w, session.Cookie(id))
	w.WriteHeader(http.StatusNoContent)
}

// carrierEvent is called by the carrier when a parcel has moved.
func (s *Shop) carrierEvent(w http.ResponseWriter, r *http.Request) {
	key := r.Header.Get("X-Carrier-Key")
	if subtle.ConstantTimeCompare([]byte(key), []byte(s.WebhookKey)) != 1 {
		http.Error(w, "wrong key", http.StatusUnauthorized)
		return
	}
	var event struct{ Parcel, Customer, State string }
	if err := json.NewDecoder(http.MaxBytesReader(w, r.Body, maxBody)).Decode(&event); err != nil {
		http.Error(w, "malformed event", http.StatusBadRequest)
		return
	}
	if err := s.Mail.Send(event.Customer, "Your poster", "Your poster is now "+event.State+"."); err != nil {
		fail(w, r, err)
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

func (s *Shop) front(w http.ResponseWriter, r *http.Request) {
	name := session.User(r.Context())
	if name == "" {
		name = "stranger"
	}
	reply(w, map[string]string{"hello": name})
}

func (s *Shop) me(w http.ResponseWriter, r *http.Request) {
	reply(w, map[string]string{"name": session.User(r.Context())})
}

func (s *Shop) poster(w http.ResponseWriter, r *http.Request) {
	svg, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
	if err != nil {
		http.Error(w, "poster is too large", http.StatusRequestEntityTooLarge)
		return
	}
	png, err := s.Renderer.Render(r.Context(), svg, 2400)
	if err != nil {
		fail(w, r, err)
		return
	}
	w.Header().Set("Content-Type", "image/png")
	w.Write(png)
}

func (s *Shop) order(w http.ResponseWriter, r *http.Request) {
	var p remote.Parcel
	if err := json.NewDecoder(http.MaxBytesReader(w, r.Body, maxBody)).Decode(&p); err != nil {
		http.Error(w, "malformed order", http.StatusBadRequest)
		return
	}
	number, err := s.Carrier.Ship(r.Context(), p)
	if err != nil {
		fail(w, r, err)
		return
	}
	reply(w, map[string]string{"tracking": number})
}

func (s *Shop) help(w http.ResponseWriter, _ *http.Request) {
	reply(w, map[string]string{"help": "Write to us."})
}

func (s *Shop) prices(w http.ResponseWriter, _ *http.Request) {
	reply(w, map[string]int{"a2": 900, "a1": 1400})
}

func reply(w http.ResponseWriter, v any) {
	w.Header().Set("Content-Type", "application/json")
	json.NewEncoder(w).Encode(v)
}

func fail(w http.ResponseWriter, r *http.Request, err error) {
	slog.ErrorContext(r.Context(), "request failed", "pattern", r.Pattern, "err", err)
	http.Error(w, "internal error", http.StatusInternalServerError)
}
