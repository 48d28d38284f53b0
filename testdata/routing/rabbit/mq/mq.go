// Package mq consumes queues.
package mq

import (
	"context"

	amqp "github.com/rabbitmq/amqp091-go"
	"golang.org/x/sync/errgroup"
)

// Handler handles a delivery.
type Handler func(ctx context.Context, d amqp.Delivery) error

type binding struct {
	queue   string
	handler Handler
}

// Consumer consumes several queues.
type Consumer struct {
	conn     *amqp.Connection
	bindings []binding
}

// NewConsumer makes a consumer.
func NewConsumer(conn *amqp.Connection) *Consumer { return &Consumer{conn: conn} }

// Handle binds a handler to a queue.
func (c *Consumer) Handle(queue string, h Handler) {
	c.bindings = append(c.bindings, binding{queue, h})
}

// Run consumes them all.
func (c *Consumer) Run(ctx context.Context) error {
	g, ctx := errgroup.WithContext(ctx)
	for _, b := range c.bindings {
		g.Go(func() error { return c.consume(ctx, b) })
	}
	return g.Wait()
}

func (c *Consumer) consume(ctx context.Context, b binding) error {
	ch, err := c.conn.Channel()
	if err != nil {
		return err
	}
	defer ch.Close()
	q, err := ch.QueueDeclare(b.queue, true, false, false, false, nil)
	if err != nil {
		return err
	}
	msgs, err := ch.ConsumeWithContext(ctx, q.Name, "", false, false, false, false, nil)
	if err != nil {
		return err
	}
	for d := range msgs {
		if err := b.handler(ctx, d); err != nil {
			_ = d.Nack(false, true)
			continue
		}
		_ = d.Ack(false)
	}
	return nil
}
