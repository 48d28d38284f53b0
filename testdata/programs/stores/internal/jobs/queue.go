// Package jobs keeps what is to be done later.
package jobs

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

// Queue keeps jobs in a table.
type Queue struct{ pool *pgxpool.Pool }

// NewQueue returns the queue behind pool.
func NewQueue(pool *pgxpool.Pool) *Queue { return &Queue{pool: pool} }

// Push adds a job.
func (q *Queue) Push(ctx context.Context, kind string) error {
	var id int64
	if err := q.pool.QueryRow(ctx, `INSERT INTO jobs (kind) VALUES ($1) RETURNING id`, kind).Scan(&id); err != nil {
		return fmt.Errorf("push job: %w", err)
	}
	return nil
}

// Next takes the oldest job off the queue.
func (q *Queue) Next(ctx context.Context) (kind string, err error) {
	err = pgx.BeginFunc(ctx, q.pool, func(tx pgx.Tx) error {
		var id int64
		err := tx.QueryRow(ctx,
			`SELECT id, kind FROM jobs ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED`).Scan(&id, &kind)
		if err != nil {
			return fmt.Errorf("next job: %w", err)
		}
		_, err = tx.Exec(ctx, `DELETE FROM jobs WHERE id = $1`, id)
		return err
	})
	return kind, err
}
