// Package mailer notes mails that are to be sent, from JetStream.
package mailer

import (
	"context"
	"database/sql"
	"fmt"
	"log"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
)

// Mailer notes mails.
type Mailer struct{ DB *sql.DB }

// Start consumes the stream MAIL.
func (m *Mailer) Start(ctx context.Context, nc *nats.Conn) error {
	js, err := jetstream.New(nc)
	if err != nil {
		return err
	}
	stream, err := js.CreateOrUpdateStream(ctx, jetstream.StreamConfig{Name: "MAIL", Subjects: []string{"mail.>"}})
	if err != nil {
		return fmt.Errorf("stream: %w", err)
	}
	cons, err := stream.CreateOrUpdateConsumer(ctx, jetstream.ConsumerConfig{Durable: "mailer", FilterSubject: "mail.welcome", AckPolicy: jetstream.AckExplicitPolicy})
	if err != nil {
		return fmt.Errorf("consumer: %w", err)
	}
	_, err = cons.Consume(m.welcome)
	if err != nil {
		return err
	}
	durable, err := js.Consumer(ctx, "MAIL", "reminders")
	if err != nil {
		return err
	}
	go m.remind(durable)
	return nil
}

func (m *Mailer) welcome(msg jetstream.Msg) {
	if _, err := m.DB.Exec("INSERT INTO mails (address) VALUES ($1)", string(msg.Data())); err != nil {
		_ = msg.Nak()
		return
	}
	_ = msg.Ack()
}

func (m *Mailer) remind(cons jetstream.Consumer) {
	it, err := cons.Messages(jetstream.PullMaxMessages(5))
	if err != nil {
		log.Print(err)
		return
	}
	defer it.Stop()
	for {
		msg, err := it.Next()
		if err != nil {
			return
		}
		if _, err := m.DB.Exec("UPDATE mails SET reminded = now() WHERE address = $1", string(msg.Data())); err == nil {
			_ = msg.Ack()
		}
	}
}

// Pull fetches through the old interface.
func (m *Mailer) Pull(ctx context.Context, nc *nats.Conn) {
	js, err := nc.JetStream()
	if err != nil {
		log.Print(err)
		return
	}
	sub, err := js.PullSubscribe("mail.bounced", "bounces", nats.BindStream("MAIL"))
	if err != nil {
		log.Print(err)
		return
	}
	for ctx.Err() == nil {
		msgs, err := sub.Fetch(10, nats.MaxWait(time.Second))
		if err != nil {
			continue
		}
		for _, msg := range msgs {
			if _, err := m.DB.ExecContext(ctx, "DELETE FROM mails WHERE address = $1", string(msg.Data)); err != nil {
				log.Print(err)
				continue
			}
			_ = msg.Ack()
		}
	}
}
