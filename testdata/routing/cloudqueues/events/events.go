// Package events receives from Pub/Sub.
package events

import (
	"context"
	"encoding/json"
	"log"

	"cloud.google.com/go/pubsub"
	pubsubv2 "cloud.google.com/go/pubsub/v2"
	"github.com/jackc/pgx/v5/pgxpool"
)

// Subscription is where events come from.
const Subscription = "events-sub"

// Service keeps events.
type Service struct{ pool *pgxpool.Pool }

// NewService makes a service.
func NewService(pool *pgxpool.Pool) *Service { return &Service{pool} }

// Handle keeps an event.
func (s *Service) Handle(ctx context.Context, m *pubsub.Message) {
	var e struct{ Name string }
	if err := json.Unmarshal(m.Data, &e); err != nil {
		m.Nack()
		return
	}
	if _, err := s.pool.Exec(ctx, "INSERT INTO events (name) VALUES ($1)", e.Name); err != nil {
		log.Print(err)
		m.Nack()
		return
	}
	m.Ack()
}

// Watch keeps invoices.
func (s *Service) Watch(ctx context.Context, sub *pubsubv2.Subscriber) error {
	sub.ReceiveSettings.MaxOutstandingMessages = 10
	return sub.Receive(ctx, func(ctx context.Context, m *pubsubv2.Message) {
		if err := s.invoice(ctx, m.Attributes["customer"], m.Data); err != nil {
			m.Nack()
			return
		}
		m.Ack()
	})
}

func (s *Service) invoice(ctx context.Context, customer string, pdf []byte) error {
	_, err := s.pool.Exec(ctx, "UPDATE invoices SET pdf = $1 WHERE customer = $2", pdf, customer)
	return err
}
