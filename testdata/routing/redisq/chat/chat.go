// Package chat listens on channels.
package chat

import (
	"context"
	"database/sql"
	"encoding/json"
	"log"

	"github.com/redis/go-redis/v9"
)

type message struct {
	Room string `json:"room"`
	Text string `json:"text"`
}

// Chat keeps what is said.
type Chat struct {
	rdb *redis.Client
	db  *sql.DB
}

// New makes a chat.
func New(rdb *redis.Client, db *sql.DB) *Chat { return &Chat{rdb, db} }

// Listen listens.
func (c *Chat) Listen(ctx context.Context) {
	sub := c.rdb.Subscribe(ctx, "chat", "chat.system")
	defer sub.Close()
	for msg := range sub.Channel() {
		if err := c.said(ctx, msg.Payload); err != nil {
			log.Print(err)
		}
	}
}

func (c *Chat) said(ctx context.Context, payload string) error {
	var m message
	if err := json.Unmarshal([]byte(payload), &m); err != nil {
		return err
	}
	if _, err := c.db.ExecContext(ctx, "INSERT INTO lines (room, text) VALUES (?, ?)", m.Room, m.Text); err != nil {
		return err
	}
	return c.rdb.Publish(ctx, "chat.seen", m.Room).Err()
}
