// Command clinicd runs the radiograph desk of a veterinary clinic.
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

	regions "github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/jackc/pgx/v5/pgxpool"

	"example.com/samples/upload/renamed/internal/badge"
	"example.com/samples/upload/renamed/internal/darkroom"
	"example.com/samples/upload/renamed/internal/desk"
	"example.com/samples/upload/renamed/internal/ledger"
	"example.com/samples/upload/renamed/internal/plates"
	"example.com/samples/upload/renamed/internal/settings"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()

	log := slog.New(slog.NewJSONHandler(os.Stderr, nil))
	if err := open(ctx, log); err != nil {
		log.Error("clinic closed", "cause", err)
		os.Exit(1)
	}
}

func open(ctx context.Context, log *slog.Logger) error {
	set, err := settings.Read()
	if err != nil {
		return fmt.Errorf("read the settings: %w", err)
	}

	conns, err := pgxpool.New(ctx, set.Ledger)
	if err != nil {
		return fmt.Errorf("open the ledger: %w", err)
	}
	defer conns.Close()

	region, err := regions.LoadDefaultConfig(ctx)
	if err != nil {
		return fmt.Errorf("find the region: %w", err)
	}
	cloud := s3.NewFromConfig(region)
	if err := darkroom.OpenArchive(ctx, cloud, set.Archive); err != nil {
		return fmt.Errorf("open the archive: %w", err)
	}

	room := plates.NewRoom(ledger.NewPlates(conns), darkroom.Make(cloud, set.Archive))
	floor := desk.NewFloor(badge.Make(set.Seal), desk.NewCounter(room, log))

	server := &http.Server{
		Addr:              set.Listen,
		Handler:           floor,
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       2 * time.Minute,
		WriteTimeout:      2 * time.Minute,
		IdleTimeout:       2 * time.Minute,
		ErrorLog:          slog.NewLogLogger(log.Handler(), slog.LevelWarn),
	}
	return attend(ctx, log, server)
}

// attend looks after visitors until ctx is done, then sees the last ones out.
func attend(ctx context.Context, log *slog.Logger, server *http.Server) error {
	ended := make(chan error, 1)
	go func() {
		log.Info("clinic open", "at", server.Addr)
		ended <- server.ListenAndServe()
	}()

	select {
	case err := <-ended:
		return fmt.Errorf("attend %s: %w", server.Addr, err)
	case <-ctx.Done():
	}

	closing, giveUp := context.WithTimeout(context.WithoutCancel(ctx), 20*time.Second)
	defer giveUp()
	if err := server.Shutdown(closing); err != nil {
		return fmt.Errorf("close the clinic: %w", err)
	}
	if err := <-ended; !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}
