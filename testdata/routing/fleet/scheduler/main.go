// Command scheduler runs jobs. Its table of orders is in a database of its own, and its topic of orders at another broker: they
// are not those of api and worker.
package main

import (
	"database/sql"
	"log"
	"net/http"
	"os"

	"github.com/IBM/sarama"
)

type scheduler struct {
	billing *sql.DB
	events  sarama.SyncProducer
}

func (s *scheduler) run(w http.ResponseWriter, r *http.Request) {
	if _, err := s.billing.ExecContext(r.Context(), "UPDATE orders SET billed = true WHERE job = $1", r.PathValue("id")); err != nil {
		http.Error(w, "not billed", http.StatusInternalServerError)
		return
	}
	s.events.SendMessage(&sarama.ProducerMessage{Topic: "orders", Value: sarama.StringEncoder("billed")})
}

func health(w http.ResponseWriter, r *http.Request) { w.WriteHeader(http.StatusNoContent) }

func main() {
	billing, err := sql.Open("pgx", os.Getenv("BILLING_URL"))
	if err != nil {
		log.Fatal(err)
	}
	events, err := sarama.NewSyncProducer([]string{"kafka-b:9092"}, nil)
	if err != nil {
		log.Fatal(err)
	}
	s := &scheduler{billing: billing, events: events}
	mux := http.NewServeMux()
	mux.HandleFunc("POST /jobs/{id}/run", s.run)
	mux.HandleFunc("GET /healthz", health)
	log.Fatal(http.ListenAndServe(":8081", mux))
}
