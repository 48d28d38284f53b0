// Package orders keeps orders.
package orders

import (
	"context"
	"crypto/subtle"
	"database/sql"
	"encoding/json"

	"github.com/aws/aws-lambda-go/events"
)

type Store struct{ db *sql.DB }

func NewStore(db *sql.DB) *Store { return &Store{db} }

type Order struct {
	ID       string `json:"id"`
	Customer string `json:"customer"`
}

func (s *Store) Add(ctx context.Context, o Order) error {
	_, err := s.db.ExecContext(ctx, "INSERT INTO orders (id, customer) VALUES ($1, $2)", o.ID, o.Customer)
	return err
}

func (s *Store) Get(ctx context.Context, id string) (o Order, err error) {
	err = s.db.QueryRowContext(ctx, "SELECT id, customer FROM orders WHERE id = $1", id).Scan(&o.ID, &o.Customer)
	return o, err
}

type RefundEvent struct {
	Order string `json:"order"`
}

// Refund is called by another function.
func (s *Store) Refund(ctx context.Context, e RefundEvent) error {
	_, err := s.db.ExecContext(ctx, "UPDATE orders SET refunded = true WHERE id = $1", e.Order)
	return err
}

type Worker struct{ st *Store }

func NewWorker(st *Store) *Worker { return &Worker{st} }

func (w *Worker) Handle(ctx context.Context, ev events.SQSEvent) error {
	for _, m := range ev.Records {
		var o Order
		if err := json.Unmarshal([]byte(m.Body), &o); err != nil {
			return err
		}
		if err := w.st.Add(ctx, o); err != nil {
			return err
		}
	}
	return nil
}

// API answers a gateway by itself.
type API struct {
	st  *Store
	key string
}

func NewAPI(st *Store, key string) *API { return &API{st, key} }

func (a *API) Handle(ctx context.Context, req events.APIGatewayV2HTTPRequest) (events.APIGatewayV2HTTPResponse, error) {
	if subtle.ConstantTimeCompare([]byte(req.Headers["x-api-key"]), []byte(a.key)) != 1 {
		return events.APIGatewayV2HTTPResponse{StatusCode: 401}, nil
	}
	o, err := a.st.Get(ctx, req.PathParameters["id"])
	if err != nil {
		return events.APIGatewayV2HTTPResponse{StatusCode: 404}, nil
	}
	body, err := json.Marshal(o)
	return events.APIGatewayV2HTTPResponse{StatusCode: 200, Body: string(body)}, err
}
