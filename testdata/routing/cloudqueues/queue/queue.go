// Package queue polls SQS and hands each message to a handler.
package queue

import (
	"context"
	"log/slog"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/sqs"
	"github.com/aws/aws-sdk-go-v2/service/sqs/types"

	"example.com/routing/cloudqueues/uploads"
)

// API is what is used of SQS.
type API interface {
	ReceiveMessage(ctx context.Context, in *sqs.ReceiveMessageInput, opts ...func(*sqs.Options)) (*sqs.ReceiveMessageOutput, error)
	DeleteMessage(ctx context.Context, in *sqs.DeleteMessageInput, opts ...func(*sqs.Options)) (*sqs.DeleteMessageOutput, error)
}

// Handler handles a message.
type Handler interface {
	Handle(ctx context.Context, msg types.Message) error
}

// Poller reads one queue.
type Poller struct {
	api     API
	url     string
	handler Handler
}

// NewPoller makes a poller.
func NewPoller(api API, url string, h Handler) *Poller { return &Poller{api, url, h} }

// Run polls.
func (p *Poller) Run(ctx context.Context) error {
	for {
		select {
		case <-ctx.Done():
			return ctx.Err()
		default:
		}
		out, err := p.api.ReceiveMessage(ctx, &sqs.ReceiveMessageInput{
			QueueUrl:            aws.String(p.url),
			MaxNumberOfMessages: 10,
			WaitTimeSeconds:     20,
		})
		if err != nil {
			slog.Error("receive", "err", err)
			continue
		}
		for _, m := range out.Messages {
			go p.one(ctx, m)
		}
	}
}

func (p *Poller) one(ctx context.Context, m types.Message) {
	if err := p.handler.Handle(ctx, m); err != nil {
		slog.Error("handle", "err", err)
		return
	}
	if _, err := p.api.DeleteMessage(ctx, &sqs.DeleteMessageInput{QueueUrl: &p.url, ReceiptHandle: m.ReceiptHandle}); err != nil {
		slog.Error("delete", "err", err)
	}
}

// ByName reads a queue that is known by its name.
type ByName struct {
	Client *sqs.Client
	Name   string
	Store  *uploads.Store
}

// Run polls.
func (b ByName) Run(ctx context.Context) error {
	u, err := b.Client.GetQueueUrl(ctx, &sqs.GetQueueUrlInput{QueueName: &b.Name})
	if err != nil {
		return err
	}
	for ctx.Err() == nil {
		out, err := b.Client.ReceiveMessage(ctx, &sqs.ReceiveMessageInput{QueueUrl: u.QueueUrl})
		if err != nil {
			return err
		}
		for i := range out.Messages {
			if err := b.Store.Forget(ctx, aws.ToString(out.Messages[i].Body)); err != nil {
				return err
			}
		}
	}
	return nil
}
