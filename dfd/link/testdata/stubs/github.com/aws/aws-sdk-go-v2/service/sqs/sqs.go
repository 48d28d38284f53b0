package sqs

import "context"

type Options struct{}
type Message struct{ Body *string }
type ReceiveMessageInput struct{ QueueUrl *string }
type ReceiveMessageOutput struct{ Messages []Message }
type Client struct{}

func New(o Options) *Client { return nil }
func (c *Client) ReceiveMessage(ctx context.Context, params *ReceiveMessageInput, optFns ...func(*Options)) (*ReceiveMessageOutput, error) {
	return nil, nil
}
