// Package invoices keeps invoices.
package invoices

import (
	"context"
	"encoding/json"

	"github.com/jackc/pgx/v5/pgxpool"
	amqp "github.com/rabbitmq/amqp091-go"
)

// Handler keeps them.
type Handler struct{ pool *pgxpool.Pool }

// New makes a handler.
func New(pool *pgxpool.Pool) *Handler { return &Handler{pool} }

type invoice struct {
	Number string `json:"number"`
	IBAN   string `json:"iban"`
}

// Created keeps a new one.
func (h *Handler) Created(ctx context.Context, d amqp.Delivery) error {
	var in invoice
	if err := json.Unmarshal(d.Body, &in); err != nil {
		return err
	}
	_, err := h.pool.Exec(ctx, "INSERT INTO invoices (number, iban) VALUES ($1, $2)", in.Number, in.IBAN)
	return err
}

// Paid marks one.
func (h *Handler) Paid(ctx context.Context, d amqp.Delivery) error {
	_, err := h.pool.Exec(ctx, "UPDATE invoices SET paid = true WHERE number = $1", string(d.Body))
	return err
}
