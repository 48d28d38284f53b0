// Package feed stores what a stream brings.
package feed

import (
	"context"
	"database/sql"
	"errors"
	"log"
	"time"

	"github.com/redis/go-redis/v9"
)

const (
	stream = "feed:posts"
	group  = "feed"
)

// Reader reads the stream.
type Reader struct {
	rdb redis.UniversalClient
	db  *sql.DB
}

// NewReader makes a reader.
func NewReader(rdb redis.UniversalClient, db *sql.DB) *Reader { return &Reader{rdb, db} }

// Run reads until the context ends.
func (r *Reader) Run(ctx context.Context) {
	if err := r.rdb.XGroupCreateMkStream(ctx, stream, group, "0").Err(); err != nil {
		log.Print(err)
	}
	for {
		res, err := r.rdb.XReadGroup(ctx, &redis.XReadGroupArgs{
			Group: group, Consumer: "one", Streams: []string{stream, ">"}, Count: 10, Block: 5 * time.Second,
		}).Result()
		if errors.Is(err, redis.Nil) {
			continue
		}
		if err != nil {
			return
		}
		for _, s := range res {
			for _, m := range s.Messages {
				if err := r.handle(ctx, m); err != nil {
					log.Print(err)
					continue
				}
				r.rdb.XAck(ctx, stream, group, m.ID)
			}
		}
	}
}

func (r *Reader) handle(ctx context.Context, m redis.XMessage) error {
	author, _ := m.Values["author"].(string)
	_, err := r.db.ExecContext(ctx, "INSERT INTO posts (author) VALUES (?)", author)
	return err
}
