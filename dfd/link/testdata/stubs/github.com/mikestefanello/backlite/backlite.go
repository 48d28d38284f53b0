// Package backlite has the library's signatures.
package backlite

import (
	"context"
	"database/sql"
	"time"
)

type QueueConfig struct {
	Name        string
	MaxAttempts int
	Timeout     time.Duration
}

type Task interface{ Config() QueueConfig }

type Queue interface {
	Config() *QueueConfig
	Process(ctx context.Context, payload []byte) error
}

type QueueProcessor[T Task] func(context.Context, T) error

func NewQueue[T Task](processor QueueProcessor[T]) Queue { return nil }

type ClientConfig struct {
	DB         *sql.DB
	NumWorkers int
}

type Client struct{}

func NewClient(cfg ClientConfig) (*Client, error) { return nil, nil }

func (c *Client) Register(queue Queue)         {}
func (c *Client) Add(tasks ...Task) *TaskAddOp { return nil }
func (c *Client) Start(ctx context.Context)    {}

type TaskAddOp struct{}

func (t *TaskAddOp) Wait(d time.Duration) *TaskAddOp { return t }
func (t *TaskAddOp) Save() ([]string, error)         { return nil, nil }
