// Command shopd is the back end of a small web shop.
package main

import (
	"cmp"
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"os"
	"os/signal"
	"syscall"
	"time"

	"github.com/go-chi/jwtauth/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"example.com/samples/programs/chigroups/internal/catalog"
	"example.com/samples/programs/chigroups/internal/orders"
	"example.com/samples/programs/chigroups/internal/web"
)

func main() {
	if err := run(); err != nil {
		slog.Error("shopd stopped", "err", err)
		os.Exit(1)
	}
}

func run() error {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()

	secret := os.Getenv("TOKEN_KEY")
	if secret == "" {
		return fmt.Errorf("TOKEN_KEY is not set")
	}
	pool, err := pgxpool.New(ctx, os.Getenv("DATABASE_URL"))
	if err != nil {
		return fmt.Errorf("connect to database: %w", err)
	}
	defer pool.Close()

	router := web.NewRouter(web.Config{
		Tokens:  jwtauth.New("HS256", []byte(secret), nil),
		Catalog: catalog.NewStore(pool),
		Orders:  orders.Resource{Store: orders.NewStore(pool)},
	})
	srv := &http.Server{
		Addr:              cmp.Or(os.Getenv("ADDR"), ":8000"),
		Handler:           router,
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       20 * time.Second,
		WriteTimeout:      20 * time.Second,
	}
	context.AfterFunc(ctx, func() {
		ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
		defer cancel()
		srv.Shutdown(ctx)
	})
	if err := srv.ListenAndServe(); err != http.ErrServerClosed {
		return err
	}
	return nil
}
