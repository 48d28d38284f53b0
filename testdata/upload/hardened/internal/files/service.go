// Package files stores what users upload: the bytes as a blob, what is known
// about them as a record.
package files

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"

	"github.com/google/uuid"
)

// Errors that a caller can do something about.
var (
	ErrType  = errors.New("type of file not accepted")
	ErrQuota = errors.New("quota exceeded")
)

// extByType lists the accepted types of files, and the extension under which
// each is stored.
var extByType = map[string]string{
	"image/gif":  ".gif",
	"image/jpeg": ".jpg",
	"image/png":  ".png",
	"image/webp": ".webp",
}

// Repo keeps the records of files, and what is left of each user's quota.
type Repo interface {
	// Reserve takes size bytes off the user's quota, or returns ErrQuota.
	Reserve(ctx context.Context, userID string, size int64) error
	// Release gives back what Reserve took.
	Release(ctx context.Context, userID string, size int64) error
	// Insert adds a file and notes who uploaded it and from where.
	Insert(ctx context.Context, f File, ip string) error
}

// Blobs keeps the bytes of files.
type Blobs interface {
	Put(ctx context.Context, key, contentType string, body io.Reader) error
	Link(ctx context.Context, key string) (string, error)
}

// Upload is a file on its way in.
type Upload struct {
	UserID   string
	RemoteIP string
	Name     string
	Size     int64
	Body     io.ReadSeeker
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
	sniffed, err := sniff(in.Body)
	if err != nil {
		return Stored{}, fmt.Errorf("look into file %q: %w", in.Name, err)
	}
	ext, ok := extByType[sniffed]
	if !ok {
		return Stored{}, fmt.Errorf("%w: %s", ErrType, sniffed)
	}

	f := File{
		ID:          uuid.NewString(),
		UserID:      in.UserID,
		Name:        in.Name,
		Key:         "uploads/" + in.UserID + "/" + uuid.NewString() + ext,
		ContentType: sniffed,
		Size:        in.Size,
	}

	if err := s.repo.Reserve(ctx, f.UserID, f.Size); err != nil {
		return Stored{}, fmt.Errorf("reserve space: %w", err)
	}
	if err := s.blobs.Put(ctx, f.Key, f.ContentType, in.Body); err != nil {
		err = errors.Join(err, s.repo.Release(context.WithoutCancel(ctx), f.UserID, f.Size))
		return Stored{}, fmt.Errorf("store file %q: %w", f.Name, err)
	}
	// The object exists from here on, so its space stays reserved even if
	// recording it fails.
	if err := s.repo.Insert(ctx, f, in.RemoteIP); err != nil {
		return Stored{}, fmt.Errorf("record file %q: %w", f.Name, err)
	}
	url, err := s.blobs.Link(ctx, f.Key)
	if err != nil {
		return Stored{}, fmt.Errorf("link file %q: %w", f.Name, err)
	}
	return Stored{ID: f.ID, URL: url}, nil
}

// sniff tells the type of body from its first bytes, whatever the client
// calls it.
func sniff(body io.ReadSeeker) (string, error) {
	head := make([]byte, 512)
	n, err := io.ReadFull(body, head)
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
		return "", err
	}
	if _, err := body.Seek(0, io.SeekStart); err != nil {
		return "", err
	}
	return http.DetectContentType(head[:n]), nil
}
