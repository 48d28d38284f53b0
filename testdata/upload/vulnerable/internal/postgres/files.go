// Package postgres keeps the service's records in PostgreSQL.
package postgres

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5/pgxpool"

	"example.com/samples/upload/vulnerable/internal/files"
)

// Files is the table of uploaded files.
type Files struct {
	pool *pgxpool.Pool
}

// NewFiles returns the table behind pool.
func NewFiles(pool *pgxpool.Pool) *Files {
	return &Files{pool: pool}
}

// Insert adds the record of a file.
func (t *Files) Insert(ctx context.Context, f files.File) error {
	_, err := t.pool.Exec(ctx,
		`INSERT INTO files (id, user_id, name, storage_key, content_type, size, created_at)
		 VALUES ($1, $2, $3, $4, $5, $6, now())`,
		f.ID, f.UserID, f.Name, f.Key, f.ContentType, f.Size)
	if err != nil {
		return fmt.Errorf("insert file %s at %s: %w", f.ID, f.Key, err)
	}
	return nil
}

// Delete removes the record of a file.
func (t *Files) Delete(ctx context.Context, id string) error {
	if _, err := t.pool.Exec(ctx, `DELETE FROM files WHERE id = $1`, id); err != nil {
		return fmt.Errorf("delete file %s: %w", id, err)
	}
	return nil
}
