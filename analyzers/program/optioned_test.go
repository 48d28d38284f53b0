package program_test

// optioned are programs that set a library's settings by functions of their own.
var optioned = []breaking{
	{
		name: "lifetime of a link by an option of the program's own", rule: "presigned-link", want: "mitigated",
		needs: []string{"github.com/aws/aws-sdk-go-v2/service/s3"},
		src: `package main

import (
	"context"
	"net/http"
	"os"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/s3"
)

type files interface{ link(r *http.Request, key *string) string }

type store struct{ client *s3.Client }

func (f *store) link(r *http.Request, key *string) string {
	p := s3.NewPresignClient(f.client)
	bucket := "files"
	req, err := p.PresignGetObject(r.Context(), &s3.GetObjectInput{Bucket: &bucket, Key: key}, func(o *s3.PresignOptions) {
		o.Expires = 5 * time.Minute
	})
	if err != nil {
		return ""
	}
	return req.URL
}

func tagged(o *s3.PresignOptions) { o.Tag = os.Getenv("TAG") }

func lasting(d time.Duration) func(*s3.PresignOptions) {
	return func(o *s3.PresignOptions) { o.Expires = d }
}

func main() {
	var f files = &store{client: s3.New(s3.Options{})}
	http.HandleFunc("GET /link", func(w http.ResponseWriter, r *http.Request) {
		key := r.FormValue("key")
		http.Redirect(w, r, f.link(r, &key), http.StatusFound)
	})
	http.ListenAndServe(":8080", nil)
	_, _, _ = context.Background, tagged, lasting
}
`,
		edits: []edit{
			{"a fortnight", []string{"5 * time.Minute", "14 * 24 * time.Hour"}, "open"},
			{"another field, so that the default holds", []string{"func(o *s3.PresignOptions) {\n\t\to.Expires = 5 * time.Minute\n\t}", "tagged"}, "mitigated"},
			{"made by a function, a fortnight", []string{"func(o *s3.PresignOptions) {\n\t\to.Expires = 5 * time.Minute\n\t}", "lasting(14*24*time.Hour)"}, "open"},
			{"made by a function", []string{"func(o *s3.PresignOptions) {\n\t\to.Expires = 5 * time.Minute\n\t}", "lasting(time.Minute)"}, "mitigated"},
			{"one of two", []string{"	})\n	if err", "	}, lasting(14*24*time.Hour))\n	if err"}, "open"},
			{"by a setting", []string{"5 * time.Minute", "lifetime()", "func tagged", "func lifetime() time.Duration {\n\td, _ := time.ParseDuration(os.Getenv(\"LIFETIME\"))\n\treturn d\n}\n\nfunc tagged"}, "to-confirm"},
			{"by the caller", []string{"5 * time.Minute", "lifetime(r)", "func tagged", "func lifetime(r *http.Request) time.Duration {\n\td, _ := time.ParseDuration(r.FormValue(\"for\"))\n\treturn d\n}\n\nfunc tagged"}, "open"},
			{"the library's own option", []string{"func(o *s3.PresignOptions) {\n\t\to.Expires = 5 * time.Minute\n\t}", "s3.WithPresignExpires(14*24*time.Hour)"}, "open"},
		},
	},
}
