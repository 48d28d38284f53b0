// Command worker works off the orders that api publishes, and purges them when it is asked to.
package main

import (
	"context"
	"database/sql"
	"log"
	"net"

	"github.com/IBM/sarama"
	"github.com/confluentinc/confluent-kafka-go/v2/kafka"
	"google.golang.org/grpc"

	"example.com/routing/fleet/db"
	"example.com/routing/grpc/pb"
)

type worker struct {
	pb.UnimplementedAdminServer
	db *sql.DB
}

func (w *worker) Purge(ctx context.Context, _ *pb.Empty) (*pb.Empty, error) {
	_, err := w.db.ExecContext(ctx, "DELETE FROM orders")
	return &pb.Empty{}, err
}

func (w *worker) Setup(sarama.ConsumerGroupSession) error   { return nil }
func (w *worker) Cleanup(sarama.ConsumerGroupSession) error { return nil }
func (w *worker) ConsumeClaim(sess sarama.ConsumerGroupSession, claim sarama.ConsumerGroupClaim) error {
	for m := range claim.Messages() {
		w.db.Exec("UPDATE orders SET done = true WHERE item = $1", string(m.Value))
	}
	return nil
}

func (w *worker) readRuns() {
	c, err := kafka.NewConsumer(&kafka.ConfigMap{"bootstrap.servers": "kafka-c:9092", "group.id": "worker"})
	if err != nil {
		log.Fatal(err)
	}
	if err := c.SubscribeTopics([]string{"runs"}, nil); err != nil {
		log.Fatal(err)
	}
	for {
		if m, err := c.ReadMessage(-1); err == nil {
			w.db.Exec("INSERT INTO runs (body) VALUES ($1)", m.Value)
		}
	}
}

func main() {
	orders, err := db.Orders()
	if err != nil {
		log.Fatal(err)
	}
	w := &worker{db: orders}
	group, err := sarama.NewConsumerGroup([]string{"kafka-a:9092"}, "worker", sarama.NewConfig())
	if err != nil {
		log.Fatal(err)
	}
	go w.readRuns()
	go func() {
		for group.Consume(context.Background(), []string{"orders"}, w) == nil {
		}
	}()
	ln, err := net.Listen("tcp", ":9090")
	if err != nil {
		log.Fatal(err)
	}
	s := grpc.NewServer()
	pb.RegisterAdminServer(s, w)
	log.Fatal(s.Serve(ln))
}
