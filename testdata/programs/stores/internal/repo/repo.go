// Package repo keeps things of any kind in a table of their own.
package repo

import (
	"context"
	"fmt"

	"gorm.io/gorm"
)

// Repo keeps things of type T.
type Repo[T any] struct{ db *gorm.DB }

// New returns the repository of T in db.
func New[T any](db *gorm.DB) *Repo[T] { return &Repo[T]{db: db} }

// Find returns the thing with the given id.
func (r *Repo[T]) Find(ctx context.Context, id string) (T, error) {
	var v T
	if err := r.db.WithContext(ctx).First(&v, "id = ?", id).Error; err != nil {
		return v, fmt.Errorf("find %T: %w", v, err)
	}
	return v, nil
}

// Save keeps v, in place of what was kept under its id.
func (r *Repo[T]) Save(ctx context.Context, v *T) error {
	if err := r.db.WithContext(ctx).Save(v).Error; err != nil {
		return fmt.Errorf("save %T: %w", *v, err)
	}
	return nil
}
