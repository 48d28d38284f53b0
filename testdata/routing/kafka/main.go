// Command kafka reads topics through the four clients: sarama's groups, kafka-go's readers, confluent's and franz-go's clients.
package main

import (
	"context"
	"database/sql"
	"log"
	"os/signal"
	"sync"
	"syscall"

	_ "github.com/jackc/pgx/v5/stdlib"

	"example.com/routing/kafka/audit"
	"example.com/routing/kafka/billing"
	"example.com/routing/kafka/clicks"
	"example.com/routing/kafka/config"
	"example.com/routing/kafka/orders"
)

type runner interface{ Run(ctx context.Context) error }

func main() {
	cfg := config.Load()
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM)
	defer stop()
	db, err := sql.Open("pgx", cfg.DatabaseURL)
	if err != nil {
		log.Fatal(err)
	}
	var wg sync.WaitGroup
	for _, r := range []runner{
		orders.New(cfg, db),
		billing.NewConsumer(cfg, billing.NewLedger(db)),
		clicks.New(cfg, db),
		audit.New(cfg, db),
	} {
		wg.Add(1)
		go func() {
			defer wg.Done()
			if err := r.Run(ctx); err != nil {
				log.Print(err)
			}
		}()
	}
	wg.Wait()
}
