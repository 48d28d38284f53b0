// Package clicks reads clicks with franz-go, record by record, partition by partition.
package clicks

import (
	"context"
	"database/sql"
	"fmt"

	"github.com/twmb/franz-go/pkg/kgo"

	"example.com/routing/kafka/config"
)

// Consumer counts clicks.
type Consumer struct {
	cfg config.Config
	db  *sql.DB
}

// New makes a consumer.
func New(cfg config.Config, db *sql.DB) *Consumer { return &Consumer{cfg, db} }

// Run polls until the client is closed.
func (c *Consumer) Run(ctx context.Context) error {
	opts := []kgo.Opt{
		kgo.SeedBrokers(c.cfg.Brokers...),
		kgo.ConsumerGroup("clicks"),
		kgo.ConsumeTopics(c.cfg.ClicksTopic, "impressions"),
		kgo.DisableAutoCommit(),
	}
	cl, err := kgo.NewClient(opts...)
	if err != nil {
		return err
	}
	defer cl.Close()
	for {
		fetches := cl.PollFetches(ctx)
		if fetches.IsClientClosed() {
			return nil
		}
		if errs := fetches.Errors(); len(errs) > 0 {
			return fmt.Errorf("poll: %v", errs)
		}
		iter := fetches.RecordIter()
		for !iter.Done() {
			if err := c.count(ctx, iter.Next()); err != nil {
				return err
			}
		}
		if err := cl.CommitUncommittedOffsets(ctx); err != nil {
			return err
		}
	}
}

func (c *Consumer) count(ctx context.Context, r *kgo.Record) error {
	_, err := c.db.ExecContext(ctx, "INSERT INTO clicks (page, at) VALUES ($1, $2)", string(r.Value), r.Timestamp)
	return err
}
