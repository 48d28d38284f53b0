// Command buckets writes objects that everybody may read, and objects that only their owner may. Rules: object-acl.
package main

import (
	"context"
	"log"
	"net/http"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/aws-sdk-go-v2/service/s3/types"
)

func put(client *s3.Client, in s3.PutObjectInput) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		in := in
		in.Body, in.Key = r.Body, aws.String("report")
		if _, err := client.PutObject(r.Context(), &in); err != nil {
			http.Error(w, "broken", http.StatusBadGateway)
		}
	}
}

func main() {
	conf, err := config.LoadDefaultConfig(context.Background())
	if err != nil {
		log.Fatal(err)
	}
	client := s3.NewFromConfig(conf)
	mux := http.NewServeMux()
	mux.HandleFunc("PUT /flaw/report", put(client, s3.PutObjectInput{Bucket: aws.String("shared"), ACL: types.ObjectCannedACLPublicRead}))
	mux.HandleFunc("PUT /fixed/report", put(client, s3.PutObjectInput{Bucket: aws.String("own"), ACL: types.ObjectCannedACLPrivate}))
	mux.HandleFunc("PUT /fixed/report-unsaid", put(client, s3.PutObjectInput{Bucket: aws.String("own")}))
	log.Fatal(http.ListenAndServe(":8080", mux))
}
