// Command api serves the file upload service.
package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"os"
	"os/signal"
	"syscall"
	"time"

	awsconfig "github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/jackc/pgx/v5/pgxpool"

	"example.com/samples/upload/vulnerable/internal/auth"
	"example.com/samples/upload/vulnerable/internal/config"
	"example.com/samples/upload/vulnerable/internal/files"
	"example.com/samples/upload/vulnerable/internal/httpapi"
	"example.com/samples/upload/vulnerable/internal/postgres"
	"example.com/samples/upload/vulnerable/internal/s3store"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()

	log := slog.New(slog.NewJSONHandler(os.Stderr, nil))
	if err := run(ctx, log); err != nil {
		log.Error("api stopped", "err", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, log *slog.Logger) error {
	cfg, err := config.Load()
	if err != nil {
		return fmt.Errorf("load configuration: %w", err)
	}

	pool, err := pgxpool.New(ctx, cfg.DatabaseURL)
	if err != nil {
		return fmt.Errorf("connect to database: %w", err)
	}
	defer pool.Close()

	awsCfg, err := awsconfig.LoadDefaultConfig(ctx)
	if err != nil {
		return fmt.Errorf("load AWS configuration: %w", err)
	}
	client := s3.NewFromConfig(awsCfg)
	if err := s3store.EnsureBucket(ctx, client, cfg.Bucket); err != nil {
		return fmt.Errorf("prepare bucket: %w", err)
	}

	svc := files.NewService(postgres.NewFiles(pool), s3store.New(client, cfg.Bucket))
	handler := httpapi.NewRouter(auth.New(cfg.JWTSecret), httpapi.NewHandler(svc, log))

	srv := &http.Server{
		Addr:              cfg.Addr,
		Handler:           handler,
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       2 * time.Minute,
		WriteTimeout:      2 * time.Minute,
		IdleTimeout:       2 * time.Minute,
		ErrorLog:          slog.NewLogLogger(log.Handler(), slog.LevelWarn),
	}
	return serve(ctx, log, srv)
}

// serve runs srv until ctx is done, then lets requests in flight finish.
func serve(ctx context.Context, log *slog.Logger, srv *http.Server) error {
	failed := make(chan error, 1)
	go func() {
		log.Info("listening", "addr", srv.Addr)
		failed <- srv.ListenAndServe()
	}()

	select {
	case err := <-failed:
		return fmt.Errorf("listen on %s: %w", srv.Addr, err)
	case <-ctx.Done():
	}

	shutdown, cancel := context.WithTimeout(context.WithoutCancel(ctx), 20*time.Second)
	defer cancel()
	if err := srv.Shutdown(shutdown); err != nil {
		return fmt.Errorf("shut down: %w", err)
	}
	if err := <-failed; !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}
