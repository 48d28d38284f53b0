// Package postgres keeps the service's records in PostgreSQL.
package postgres

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"example.com/samples/upload/hardened/internal/files"
)

// Files is the table of uploaded files, with the quotas and the upload events
// that go with it.
type Files struct {
	pool *pgxpool.Pool
}

// NewFiles returns the tables behind pool.
func NewFiles(pool *pgxpool.Pool) *Files {
	return &Files{pool: pool}
}

// Reserve takes size bytes off the user's quota.
func (t *Files) Reserve(ctx context.Context, userID string, size int64) error {
	tag, err := t.pool.Exec(ctx,
		`UPDATE user_quotas SET used = used + $2
		 WHERE user_id = $1 AND used + $2 <= quota`,
		userID, size)
	if err != nil {
		return fmt.Errorf("update quota of %s: %w", userID, err)
	}
	if tag.RowsAffected() == 0 {
		return files.ErrQuota
	}
	return nil
}

// Release gives size bytes back to the user's quota.
func (t *Files) Release(ctx context.Context, userID string, size int64) error {
	_, err := t.pool.Exec(ctx,
		`UPDATE user_quotas SET used = used - $2 WHERE user_id = $1`,
		userID, size)
	if err != nil {
		return fmt.Errorf("release quota of %s: %w", userID, err)
	}
	return nil
}

// Insert adds the record of a file together with the event of its upload:
// both or none.
func (t *Files) Insert(ctx context.Context, f files.File, ip string) error {
	err := pgx.BeginFunc(ctx, t.pool, func(tx pgx.Tx) error {
		_, err := tx.Exec(ctx,
			`INSERT INTO files (id, user_id, name, storage_key, content_type, size, created_at)
			 VALUES ($1, $2, $3, $4, $5, $6, now())`,
			f.ID, f.UserID, f.Name, f.Key, f.ContentType, f.Size)
		if err != nil {
			return err
		}
		_, err = tx.Exec(ctx,
			`INSERT INTO upload_events (user_id, storage_key, ip_address, uploaded_at)
			 VALUES ($1, $2, $3, now())`,
			f.UserID, f.Key, ip)
		return err
	})
	if err != nil {
		return fmt.Errorf("insert file %s at %s: %w", f.ID, f.Key, err)
	}
	return nil
}

// Delete removes the record of a file. The event of its upload stays.
func (t *Files) Delete(ctx context.Context, id string) error {
	if _, err := t.pool.Exec(ctx, `DELETE FROM files WHERE id = $1`, id); err != nil {
		return fmt.Errorf("delete file %s: %w", id, err)
	}
	return nil
}
