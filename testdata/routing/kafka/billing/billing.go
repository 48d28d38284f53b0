// Package billing is a sarama consumer group that looks up the handler of a topic.
package billing

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"log/slog"

	"github.com/IBM/sarama"

	"example.com/routing/kafka/config"
)

const topicPayments = "billing.payments"

// Ledger keeps what was paid.
type Ledger interface {
	Book(ctx context.Context, account string, cents int64) error
}

type ledger struct{ db *sql.DB }

// NewLedger keeps it in a database.
func NewLedger(db *sql.DB) Ledger { return &ledger{db} }

func (l *ledger) Book(ctx context.Context, account string, cents int64) error {
	_, err := l.db.ExecContext(ctx, "UPDATE ledger SET balance = balance + $1 WHERE account = $2", cents, account)
	return err
}

// Consumer reads payments and refunds.
type Consumer struct {
	brokers []string
	ledger  Ledger
	ready   chan struct{}
}

// NewConsumer makes a consumer.
func NewConsumer(cfg config.Config, l Ledger) *Consumer {
	return &Consumer{brokers: cfg.Brokers, ledger: l, ready: make(chan struct{})}
}

// Run joins the group again after each rebalancing.
func (c *Consumer) Run(ctx context.Context) error {
	conf := sarama.NewConfig()
	conf.Version = sarama.V2_6_0_0
	conf.Consumer.Offsets.Initial = sarama.OffsetOldest
	group, err := sarama.NewConsumerGroup(c.brokers, "billing", conf)
	if err != nil {
		return err
	}
	defer group.Close()
	topics := []string{topicPayments, config.TopicRefunds}
	for {
		if err := group.Consume(ctx, topics, c); err != nil {
			if errors.Is(err, sarama.ErrClosedConsumerGroup) {
				return nil
			}
			slog.Error("consume", "err", err)
		}
		if ctx.Err() != nil {
			return ctx.Err()
		}
		c.ready = make(chan struct{})
	}
}

// Setup is told that the session begins.
func (c *Consumer) Setup(sarama.ConsumerGroupSession) error {
	close(c.ready)
	return nil
}

// Cleanup is told that it ends.
func (c *Consumer) Cleanup(sarama.ConsumerGroupSession) error { return nil }

// ConsumeClaim reads one partition.
func (c *Consumer) ConsumeClaim(session sarama.ConsumerGroupSession, claim sarama.ConsumerGroupClaim) error {
	for {
		select {
		case message, ok := <-claim.Messages():
			if !ok {
				return nil
			}
			if err := c.process(session.Context(), message); err != nil {
				slog.Error("process", "topic", message.Topic, "err", err)
				continue
			}
			session.MarkMessage(message, "")
		case <-session.Context().Done():
			return nil
		}
	}
}

func (c *Consumer) process(ctx context.Context, m *sarama.ConsumerMessage) error {
	var p struct {
		Account string
		Cents   int64
	}
	if err := json.Unmarshal(m.Value, &p); err != nil {
		return err
	}
	return c.ledger.Book(ctx, p.Account, p.Cents)
}
