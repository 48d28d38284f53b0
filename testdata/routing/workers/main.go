// Command workers does jobs: asynq's by name, river's by type, temporal's workflows and activities.
package main

import (
	"context"
	"log"
	"os"

	"github.com/hibiken/asynq"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"
	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/worker"

	"example.com/routing/workers/images"
	"example.com/routing/workers/mails"
	"example.com/routing/workers/orders"
)

func main() {
	ctx := context.Background()
	pool, err := pgxpool.New(ctx, os.Getenv("DATABASE_URL"))
	if err != nil {
		log.Fatal(err)
	}
	go runRiver(ctx, pool)
	go runTemporal(pool)

	srv := asynq.NewServer(asynq.RedisClientOpt{Addr: os.Getenv("REDIS_ADDR")}, asynq.Config{Concurrency: 10})
	mux := asynq.NewServeMux()
	mails.Register(mux, pool)
	if err := srv.Run(mux); err != nil {
		log.Fatal(err)
	}
}

func runRiver(ctx context.Context, pool *pgxpool.Pool) {
	workers := river.NewWorkers()
	images.Register(workers, pool)
	c, err := river.NewClient[pgx.Tx](riverpgxv5.New(pool), &river.Config{
		Queues:  map[string]river.QueueConfig{river.QueueDefault: {MaxWorkers: 5}},
		Workers: workers,
	})
	if err != nil {
		log.Fatal(err)
	}
	if err := c.Start(ctx); err != nil {
		log.Fatal(err)
	}
}

func runTemporal(pool *pgxpool.Pool) {
	c, err := client.Dial(client.Options{HostPort: os.Getenv("TEMPORAL")})
	if err != nil {
		log.Fatal(err)
	}
	defer c.Close()
	w := worker.New(c, orders.TaskQueue, worker.Options{})
	w.RegisterWorkflow(orders.Fulfil)
	w.RegisterActivity(&orders.Activities{Pool: pool})
	if err := w.Run(worker.InterruptCh()); err != nil {
		log.Fatal(err)
	}
}
