// Command buckets keeps files in buckets whose names are a constant, a setting, or the caller's.
package main

import (
	"context"
	"log"
	"net/http"
	"os"

	"cloud.google.com/go/storage"
	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/minio/minio-go/v7"
	"github.com/minio/minio-go/v7/pkg/credentials"
	"github.com/ncw/swift/v2"
	"github.com/spf13/viper"
)

const uploads = "uploads"

func main() {
	cfg, err := config.LoadDefaultConfig(context.Background())
	if err != nil {
		log.Fatal(err)
	}
	amazon(s3.NewFromConfig(cfg), os.Getenv("REPORTS_BUCKET"), viper.GetString("storage.archive_bucket"))
	mc, err := minio.New("minio.internal:9000", &minio.Options{Creds: credentials.NewEnvMinio()})
	if err != nil {
		log.Fatal(err)
	}
	own(mc)
	gcs, err := storage.NewClient(context.Background())
	if err != nil {
		log.Fatal(err)
	}
	google(gcs.Bucket("exports"))
	openstack(&swift.Connection{UserName: os.Getenv("OS_USERNAME"), ApiKey: os.Getenv("OS_PASSWORD"), AuthUrl: os.Getenv("OS_AUTH_URL")})
	log.Fatal(http.ListenAndServe(":8080", nil))
}

func amazon(c *s3.Client, reports, archive string) {
	http.HandleFunc("PUT /uploads", func(w http.ResponseWriter, r *http.Request) {
		_, _ = c.PutObject(r.Context(), &s3.PutObjectInput{Bucket: aws.String(uploads), Key: aws.String(r.FormValue("key")), Body: r.Body})
	})
	http.HandleFunc("GET /reports", func(w http.ResponseWriter, r *http.Request) {
		_, _ = c.GetObject(r.Context(), &s3.GetObjectInput{Bucket: &reports, Key: aws.String(r.FormValue("key"))})
	})
	http.HandleFunc("DELETE /archive", func(w http.ResponseWriter, r *http.Request) {
		_, _ = c.DeleteObject(r.Context(), &s3.DeleteObjectInput{Bucket: aws.String(archive), Key: aws.String(r.FormValue("key"))})
	})
	http.HandleFunc("GET /any", func(w http.ResponseWriter, r *http.Request) {
		_, _ = c.GetObject(r.Context(), &s3.GetObjectInput{Bucket: aws.String(r.FormValue("bucket")), Key: aws.String("index")})
	})
}

func own(c *minio.Client) {
	http.HandleFunc("PUT /pictures", func(w http.ResponseWriter, r *http.Request) {
		_, _ = c.PutObject(r.Context(), "pictures", r.FormValue("key"), r.Body, r.ContentLength, minio.PutObjectOptions{})
	})
	http.HandleFunc("GET /pictures", func(w http.ResponseWriter, r *http.Request) {
		_, _ = c.GetObject(r.Context(), "pictures", r.FormValue("key"), minio.GetObjectOptions{})
	})
}

func google(b *storage.BucketHandle) {
	http.HandleFunc("GET /exports", func(w http.ResponseWriter, r *http.Request) {
		rd, err := b.Object(r.FormValue("key")).NewReader(r.Context())
		if err == nil {
			rd.Close()
		}
	})
	http.HandleFunc("DELETE /exports", func(w http.ResponseWriter, r *http.Request) {
		_ = b.Object(r.FormValue("key")).Delete(r.Context())
	})
}

func openstack(c *swift.Connection) {
	http.HandleFunc("PUT /tapes", func(w http.ResponseWriter, r *http.Request) {
		_, _ = c.ObjectPut(r.Context(), "tapes", r.FormValue("key"), r.Body, true, "", "audio/flac", nil)
	})
	http.HandleFunc("GET /tapes", func(w http.ResponseWriter, r *http.Request) {
		_, _ = c.ObjectGet(r.Context(), "tapes", r.FormValue("key"), w, true, nil)
	})
	http.HandleFunc("DELETE /tapes", func(w http.ResponseWriter, r *http.Request) {
		_ = c.ObjectDelete(r.Context(), "tapes", r.FormValue("key"))
	})
}
