// Package settings keeps settings in a small database on disk, and who changed
// them in a large one elsewhere.
package settings

import (
	"context"
	"time"

	"gorm.io/gorm"

	"example.com/samples/programs/stores/internal/repo"
)

// Setting is something that can be set.
type Setting struct {
	ID    string `json:"id" gorm:"primaryKey"`
	Value string `json:"value"`
}

// Change is the last change of a setting.
type Change struct {
	ID    string    `json:"id" gorm:"primaryKey"`
	Value string    `json:"value"`
	At    time.Time `json:"at"`
}

// Settings keeps settings and their changes.
type Settings struct {
	values  *repo.Repo[Setting]
	changes *repo.Repo[Change]
}

// New returns settings in values whose changes go to audit.
func New(values, audit *gorm.DB) *Settings {
	return &Settings{values: repo.New[Setting](values), changes: repo.New[Change](audit)}
}

// Read returns one setting.
func (s *Settings) Read(ctx context.Context, id string) (Setting, error) {
	return s.values.Find(ctx, id)
}

// Change keeps a setting and notes the change.
func (s *Settings) Change(ctx context.Context, v Setting) error {
	if err := s.values.Save(ctx, &v); err != nil {
		return err
	}
	return s.changes.Save(ctx, &Change{ID: v.ID, Value: v.Value, At: time.Now()})
}

// History returns the last change of a setting.
func (s *Settings) History(ctx context.Context, id string) (Change, error) {
	return s.changes.Find(ctx, id)
}
