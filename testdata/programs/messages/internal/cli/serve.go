package cli

import (
	"fmt"
	"os"
	"strings"

	"github.com/nats-io/nats.go"
	"github.com/segmentio/kafka-go"
	"github.com/spf13/cobra"
	"golang.org/x/sync/errgroup"

	"example.com/samples/programs/messages/internal/schedule"
	"example.com/samples/programs/messages/internal/worker"
)

func newServe(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "serve",
		Short: "Listen for orders and payments until stopped",
		Args:  cobra.NoArgs,
		RunE:  a.serve,
	}
}

func (a *app) serve(cmd *cobra.Command, _ []string) error {
	nc, err := nats.Connect(os.Getenv("NATS_URL"), nats.UserCredentials(os.Getenv("NATS_CREDS")))
	if err != nil {
		return fmt.Errorf("connect to NATS: %w", err)
	}
	defer nc.Drain()

	payments := kafka.NewReader(kafka.ReaderConfig{
		Brokers: strings.Split(os.Getenv("KAFKA_BROKERS"), ","),
		GroupID: "fulfil",
		Topic:   "payments",
	})
	defer payments.Close()

	w := worker.New(a.store, nc)
	if err := w.Subscribe(nc); err != nil {
		return err
	}
	jobs, err := schedule.New(a.store, w)
	if err != nil {
		return err
	}

	g, ctx := errgroup.WithContext(cmd.Context())
	g.Go(func() error { return w.Payments(ctx, payments) })
	g.Go(func() error { return jobs.Run(ctx) })
	return g.Wait()
}
