// Package uploads notes what was uploaded.
package uploads

import (
	"context"
	"encoding/json"

	"github.com/aws/aws-sdk-go-v2/service/sqs/types"
	"github.com/jackc/pgx/v5/pgxpool"
)

// Store notes it.
type Store struct{ pool *pgxpool.Pool }

// New makes a store.
func New(pool *pgxpool.Pool) *Store { return &Store{pool} }

type upload struct {
	Key  string `json:"key"`
	Size int64  `json:"size"`
}

// Handle notes an upload.
func (s *Store) Handle(ctx context.Context, m types.Message) error {
	var u upload
	if err := json.Unmarshal([]byte(*m.Body), &u); err != nil {
		return err
	}
	_, err := s.pool.Exec(ctx, "insert into uploads (key, size) values ($1, $2)", u.Key, u.Size)
	return err
}

// Forget drops a thumbnail.
func (s *Store) Forget(ctx context.Context, key string) error {
	_, err := s.pool.Exec(ctx, "delete from thumbnails where key = $1", key)
	return err
}
