package redis

import (
	"context"
	"time"
)

type Options struct{ Addr string }

type Client struct{ cmdable }
type cmdable func(ctx context.Context) error

func NewClient(opt *Options) *Client { return nil }

type Message struct {
	Channel string
	Payload string
}

type PubSub struct{}

func (c *Client) Subscribe(ctx context.Context, channels ...string) *PubSub { return nil }
func (c *PubSub) Channel() <-chan *Message                                  { return nil }

type XReadGroupArgs struct {
	Group    string
	Consumer string
	Streams  []string
}

type XMessage struct {
	ID     string
	Values map[string]any
}

type XStream struct {
	Stream   string
	Messages []XMessage
}

type XStreamSliceCmd struct{}

func (c *XStreamSliceCmd) Result() ([]XStream, error) { return nil, nil }

func (c cmdable) XReadGroup(ctx context.Context, a *XReadGroupArgs) *XStreamSliceCmd { return nil }

type StatusCmd struct{}

func (c *StatusCmd) Err() error { return nil }

func (c cmdable) Set(ctx context.Context, key string, value any, expiration time.Duration) *StatusCmd {
	return nil
}
