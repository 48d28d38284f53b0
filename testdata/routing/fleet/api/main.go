// Command api takes orders, stores them, tells the worker, and has partners and the scheduler run jobs.
package main

import (
	"database/sql"
	"encoding/json"
	"log"
	"net/http"

	"github.com/IBM/sarama"
	"github.com/confluentinc/confluent-kafka-go/v2/kafka"
	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"

	"example.com/routing/fleet/db"
	"example.com/routing/grpc/pb"
)

type server struct {
	db     *sql.DB
	events sarama.SyncProducer
	admin  pb.AdminClient
	runs   *producer[run]
}

func (s *server) create(w http.ResponseWriter, r *http.Request) {
	if _, err := s.db.ExecContext(r.Context(), "INSERT INTO orders (item) VALUES ($1)", r.FormValue("item")); err != nil {
		http.Error(w, "not stored", http.StatusInternalServerError)
		return
	}
	s.events.SendMessage(&sarama.ProducerMessage{Topic: "orders", Value: sarama.StringEncoder(r.FormValue("item"))})
	s.runs.send(run{r.FormValue("item")})
}

func (s *server) purge(w http.ResponseWriter, r *http.Request) {
	if _, err := s.admin.Purge(r.Context(), &pb.Empty{}); err != nil {
		http.Error(w, "not purged", http.StatusBadGateway)
	}
}

// run has a job run here and at a partner's, who has a route of the same path.
func (s *server) run(w http.ResponseWriter, r *http.Request) {
	id := r.PathValue("id")
	http.Post("http://scheduler:8081/jobs/"+id+"/run", "application/json", nil)
	http.Post("https://partner.example.com/jobs/"+id+"/run", "application/json", nil)
}

type run struct{ Item string }

// producer sends what is of one type to one topic.
type producer[T any] struct {
	client *kafka.Producer
	name   string
}

func (p *producer[T]) topic() *string { return &p.name }

func (p *producer[T]) send(v T) {
	b, _ := json.Marshal(v)
	p.client.Produce(&kafka.Message{TopicPartition: kafka.TopicPartition{Topic: p.topic(), Partition: kafka.PartitionAny}, Value: b}, nil)
}

func health(w http.ResponseWriter, r *http.Request) { w.WriteHeader(http.StatusNoContent) }

func main() {
	orders, err := db.Orders()
	if err != nil {
		log.Fatal(err)
	}
	events, err := sarama.NewSyncProducer([]string{"kafka-a:9092"}, nil)
	if err != nil {
		log.Fatal(err)
	}
	conn, err := grpc.NewClient("worker:9090", grpc.WithTransportCredentials(insecure.NewCredentials()))
	if err != nil {
		log.Fatal(err)
	}
	runs, err := kafka.NewProducer(&kafka.ConfigMap{"bootstrap.servers": "kafka-c:9092", "acks": "all"})
	if err != nil {
		log.Fatal(err)
	}
	s := &server{db: orders, events: events, admin: pb.NewAdminClient(conn), runs: &producer[run]{client: runs, name: "runs"}}
	mux := http.NewServeMux()
	mux.HandleFunc("POST /orders", s.create)
	mux.HandleFunc("DELETE /orders", s.purge)
	mux.HandleFunc("POST /runs/{id}", s.run)
	mux.HandleFunc("GET /healthz", health)
	log.Fatal(http.ListenAndServe(":8080", mux))
}
