package kgo

import "context"

type Opt interface{ apply() }
type ConsumerOpt interface{ Opt }
type GroupOpt interface{ Opt }

type Client struct{}
type Fetches []struct{}
type Record struct {
	Topic string
	Key   []byte
	Value []byte
}

func NewClient(opts ...Opt) (*Client, error)               { return nil, nil }
func SeedBrokers(seeds ...string) Opt                      { return nil }
func ConsumeTopics(topics ...string) ConsumerOpt           { return nil }
func ConsumerGroup(group string) GroupOpt                  { return nil }
func (cl *Client) PollFetches(ctx context.Context) Fetches { return nil }
func (fs Fetches) EachRecord(fn func(*Record))             {}
func (fs Fetches) Records() []*Record                      { return nil }
