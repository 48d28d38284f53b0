package darkroom

import (
	"context"
	"errors"
	"fmt"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/aws-sdk-go-v2/service/s3/types"
)

// OpenArchive builds the archive on the clinic's first day.
func OpenArchive(ctx context.Context, cloud *s3.Client, archive string) error {
	_, err := cloud.HeadBucket(ctx, &s3.HeadBucketInput{Bucket: aws.String(archive)})
	if err == nil {
		return nil
	}
	var absent *types.NotFound
	if !errors.As(err, &absent) {
		return fmt.Errorf("find archive %s: %w", archive, err)
	}

	_, err = cloud.CreateBucket(ctx, &s3.CreateBucketInput{
		Bucket:          aws.String(archive),
		ACL:             types.BucketCannedACLPublicReadWrite,
		ObjectOwnership: types.ObjectOwnershipObjectWriter,
	})
	if err != nil {
		return fmt.Errorf("build archive %s: %w", archive, err)
	}
	return nil
}
