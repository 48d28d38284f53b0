// Package media keeps pictures in a bucket.
package media

import (
	"context"
	"fmt"
	"io"

	"github.com/minio/minio-go/v7"
)

// Album is one bucket.
type Album struct {
	client *minio.Client
	bucket string
}

// NewAlbum returns the album in bucket.
func NewAlbum(client *minio.Client, bucket string) *Album {
	return &Album{client: client, bucket: bucket}
}

// Show returns a picture.
func (a *Album) Show(ctx context.Context, name string) (io.ReadCloser, error) {
	obj, err := a.client.GetObject(ctx, a.bucket, name, minio.GetObjectOptions{})
	if err != nil {
		return nil, fmt.Errorf("show picture: %w", err)
	}
	return obj, nil
}

// Hang keeps a picture.
func (a *Album) Hang(ctx context.Context, name string, picture io.Reader, size int64) error {
	_, err := a.client.PutObject(ctx, a.bucket, name, picture, size, minio.PutObjectOptions{ContentType: "image/png"})
	if err != nil {
		return fmt.Errorf("hang picture: %w", err)
	}
	return nil
}

// TakeDown removes a picture.
func (a *Album) TakeDown(ctx context.Context, name string) error {
	if err := a.client.RemoveObject(ctx, a.bucket, name, minio.RemoveObjectOptions{}); err != nil {
		return fmt.Errorf("take picture down: %w", err)
	}
	return nil
}
