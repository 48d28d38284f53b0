// Package files stores what users upload: the bytes as a blob, what is known
// about them as a record.
package files

import (
	"context"
	"fmt"
	"io"
	"path"

	"github.com/google/uuid"
)

// Repo keeps the records of files.
type Repo interface {
	Insert(ctx context.Context, f File) error
}

// Blobs keeps the bytes of files.
type Blobs interface {
	Put(ctx context.Context, key, contentType string, body io.Reader) error
	Link(ctx context.Context, key string) (string, error)
}

// Upload is a file on its way in.
type Upload struct {
	UserID      string
	Name        string
	ContentType string
	Size        int64
	Body        io.ReadSeeker
}

// File is what is recorded about a file.
type File struct {
	ID          string
	UserID      string
	Name        string
	Key         string
	ContentType string
	Size        int64
}

// Stored is a file that has been taken in, with a link to fetch it.
type Stored struct {
	ID  string
	URL string
}

// Service takes files in.
type Service struct {
	repo  Repo
	blobs Blobs
}

// NewService returns a Service on top of repo and blobs.
func NewService(repo Repo, blobs Blobs) *Service {
	return &Service{repo: repo, blobs: blobs}
}

// Upload stores a file and its record, and returns a link to it.
func (s *Service) Upload(ctx context.Context, in Upload) (Stored, error) {
	f := File{
		ID:          uuid.NewString(),
		UserID:      in.UserID,
		Name:        in.Name,
		Key:         path.Join("uploads", in.UserID, in.Name),
		ContentType: in.ContentType,
		Size:        in.Size,
	}

	if err := s.blobs.Put(ctx, f.Key, f.ContentType, in.Body); err != nil {
		return Stored{}, fmt.Errorf("store file %q: %w", f.Name, err)
	}
	if err := s.repo.Insert(ctx, f); err != nil {
		return Stored{}, fmt.Errorf("record file %q: %w", f.Name, err)
	}
	url, err := s.blobs.Link(ctx, f.Key)
	if err != nil {
		return Stored{}, fmt.Errorf("link file %q: %w", f.Name, err)
	}
	return Stored{ID: f.ID, URL: url}, nil
}
