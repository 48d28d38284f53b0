// Command links has a route for each way in which links to Cloud Storage and MinIO are good for long, and hand out what a browser runs, and
// for each in which they are not. Every route has a bucket of its own. Rules: presigned-link inline-upload bucket-acl.
package main

import (
	"context"
	"fmt"
	"io"
	"log"
	"net/http"
	"net/url"
	"os"
	"time"

	"cloud.google.com/go/storage"
	"github.com/minio/minio-go/v7"
	"github.com/minio/minio-go/v7/pkg/credentials"
)

const everybody = `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":["s3:GetObject","s3:PutObject"],"Resource":"arn:aws:s3:::%s/*"}]}`

// keep stores what is sent under the type that the caller says, and answers with a link.
func keep(b *storage.BucketHandle, opts func() *storage.SignedURLOptions) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		object := time.Now().Format("20060102150405.000")
		out := b.Object(object).NewWriter(r.Context())
		out.ContentType = r.Header.Get("Content-Type")
		if _, err := io.Copy(out, http.MaxBytesReader(w, r.Body, 1<<20)); err != nil {
			return
		}
		if err := out.Close(); err != nil {
			return
		}
		link, err := b.SignedURL(object, opts())
		if err != nil {
			return
		}
		io.WriteString(w, link)
	}
}

func attached() url.Values { return url.Values{"response-content-disposition": {"attachment"}} }

func main() {
	ctx := context.Background()
	c, err := storage.NewClient(ctx)
	if err != nil {
		log.Fatal(err)
	}
	mc, err := minio.New(os.Getenv("MINIO"), &minio.Options{Creds: credentials.NewEnvMinio(), Secure: true})
	if err != nil {
		log.Fatal(err)
	}
	closed := storage.BucketAttrsToUpdate{PublicAccessPrevention: storage.PublicAccessPreventionEnforced}

	http.HandleFunc("POST /fixed/minutes", keep(c.Bucket("minutes"), func() *storage.SignedURLOptions {
		return &storage.SignedURLOptions{Method: "GET", Expires: time.Now().Add(10 * time.Minute), QueryParameters: attached()}
	}))
	http.HandleFunc("POST /flaw/days", keep(c.Bucket("days"), func() *storage.SignedURLOptions {
		return &storage.SignedURLOptions{Method: "GET", Expires: time.Now().Add(7 * 24 * time.Hour), QueryParameters: attached()}
	}))
	http.HandleFunc("POST /flaw/inline", keep(c.Bucket("inline"), func() *storage.SignedURLOptions {
		return &storage.SignedURLOptions{Method: "GET", Expires: time.Now().Add(10 * time.Minute)}
	}))
	http.HandleFunc("POST /flaw/other-parameter", keep(c.Bucket("other"), func() *storage.SignedURLOptions {
		return &storage.SignedURLOptions{Method: "GET", Expires: time.Now().Add(10 * time.Minute), QueryParameters: url.Values{"response-cache-control": {"no-store"}}}
	}))

	c.Bucket("prevented").Update(ctx, closed)
	http.HandleFunc("POST /fixed/prevented", keep(c.Bucket("prevented"), func() *storage.SignedURLOptions {
		return &storage.SignedURLOptions{Method: "GET", Expires: time.Now().Add(time.Minute), QueryParameters: attached()}
	}))
	mc.SetBucketPolicy(ctx, "everybody", fmt.Sprintf(everybody, "everybody"))
	http.HandleFunc("POST /flaw/everybody", func(w http.ResponseWriter, r *http.Request) {
		mc.PutObject(r.Context(), "everybody", time.Now().String(), http.MaxBytesReader(w, r.Body, 1<<20), -1, minio.PutObjectOptions{ContentType: "image/png"})
	})
	log.Fatal(http.ListenAndServe(":8080", nil))
}
