// Command clubd keeps the members and events of a sports club.
package main

import (
	"cmp"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"os"
	"time"

	_ "github.com/jackc/pgx/v5/stdlib"
	"github.com/jmoiron/sqlx"

	"example.com/samples/programs/gingroups/internal/api"
	"example.com/samples/programs/gingroups/internal/members"
)

func main() {
	if err := run(); err != nil {
		slog.Error("clubd stopped", "err", err)
		os.Exit(1)
	}
}

func run() error {
	cfg := api.Config{
		SessionKey:    []byte(os.Getenv("SESSION_KEY")),
		DeviceToken:   os.Getenv("DEVICE_TOKEN"),
		AdminPassword: os.Getenv("ADMIN_PASSWORD"),
	}
	if len(cfg.SessionKey) == 0 || cfg.DeviceToken == "" || cfg.AdminPassword == "" {
		return errors.New("SESSION_KEY, DEVICE_TOKEN and ADMIN_PASSWORD must be set")
	}
	db, err := sqlx.Connect("pgx", os.Getenv("DATABASE_URL"))
	if err != nil {
		return fmt.Errorf("connect to database: %w", err)
	}
	defer db.Close()

	srv := &http.Server{
		Addr:              cmp.Or(os.Getenv("ADDR"), ":8090"),
		Handler:           api.New(cfg, members.NewStore(db)).Handler(),
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       15 * time.Second,
		WriteTimeout:      30 * time.Second,
	}
	return srv.ListenAndServe()
}
