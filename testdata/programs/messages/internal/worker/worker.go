// Package worker acts on what others announce: orders over NATS, payments over
// Kafka.
package worker

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/segmentio/kafka-go"

	"example.com/samples/programs/messages/internal/orders"
)

const (
	queue   = "fulfil"
	shipped = "orders.shipped"
	timeout = 30 * time.Second
)

// Orders is where orders are kept.
type Orders interface {
	Add(ctx context.Context, o orders.Order) error
	Cancel(ctx context.Context, id string) error
	MarkPaid(ctx context.Context, id string) error
	Find(ctx context.Context, id string) (orders.Order, error)
}

// Publisher announces things.
type Publisher interface {
	Publish(subject string, data []byte) error
}

// Worker acts on messages.
type Worker struct {
	orders Orders
	out    Publisher
}

// New returns a Worker that keeps orders and announces what has happened to
// them on out.
func New(o Orders, out Publisher) *Worker { return &Worker{orders: o, out: out} }

// Subscribe makes w listen for what concerns orders.
func (w *Worker) Subscribe(nc *nats.Conn) error {
	if _, err := nc.QueueSubscribe("orders.created", queue, handle(w.orderCreated)); err != nil {
		return fmt.Errorf("subscribe: %w", err)
	}
	for subject, h := range map[string]nats.MsgHandler{
		"orders.cancelled": handle(w.orderCancelled),
		"orders.status":    w.status,
	} {
		if _, err := nc.QueueSubscribe(subject, queue, h); err != nil {
			return fmt.Errorf("subscribe to %s: %w", subject, err)
		}
	}
	return nil
}

// handle returns a handler that decodes a message for fn.
func handle[T any](fn func(context.Context, T) error) nats.MsgHandler {
	return func(msg *nats.Msg) {
		var v T
		if err := json.Unmarshal(msg.Data, &v); err != nil {
			slog.Warn("malformed message", "subject", msg.Subject, "err", err)
			return
		}
		ctx, cancel := context.WithTimeout(context.Background(), timeout)
		defer cancel()
		if err := fn(ctx, v); err != nil {
			slog.Error("message failed", "subject", msg.Subject, "err", err)
		}
	}
}

func (w *Worker) orderCreated(ctx context.Context, o orders.Order) error {
	return w.orders.Add(ctx, o)
}

func (w *Worker) orderCancelled(ctx context.Context, o struct{ ID string }) error {
	return w.orders.Cancel(ctx, o.ID)
}

// status answers whoever asks for the state of an order.
func (w *Worker) status(msg *nats.Msg) {
	ctx, cancel := context.WithTimeout(context.Background(), timeout)
	defer cancel()
	o, err := w.orders.Find(ctx, string(msg.Data))
	if err != nil {
		slog.Error("find order", "err", err)
		return
	}
	msg.Respond([]byte(o.State))
}

// Payments acts on payments until ctx is done.
func (w *Worker) Payments(ctx context.Context, r *kafka.Reader) error {
	for {
		msg, err := r.FetchMessage(ctx)
		if errors.Is(err, io.EOF) || ctx.Err() != nil {
			return nil
		}
		if err != nil {
			return fmt.Errorf("fetch payment: %w", err)
		}
		if err := w.payment(ctx, msg); err != nil {
			slog.ErrorContext(ctx, "payment failed", "offset", msg.Offset, "err", err)
			continue
		}
		if err := r.CommitMessages(ctx, msg); err != nil {
			return fmt.Errorf("commit payment: %w", err)
		}
	}
}

func (w *Worker) payment(ctx context.Context, msg kafka.Message) error {
	id := string(msg.Key)
	if err := w.orders.MarkPaid(ctx, id); err != nil {
		return err
	}
	return w.Announce(id)
}

// Announce tells everybody that an order has been shipped.
func (w *Worker) Announce(id string) error { return w.out.Publish(shipped, []byte(id)) }
