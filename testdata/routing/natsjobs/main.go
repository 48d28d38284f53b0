// Command natsjobs subscribes to NATS subjects, and consumes JetStream streams through the old and the new interface.
package main

import (
	"context"
	"database/sql"
	"log"
	"os"
	"os/signal"

	_ "github.com/lib/pq"
	"github.com/nats-io/nats.go"

	"example.com/routing/natsjobs/bus"
	"example.com/routing/natsjobs/mailer"
	"example.com/routing/natsjobs/stock"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	db, err := sql.Open("postgres", os.Getenv("DATABASE_URL"))
	if err != nil {
		log.Fatal(err)
	}
	url := os.Getenv("NATS_URL")
	if url == "" {
		url = nats.DefaultURL
	}
	nc, err := nats.Connect(url, nats.Name("natsjobs"))
	if err != nil {
		log.Fatal(err)
	}
	defer nc.Drain()
	b := bus.New(nc)
	if err := stock.NewHandler(db, b).Subscribe(); err != nil {
		log.Fatal(err)
	}
	m := &mailer.Mailer{DB: db}
	if err := m.Start(ctx, nc); err != nil {
		log.Fatal(err)
	}
	go m.Pull(ctx, nc)
	<-ctx.Done()
}
