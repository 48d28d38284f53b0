// Package orders reads orders with segmentio/kafka-go, and puts what it cannot read aside.
package orders

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"github.com/segmentio/kafka-go"

	"example.com/routing/kafka/config"
)

// Order is what a message holds.
type Order struct {
	ID    string `json:"id"`
	Email string `json:"email"`
	Total int64  `json:"total"`
}

// Consumer stores orders.
type Consumer struct {
	reader *kafka.Reader
	dead   *kafka.Writer
	db     *sql.DB
}

// New makes a consumer.
func New(cfg config.Config, db *sql.DB) *Consumer {
	return &Consumer{
		reader: kafka.NewReader(kafka.ReaderConfig{Brokers: cfg.Brokers, GroupID: "orders", Topic: cfg.OrdersTopic}),
		dead:   &kafka.Writer{Addr: kafka.TCP(cfg.Brokers...), Topic: "orders.dead", Balancer: &kafka.LeastBytes{}},
		db:     db,
	}
}

// Run reads until the context ends.
func (c *Consumer) Run(ctx context.Context) error {
	defer c.reader.Close()
	for {
		m, err := c.reader.FetchMessage(ctx)
		if errors.Is(err, io.EOF) || ctx.Err() != nil {
			return nil
		}
		if err != nil {
			return fmt.Errorf("fetch: %w", err)
		}
		if err := c.handle(ctx, m); err != nil {
			if err := c.dead.WriteMessages(ctx, kafka.Message{Key: m.Key, Value: m.Value}); err != nil {
				return err
			}
		}
		if err := c.reader.CommitMessages(ctx, m); err != nil {
			return err
		}
	}
}

func (c *Consumer) handle(ctx context.Context, m kafka.Message) error {
	var o Order
	if err := json.Unmarshal(m.Value, &o); err != nil {
		return err
	}
	_, err := c.db.ExecContext(ctx, `INSERT INTO orders (id, email, total) VALUES ($1, $2, $3) ON CONFLICT (id) DO NOTHING`, o.ID, o.Email, o.Total)
	return err
}
