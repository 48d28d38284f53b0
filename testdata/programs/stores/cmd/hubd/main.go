// Command hubd is the hub of an office: accounts, invoices, settings, tickets,
// pictures, reports and jobs, each kept where it fits best.
package main

import (
	"context"
	"database/sql"
	"fmt"
	"log/slog"
	"net/http"
	"os"
	"os/signal"
	"syscall"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"
	_ "github.com/jackc/pgx/v5/stdlib"
	"github.com/jmoiron/sqlx"
	"github.com/minio/minio-go/v7"
	"github.com/minio/minio-go/v7/pkg/credentials"
	"github.com/uptrace/bun"
	"github.com/uptrace/bun/dialect/pgdialect"
	"gorm.io/driver/postgres"
	"gorm.io/driver/sqlite"
	"gorm.io/gorm"

	"example.com/samples/programs/stores/internal/accounts"
	"example.com/samples/programs/stores/internal/billing"
	"example.com/samples/programs/stores/internal/jobs"
	"example.com/samples/programs/stores/internal/media"
	"example.com/samples/programs/stores/internal/reports"
	"example.com/samples/programs/stores/internal/settings"
	"example.com/samples/programs/stores/internal/tickets"
	"example.com/samples/programs/stores/internal/web"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx); err != nil {
		slog.Error("hubd stopped", "err", err)
		os.Exit(1)
	}
}

func run(ctx context.Context) error {
	hub, err := open(ctx)
	if err != nil {
		return err
	}
	srv := &http.Server{
		Addr:              ":8070",
		Handler:           hub.Routes(),
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       time.Minute,
		WriteTimeout:      time.Minute,
	}
	context.AfterFunc(ctx, func() { srv.Close() })
	return srv.ListenAndServe()
}

// open connects to everything that the hub keeps its things in.
func open(ctx context.Context) (*web.Hub, error) {
	accountsDB, err := sql.Open("pgx", os.Getenv("ACCOUNTS_URL"))
	if err != nil {
		return nil, fmt.Errorf("open accounts: %w", err)
	}
	billingDB, err := sqlx.Open("pgx", os.Getenv("BILLING_URL"))
	if err != nil {
		return nil, fmt.Errorf("open billing: %w", err)
	}
	settingsDB, err := gorm.Open(sqlite.Open("settings.db"), &gorm.Config{})
	if err != nil {
		return nil, fmt.Errorf("open settings: %w", err)
	}
	auditDB, err := gorm.Open(postgres.Open(os.Getenv("AUDIT_URL")), &gorm.Config{})
	if err != nil {
		return nil, fmt.Errorf("open audit: %w", err)
	}
	ticketsDB, err := sql.Open("pgx", os.Getenv("TICKETS_URL"))
	if err != nil {
		return nil, fmt.Errorf("open tickets: %w", err)
	}
	jobsDB, err := pgxpool.New(ctx, os.Getenv("JOBS_URL"))
	if err != nil {
		return nil, fmt.Errorf("open jobs: %w", err)
	}
	objects, err := minio.New(os.Getenv("MINIO_ENDPOINT"), &minio.Options{
		Creds:  credentials.NewEnvMinio(),
		Secure: true,
	})
	if err != nil {
		return nil, fmt.Errorf("open pictures: %w", err)
	}
	reportsDir, err := os.OpenRoot("/var/lib/hub/reports")
	if err != nil {
		return nil, fmt.Errorf("open reports: %w", err)
	}

	return &web.Hub{
		Accounts: accounts.NewStore(accountsDB),
		Invoices: billing.NewStore(billingDB),
		Settings: settings.New(settingsDB, auditDB),
		Tickets:  tickets.NewStore(bun.NewDB(ticketsDB, pgdialect.New())),
		Pictures: media.NewAlbum(objects, "hub-pictures"),
		Reports:  reports.NewDir(reportsDir),
		Jobs:     jobs.NewQueue(jobsDB),
	}, nil
}
