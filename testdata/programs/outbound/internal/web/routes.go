// Package web is the poster shop.
package web

import (
	"context"
	"net/http"
	"strings"

	"example.com/samples/programs/outbound/internal/remote"
	"example.com/samples/programs/outbound/internal/session"
)

type (
	// Carrier takes posters to customers.
	Carrier interface {
		Quote(ctx context.Context, country string) (int, error)
		Ship(ctx context.Context, p remote.Parcel) (string, error)
	}
	// Mailer sends mail.
	Mailer interface {
		Send(to, subject, text string) error
	}
	// Renderer makes pictures of documents.
	Renderer interface {
		Render(ctx context.Context, svg []byte, width int) ([]byte, error)
	}
)

// Shop sells posters.
type Shop struct {
	Sessions   *session.Store
	Carrier    Carrier
	Mail       Mailer
	Renderer   Renderer
	WebhookKey string
}

// Routes returns the shop's routes.
func (s *Shop) Routes() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /quote", s.quote)
	mux.HandleFunc("POST /contact", s.contact)
	mux.HandleFunc("POST /login", s.login)
	mux.HandleFunc("POST /hooks/carrier", s.carrierEvent)

	mux.Handle("GET /{$}", s.Sessions.Optional(http.HandlerFunc(s.front)))
	mux.Handle("GET /me", s.Sessions.Require(http.HandlerFunc(s.me)))
	mux.Handle("POST /posters", s.Sessions.Require(http.HandlerFunc(s.poster)))
	mux.Handle("POST /orders", s.Sessions.Require(http.HandlerFunc(s.order)))

	help := http.NewServeMux()
	help.HandleFunc("GET /help/{page}", s.help)
	help.HandleFunc("GET /help/internal/prices", s.prices)
	mux.Handle("/help/", s.Sessions.RequireUnless(isPublicHelp)(help))
	return mux
}

// isPublicHelp reports whether a page is for customers too.
func isPublicHelp(r *http.Request) bool {
	return !strings.HasPrefix(r.URL.Path, "/help/internal/")
}
