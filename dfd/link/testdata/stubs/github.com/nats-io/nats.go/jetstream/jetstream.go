package jetstream

import (
	"context"

	"github.com/nats-io/nats.go"
)

type ConsumerConfig struct {
	Durable       string
	FilterSubject string
}

type Msg interface {
	Data() []byte
	Ack() error
}

type MessageHandler func(msg Msg)
type ConsumeContext interface{ Stop() }

type Consumer interface {
	Consume(handler MessageHandler) (ConsumeContext, error)
}

type StreamConsumerManager interface {
	CreateOrUpdateConsumer(ctx context.Context, stream string, cfg ConsumerConfig) (Consumer, error)
}

type JetStream interface{ StreamConsumerManager }

func New(nc *nats.Conn) (JetStream, error) { return nil, nil }
