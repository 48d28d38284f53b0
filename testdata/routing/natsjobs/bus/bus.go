// Package bus hides NATS.
package bus

import (
	"encoding/json"

	"github.com/nats-io/nats.go"
)

// Bus sends and receives.
type Bus struct{ nc *nats.Conn }

// New makes a bus.
func New(nc *nats.Conn) *Bus { return &Bus{nc} }

// On calls the handler for each message of the subject.
func (b *Bus) On(subject, group string, handler func(data []byte) (any, error)) error {
	_, err := b.nc.QueueSubscribe(subject, group, func(m *nats.Msg) {
		answer, err := handler(m.Data)
		if err != nil || m.Reply == "" {
			return
		}
		if body, err := json.Marshal(answer); err == nil {
			_ = m.Respond(body)
		}
	})
	return err
}

// Send sends.
func (b *Bus) Send(subject string, v any) error {
	body, err := json.Marshal(v)
	if err != nil {
		return err
	}
	return b.nc.Publish(subject, body)
}
