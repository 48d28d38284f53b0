// Command printd turns documents into posters and posts them.
package main

import (
	"cmp"
	"database/sql"
	"errors"
	"log/slog"
	"net/http"
	"os"
	"time"

	_ "github.com/jackc/pgx/v5/stdlib"

	"example.com/samples/programs/outbound/internal/remote"
	"example.com/samples/programs/outbound/internal/render"
	"example.com/samples/programs/outbound/internal/session"
	"example.com/samples/programs/outbound/internal/web"
)

func main() {
	if err := run(); err != nil {
		slog.Error("printd stopped", "err", err)
		os.Exit(1)
	}
}

func run() error {
	webhookKey, carrierToken := os.Getenv("WEBHOOK_KEY"), os.Getenv("CARRIER_TOKEN")
	if webhookKey == "" || carrierToken == "" {
		return errors.New("WEBHOOK_KEY and CARRIER_TOKEN must be set")
	}
	db, err := sql.Open("pgx", os.Getenv("DATABASE_URL"))
	if err != nil {
		return err
	}
	defer db.Close()

	shop := &web.Shop{
		Sessions:   session.NewStore(db),
		Carrier:    remote.NewCarrier(carrierToken),
		Mail:       remote.NewMail(cmp.Or(os.Getenv("SMTP_ADDR"), "localhost:25"), "shop@posters.example"),
		Renderer:   render.New("/usr/bin/rsvg-convert"),
		WebhookKey: webhookKey,
	}
	srv := &http.Server{
		Addr:              cmp.Or(os.Getenv("ADDR"), ":8060"),
		Handler:           shop.Routes(),
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       30 * time.Second,
		WriteTimeout:      time.Minute,
	}
	return srv.ListenAndServe()
}
