// Package mails does asynq's tasks.
package mails

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/hibiken/asynq"
	"github.com/jackc/pgx/v5/pgxpool"
)

// Types of tasks.
const (
	TypeWelcome = "mail:welcome"
	TypeDigest  = "mail:digest"
)

type payload struct {
	UserID int `json:"user_id"`
}

type welcome struct{ pool *pgxpool.Pool }

// Register registers the tasks.
func Register(mux *asynq.ServeMux, pool *pgxpool.Pool) {
	w := &welcome{pool}
	mux.Handle(TypeWelcome, w)
	mux.HandleFunc(TypeDigest, w.digest)
}

// ProcessTask sends a welcome.
func (w *welcome) ProcessTask(ctx context.Context, t *asynq.Task) error {
	var p payload
	if err := json.Unmarshal(t.Payload(), &p); err != nil {
		return fmt.Errorf("payload: %v: %w", err, asynq.SkipRetry)
	}
	_, err := w.pool.Exec(ctx, "INSERT INTO mails (user_id) VALUES ($1)", p.UserID)
	return err
}

func (w *welcome) digest(ctx context.Context, t *asynq.Task) error {
	_, err := w.pool.Exec(ctx, "UPDATE digests SET sent = now()")
	return err
}
