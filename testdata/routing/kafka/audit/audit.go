// Package audit reads what happened with confluent's client and tells the auditors.
package audit

import (
	"context"
	"database/sql"
	"time"

	"github.com/confluentinc/confluent-kafka-go/v2/kafka"

	"example.com/routing/kafka/config"
)

// Reader keeps what happened.
type Reader struct {
	brokers string
	db      *sql.DB
	out     *kafka.Producer
}

// New makes a reader.
func New(cfg config.Config, db *sql.DB) *Reader { return &Reader{brokers: cfg.Brokers[0], db: db} }

// Run reads until the context ends.
func (r *Reader) Run(ctx context.Context) error {
	c, err := kafka.NewConsumer(&kafka.ConfigMap{"bootstrap.servers": r.brokers, "group.id": "audit"})
	if err != nil {
		return err
	}
	defer c.Close()
	if r.out, err = kafka.NewProducer(&kafka.ConfigMap{"bootstrap.servers": r.brokers}); err != nil {
		return err
	}
	if err := c.SubscribeTopics([]string{"audit.events"}, nil); err != nil {
		return err
	}
	for ctx.Err() == nil {
		switch e := c.Poll(100).(type) {
		case *kafka.Message:
			if err := r.keep(ctx, e); err != nil {
				return err
			}
		case kafka.Error:
			time.Sleep(time.Second)
		}
	}
	return nil
}

func (r *Reader) keep(ctx context.Context, m *kafka.Message) error {
	if _, err := r.db.ExecContext(ctx, "INSERT INTO audit_log (body) VALUES ($1)", m.Value); err != nil {
		return err
	}
	topic := "audit.kept"
	return r.out.Produce(&kafka.Message{TopicPartition: kafka.TopicPartition{Topic: &topic, Partition: kafka.PartitionAny}, Value: m.Key}, nil)
}
