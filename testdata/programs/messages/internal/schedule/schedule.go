// Package schedule does what is due at certain times.
package schedule

import (
	"context"
	"fmt"
	"log/slog"
	"time"

	"github.com/robfig/cron/v3"

	"example.com/samples/programs/messages/internal/orders"
)

const nightly = "0 3 * * *"

// Store is where orders are kept.
type Store interface {
	Waiting(ctx context.Context) ([]orders.Order, error)
	Expire(ctx context.Context, before time.Time) error
	Purge(ctx context.Context, before time.Time) error
}

// Announcer tells that an order has been shipped.
type Announcer interface {
	Announce(id string) error
}

// Schedule is a set of jobs.
type Schedule struct {
	store Store
	out   Announcer
	cron  *cron.Cron
}

// New returns the jobs on store.
func New(store Store, out Announcer) (*Schedule, error) {
	s := &Schedule{store: store, out: out, cron: cron.New()}
	if _, err := s.cron.AddFunc("@every 5m", s.expire); err != nil {
		return nil, fmt.Errorf("schedule expiry: %w", err)
	}
	if _, err := s.cron.AddFunc("0 8 * * 1-5", func() { s.remind(context.Background()) }); err != nil {
		return nil, fmt.Errorf("schedule reminder: %w", err)
	}
	if _, err := s.cron.AddJob(nightly, purge{store}); err != nil {
		return nil, fmt.Errorf("schedule purge: %w", err)
	}
	return s, nil
}

// Run does the jobs until ctx is done.
func (s *Schedule) Run(ctx context.Context) error {
	s.cron.Start()
	<-ctx.Done()
	<-s.cron.Stop().Done()
	return nil
}

func (s *Schedule) expire() {
	if err := s.store.Expire(context.Background(), time.Now().Add(-time.Hour)); err != nil {
		slog.Error("expire orders", "err", err)
	}
}

func (s *Schedule) remind(ctx context.Context) {
	waiting, err := s.store.Waiting(ctx)
	if err != nil {
		slog.Error("list waiting orders", "err", err)
		return
	}
	for _, o := range waiting {
		if o.State != "packed" {
			continue
		}
		if err := s.out.Announce(o.ID); err != nil {
			slog.Error("announce order", "order", o.ID, "err", err)
		}
	}
}

// purge removes what nobody needs any more.
type purge struct{ store Store }

func (p purge) Run() {
	if err := p.store.Purge(context.Background(), time.Now().AddDate(-1, 0, 0)); err != nil {
		slog.Error("purge orders", "err", err)
	}
}
