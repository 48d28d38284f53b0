// Command snippetd shares snippets of text. It listens twice: for visitors, and
// on the loopback interface for whoever runs it.
package main

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	_ "net/http/pprof"
	"os"
	"os/signal"
	"syscall"
	"time"

	_ "github.com/jackc/pgx/v5/stdlib"

	"example.com/samples/programs/servemux/internal/snippets"
	"example.com/samples/programs/servemux/internal/web"
)

const managementAddr = "127.0.0.1:6060"

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx); err != nil {
		slog.Error("snippetd stopped", "err", err)
		os.Exit(1)
	}
}

func run(ctx context.Context) error {
	db, err := sql.Open("pgx", os.Getenv("DATABASE_URL"))
	if err != nil {
		return fmt.Errorf("open database: %w", err)
	}
	defer db.Close()

	store := snippets.NewStore(db)
	site, err := web.New(store, web.Keys{
		API:      os.Getenv("API_KEY"),
		Admin:    "admin",
		Password: os.Getenv("ADMIN_PASSWORD"),
	})
	if err != nil {
		return err
	}

	// The profiler has put itself on the default mux; this joins it there.
	http.HandleFunc("POST /cache/flush", store.Flush)

	errs := make(chan error, 2)
	public := newServer(cmp.Or(os.Getenv("ADDR"), ":8080"), site.Routes())
	management := newServer(managementAddr, http.DefaultServeMux)
	for _, srv := range []*http.Server{public, management} {
		go func() { errs <- srv.ListenAndServe() }()
	}

	select {
	case err := <-errs:
		return err
	case <-ctx.Done():
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), 10*time.Second)
	defer cancel()
	return errors.Join(public.Shutdown(ctx), management.Shutdown(ctx))
}

func newServer(addr string, h http.Handler) *http.Server {
	return &http.Server{
		Addr:              addr,
		Handler:           h,
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       30 * time.Second,
		WriteTimeout:      time.Minute,
	}
}
