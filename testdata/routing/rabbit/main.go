// Command rabbit consumes queues of RabbitMQ through a consumer of its own.
package main

import (
	"context"
	"log"
	"os"

	"github.com/jackc/pgx/v5/pgxpool"
	amqp "github.com/rabbitmq/amqp091-go"

	"example.com/routing/rabbit/invoices"
	"example.com/routing/rabbit/mq"
)

func main() {
	ctx := context.Background()
	pool, err := pgxpool.New(ctx, os.Getenv("DATABASE_URL"))
	if err != nil {
		log.Fatal(err)
	}
	conn, err := amqp.Dial(os.Getenv("AMQP_URL"))
	if err != nil {
		log.Fatal(err)
	}
	defer conn.Close()
	h := invoices.New(pool)
	c := mq.NewConsumer(conn)
	c.Handle("invoices.created", h.Created)
	c.Handle("invoices.paid", h.Paid)
	if err := c.Run(ctx); err != nil {
		log.Fatal(err)
	}
}
