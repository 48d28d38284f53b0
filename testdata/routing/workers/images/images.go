// Package images does river's jobs.
package images

import (
	"context"

	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/riverqueue/river"
)

// ResizeArgs say what to resize.
type ResizeArgs struct {
	Key   string `json:"key"`
	Width int    `json:"width"`
}

// Kind names the job.
func (ResizeArgs) Kind() string { return "image.resize" }

// PurgeArgs are none.
type PurgeArgs struct{}

// Kind names the job.
func (PurgeArgs) Kind() string { return "image.purge" }

type resizer struct {
	river.WorkerDefaults[ResizeArgs]
	pool *pgxpool.Pool
}

// Work resizes.
func (r *resizer) Work(ctx context.Context, job *river.Job[ResizeArgs]) error {
	_, err := r.pool.Exec(ctx, "UPDATE images SET width = $1 WHERE key = $2", job.Args.Width, job.Args.Key)
	return err
}

// Register adds the workers.
func Register(ws *river.Workers, pool *pgxpool.Pool) {
	river.AddWorker(ws, &resizer{pool: pool})
	river.AddWorker(ws, river.WorkFunc(func(ctx context.Context, job *river.Job[PurgeArgs]) error {
		_, err := pool.Exec(ctx, "DELETE FROM images WHERE stale")
		return err
	}))
}
