package darkroom

import (
	"context"
	"errors"
	"fmt"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/aws-sdk-go-v2/service/s3/types"
)

// OpenArchive builds the archive on the clinic's first day, and sees to it
// every morning that no visitor can look inside.
func OpenArchive(ctx context.Context, cloud *s3.Client, archive string) error {
	if err := build(ctx, cloud, archive); err != nil {
		return err
	}
	_, err := cloud.PutPublicAccessBlock(ctx, &s3.PutPublicAccessBlockInput{
		Bucket: aws.String(archive),
		PublicAccessBlockConfiguration: &types.PublicAccessBlockConfiguration{
			BlockPublicAcls:       aws.Bool(true),
			BlockPublicPolicy:     aws.Bool(true),
			IgnorePublicAcls:      aws.Bool(true),
			RestrictPublicBuckets: aws.Bool(true),
		},
	})
	if err != nil {
		return fmt.Errorf("shut archive %s to visitors: %w", archive, err)
	}
	return nil
}

func build(ctx context.Context, cloud *s3.Client, archive string) error {
	_, err := cloud.HeadBucket(ctx, &s3.HeadBucketInput{Bucket: aws.String(archive)})
	if err == nil {
		return nil
	}
	var absent *types.NotFound
	if !errors.As(err, &absent) {
		return fmt.Errorf("find archive %s: %w", archive, err)
	}

	_, err = cloud.CreateBucket(ctx, &s3.CreateBucketInput{Bucket: aws.String(archive)})
	if err != nil {
		return fmt.Errorf("build archive %s: %w", archive, err)
	}
	return nil
}
