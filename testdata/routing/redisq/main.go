// Command redisq reads a Redis stream as one of a group, and listens on channels.
package main

import (
	"context"
	"database/sql"
	"log"
	"os"

	_ "github.com/go-sql-driver/mysql"
	"github.com/redis/go-redis/v9"

	"example.com/routing/redisq/chat"
	"example.com/routing/redisq/feed"
)

func main() {
	opt, err := redis.ParseURL(os.Getenv("REDIS_URL"))
	if err != nil {
		log.Fatal(err)
	}
	db, err := sql.Open("mysql", os.Getenv("MYSQL_DSN"))
	if err != nil {
		log.Fatal(err)
	}
	rdb := redis.NewClient(opt)
	ctx := context.Background()
	r := feed.NewReader(rdb, db)
	go r.Run(ctx)
	chat.New(rdb, db).Listen(ctx)
}
