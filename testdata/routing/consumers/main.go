// Command consumers reads from brokers as people do: sarama groups, franz-go, SQS, JetStream, asynq, redis streams.
package main

import (
	"context"
	"database/sql"
	"log"
	"os"

	"github.com/IBM/sarama"
	"github.com/hibiken/asynq"
	"github.com/redis/go-redis/v9"
	"github.com/robfig/cron/v3"
	"github.com/twmb/franz-go/pkg/kgo"
)

type sink struct{ db *sql.DB }

func (s *sink) save(ctx context.Context, table string, body []byte) {
	s.db.ExecContext(ctx, "INSERT INTO "+table+" (body) VALUES ($1)", body)
}

type group struct{ s *sink }

func (g *group) Setup(sarama.ConsumerGroupSession) error   { return nil }
func (g *group) Cleanup(sarama.ConsumerGroupSession) error { return nil }
func (g *group) ConsumeClaim(sess sarama.ConsumerGroupSession, claim sarama.ConsumerGroupClaim) error {
	for msg := range claim.Messages() {
		g.s.save(sess.Context(), "orders", msg.Value)
		sess.MarkMessage(msg, "")
	}
	return nil
}

func viaSarama(ctx context.Context, s *sink) {
	cg, err := sarama.NewConsumerGroup([]string{"kafka:9092"}, "billing", sarama.NewConfig())
	if err != nil {
		log.Fatal(err)
	}
	for ctx.Err() == nil {
		if err := cg.Consume(ctx, []string{"orders"}, &group{s}); err != nil {
			log.Print(err)
		}
	}
}

func viaFranz(ctx context.Context, s *sink) {
	cl, err := kgo.NewClient(kgo.SeedBrokers("kafka:9092"), kgo.ConsumeTopics("payments"), kgo.ConsumerGroup("g"))
	if err != nil {
		log.Fatal(err)
	}
	for {
		fetches := cl.PollFetches(ctx)
		fetches.EachRecord(func(r *kgo.Record) { s.save(ctx, "payments", r.Value) })
	}
}

func viaAsynq(s *sink) {
	srv := asynq.NewServer(asynq.RedisClientOpt{Addr: "redis:6379"}, asynq.Config{Concurrency: 4})
	mux := asynq.NewServeMux()
	mux.HandleFunc("email:welcome", func(ctx context.Context, t *asynq.Task) error {
		s.save(ctx, "mails", t.Payload())
		return nil
	})
	log.Fatal(srv.Run(mux))
}

func viaStream(ctx context.Context, s *sink, rdb *redis.Client) {
	for {
		res, err := rdb.XReadGroup(ctx, &redis.XReadGroupArgs{Group: "g", Consumer: "c", Streams: []string{"events", ">"}}).Result()
		if err != nil {
			return
		}
		for _, st := range res {
			for _, m := range st.Messages {
				s.save(ctx, "events", []byte(m.Values["body"].(string)))
			}
		}
	}
}

func main() {
	db, err := sql.Open("pgx", os.Getenv("DATABASE_URL"))
	if err != nil {
		log.Fatal(err)
	}
	s, ctx := &sink{db}, context.Background()
	go viaSarama(ctx, s)
	go viaFranz(ctx, s)
	go viaStream(ctx, s, redis.NewClient(&redis.Options{Addr: "redis:6379"}))
	c := cron.New()
	c.AddFunc("@every 5m", func() { s.save(ctx, "ticks", nil) })
	c.Start()
	viaAsynq(s)
}
