// Command pubsubrouter is a watermill router over Kafka.
package main

import (
	"context"
	"database/sql"
	"log"
	"os"
	"time"

	"github.com/ThreeDotsLabs/watermill"
	"github.com/ThreeDotsLabs/watermill-kafka/v3/pkg/kafka"
	"github.com/ThreeDotsLabs/watermill/message"
	"github.com/ThreeDotsLabs/watermill/message/router/middleware"
	_ "github.com/lib/pq"

	"example.com/routing/pubsubrouter/handlers"
)

func main() {
	logger := watermill.NewStdLogger(false, false)
	brokers := []string{os.Getenv("KAFKA_BROKER")}
	sub, err := kafka.NewSubscriber(kafka.SubscriberConfig{Brokers: brokers, Unmarshaler: kafka.DefaultMarshaler{}, ConsumerGroup: "app"}, logger)
	if err != nil {
		log.Fatal(err)
	}
	pub, err := kafka.NewPublisher(kafka.PublisherConfig{Brokers: brokers, Marshaler: kafka.DefaultMarshaler{}}, logger)
	if err != nil {
		log.Fatal(err)
	}
	db, err := sql.Open("postgres", os.Getenv("DATABASE_URL"))
	if err != nil {
		log.Fatal(err)
	}
	router, err := message.NewRouter(message.RouterConfig{}, logger)
	if err != nil {
		log.Fatal(err)
	}
	router.AddMiddleware(middleware.Recoverer, middleware.Retry{MaxRetries: 3, InitialInterval: time.Second}.Middleware)
	handlers.Register(router, sub, pub, db)
	if err := router.Run(context.Background()); err != nil {
		log.Fatal(err)
	}
}
