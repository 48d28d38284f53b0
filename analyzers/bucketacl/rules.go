package bucketacl

import "github.com/gostride/gostride/stride"

// Bucket is the rule about buckets that strangers may write to.
var Bucket = &stride.Rule{
	ID: "bucket-acl", Title: "A stored object is replaced through the bucket's own URL", STRIDE: "T", Also: "ID",
	Reports: "A bucket, or an object, that the code opens for writing to everybody: a canned ACL such as public-read-write, a policy that allows everybody to put or delete. " +
		"Asked as a question: a bucket about whose access the code says nothing.",
	Silent: "Buckets whose public access the code blocks in full. Whether an account-wide block, a policy made by Terraform or a console setting says otherwise: it is not in Go. Read access: object-acl reports it.",
	Before: `client.CreateBucket(ctx, &s3.CreateBucketInput{Bucket: &name, ACL: types.BucketCannedACLPublicReadWrite})`,
	After: `client.CreateBucket(ctx, &s3.CreateBucketInput{Bucket: &name})
client.PutPublicAccessBlock(ctx, &s3.PutPublicAccessBlockInput{
	Bucket: &name,
	PublicAccessBlockConfiguration: &types.PublicAccessBlockConfiguration{
		BlockPublicAcls: aws.Bool(true), BlockPublicPolicy: aws.Bool(true),
		IgnorePublicAcls: aws.Bool(true), RestrictPublicBuckets: aws.Bool(true),
	},
})`,
	CWE: []string{"CWE-732", "CWE-284"}, CAPEC: []string{"CAPEC-176", "CAPEC-75"}, ASVS: []string{"v5.0.0-8.2.1", "v5.0.0-13.2.2"},
	Likelihood: "Low", LikelihoodWhy: "somebody has to find the bucket's name, and newer accounts refuse public ACLs",
	Impact: "Critical", ImpactWhy: "every object of every user can be replaced or deleted, past the program and its checks",
	Action: "Open the bucket to nobody: no ACL, Block Public Access with all four settings.", Effort: "Low",
}

// Object is the rule about objects that strangers may read.
var Object = &stride.Rule{
	ID: "object-acl", Title: "Whoever knows the URL reads a stored object, for as long as it exists", STRIDE: "I",
	Reports: "Objects written with an ACL that lets everybody read them, and buckets whose ACL or policy does.",
	Silent:  "Presigned links: presigned-link judges them. Buckets served through a CDN or by an account-wide setting: not in Go. Files that the program itself makes, such as assets.",
	Before:  `client.PutObject(ctx, &s3.PutObjectInput{Bucket: &b, Key: &k, Body: file, ACL: types.ObjectCannedACLPublicRead})`,
	After:   `client.PutObject(ctx, &s3.PutObjectInput{Bucket: &b, Key: &k, Body: file}) // and a short presigned link to fetch it`,
	CWE:     []string{"CWE-732", "CWE-552"}, CAPEC: []string{"CAPEC-150"}, ASVS: []string{"v5.0.0-8.2.2", "v5.0.0-14.2.4"},
	Likelihood: "Medium", LikelihoodWhy: "URLs are shared, logged and indexed, and the link never expires",
	Impact: "High", ImpactWhy: "what users stored is open to strangers",
	Action: "Write objects without an ACL and hand out short presigned links.", Effort: "Low",
}
