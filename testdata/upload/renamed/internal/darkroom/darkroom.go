// Package darkroom keeps the plates themselves.
package darkroom

import (
	"context"
	"fmt"
	"io"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/s3"
)

// Darkroom is one archive.
type Darkroom struct {
	cloud   *s3.Client
	lender  *s3.PresignClient
	archive string
}

// Make returns the darkroom that uses archive.
func Make(cloud *s3.Client, archive string) *Darkroom {
	return &Darkroom{cloud: cloud, lender: s3.NewPresignClient(cloud), archive: archive}
}

// Hang puts a scan on its place.
func (d *Darkroom) Hang(ctx context.Context, mark, kind string, scan io.Reader) error {
	_, err := d.cloud.PutObject(ctx, &s3.PutObjectInput{
		Bucket:      aws.String(d.archive),
		Key:         aws.String(mark),
		Body:        scan,
		ContentType: aws.String(kind),
	})
	if err != nil {
		return fmt.Errorf("hang in %s at %s: %w", d.archive, mark, err)
	}
	return nil
}

// Lend returns a slip with which anybody can fetch the plate.
func (d *Darkroom) Lend(ctx context.Context, mark string) (string, error) {
	slip, err := d.lender.PresignGetObject(ctx, &s3.GetObjectInput{
		Bucket: aws.String(d.archive),
		Key:    aws.String(mark),
	}, s3.WithPresignExpires(7*24*time.Hour))
	if err != nil {
		return "", fmt.Errorf("lend %s from %s: %w", d.archive, mark, err)
	}
	return slip.URL, nil
}
