// Package orders is a workflow of temporal.
package orders

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"
	"go.temporal.io/sdk/workflow"
)

// TaskQueue is where the worker looks for work.
const TaskQueue = "orders"

// Order is what is fulfilled.
type Order struct {
	ID      string
	Address string
}

// Activities reach the outside.
type Activities struct{ Pool *pgxpool.Pool }

// Fulfil is the workflow.
func Fulfil(ctx workflow.Context, o Order) error {
	ctx = workflow.WithActivityOptions(ctx, workflow.ActivityOptions{StartToCloseTimeout: time.Minute})
	var a *Activities
	if err := workflow.ExecuteActivity(ctx, a.Reserve, o).Get(ctx, nil); err != nil {
		return err
	}
	return workflow.ExecuteActivity(ctx, a.Ship, o).Get(ctx, nil)
}

// Reserve reserves.
func (a *Activities) Reserve(ctx context.Context, o Order) error {
	_, err := a.Pool.Exec(ctx, "UPDATE stock SET reserved = true WHERE order_id = $1", o.ID)
	return err
}

// Ship ships.
func (a *Activities) Ship(ctx context.Context, o Order) error {
	_, err := a.Pool.Exec(ctx, "INSERT INTO shipments (order_id, address) VALUES ($1, $2)", o.ID, o.Address)
	return err
}
