package bucketacl

import (
	"testing"

	ct "github.com/gostride/gostride/analyzers/checks/checktest"
	"github.com/gostride/gostride/dfd"
)

const (
	create = "github.com/aws/aws-sdk-go-v2/service/s3.Client.CreateBucket"
	block  = "github.com/aws/aws-sdk-go-v2/service/s3.Client.PutPublicAccessBlock"
	policy = "github.com/aws/aws-sdk-go-v2/service/s3.Client.PutBucketPolicy"
	put    = "github.com/aws/aws-sdk-go-v2/service/s3.Client.PutObject"
)

// bucketWith builds an upload to a bucket, whose access the given calls set at start-up.
func bucketWith(admin func(p *ct.P, s3 *dfd.Element), putOpts ...ct.Opt) func(*ct.P) {
	return func(p *ct.P) {
		s3 := p.Store("s3", `S3 "user-files"`)
		up := p.Route("POST /upload")
		p.Use("object", put, append(putOpts, ct.Op("write"), ct.On(s3), ct.Arg("body", ct.Input("file:file")), ct.By(up))...)
		if admin != nil {
			admin(p, s3)
		}
	}
}

func four(values ...string) []ct.Opt {
	var opts []ct.Opt
	for i, s := range settings {
		opts = append(opts, ct.Arg(s, ct.Const(values[min(i, len(values)-1)])))
	}
	return opts
}

func TestBucket(t *testing.T) {
	acl := func(v *dfd.Value) func(p *ct.P, s3 *dfd.Element) {
		return func(p *ct.P, s3 *dfd.Element) {
			p.Use("bucket-admin", create, ct.On(s3), ct.Arg("acl", v), ct.AtStart())
		}
	}
	rules := func(text string) func(p *ct.P, s3 *dfd.Element) {
		return func(p *ct.P, s3 *dfd.Element) {
			p.Use("bucket-admin", policy, ct.On(s3), ct.Arg("policy", ct.Text(text)), ct.AtStart())
		}
	}
	closed := func(p *ct.P, s3 *dfd.Element) {
		p.Use("bucket-admin", create, ct.On(s3), ct.AtStart())
		p.Use("bucket-admin", block, append(four("true"), ct.On(s3), ct.AtStart())...)
	}
	member := func(who, role string) func(p *ct.P, s3 *dfd.Element) {
		return func(p *ct.P, s3 *dfd.Element) {
			p.Use("bucket-admin", create, ct.On(s3), ct.Arg("member", ct.Const(who)), ct.Arg("acl", ct.Const(role)), ct.AtStart())
		}
	}
	prevention := func(value string) func(p *ct.P, s3 *dfd.Element) {
		return func(p *ct.P, s3 *dfd.Element) {
			p.Use("bucket-admin", create, ct.On(s3), ct.Arg("prevention", ct.Const(value)), ct.AtStart())
		}
	}
	open := "bucket-acl open Low×Critical HIGH POST /upload"
	question := "bucket-acl to-confirm Low×Critical MEDIUM POST /upload"
	ct.Run(t, Check, []ct.Case{
		{Name: "public-read-write", Build: bucketWith(acl(ct.Const("public-read-write"))), Want: []string{open}, Says: []string{"s3.Client.CreateBucket"}},
		{Name: "all users as writers", Build: bucketWith(member("allUsers", "OWNER")), Want: []string{open}},
		{Name: "all users as readers", Build: bucketWith(member("allUsers", "READER")), Want: []string{question, "object-acl open Medium×High HIGH POST /upload"}},
		{Name: "somebody as a writer", Build: bucketWith(member("user-ann@example.com", "WRITER")), Want: []string{question}},
		{Name: "access prevented", Build: bucketWith(prevention("2")), Want: []string{"bucket-acl mitigated Low×Critical HIGH POST /upload"}},
		{Name: "access not prevented", Build: bucketWith(prevention("1")), Want: []string{question}},
		{Name: "a policy taken away", Build: bucketWith(rules("")), Want: []string{question}},
		{Name: "public-read-write of an unknown bucket", Build: bucketWith(func(p *ct.P, s3 *dfd.Element) {
			p.Use("bucket-admin", create, func(u *dfd.Use) { u.Tech = "s3" }, ct.Arg("acl", ct.Const("public-read-write")), ct.AtStart())
		}), Want: []string{open}},
		{Name: "policy for everybody", Build: bucketWith(rules(`{"Statement":[{"Effect":"Allow","Principal":{"AWS":["*"]},"Action":["s3:GetObject","s3:PutObject"],"Resource":"arn:aws:s3:::{}/*"}]}`)),
			Want: []string{open}},
		{Name: "policy that allows all", Build: bucketWith(rules(`{"Statement":{"Effect":"Allow","Principal":"*","Action":"s3:*"}}`)), Want: []string{open}},
		{Name: "object written for everybody to replace", Build: bucketWith(nil, ct.Arg("acl", ct.Const("public-read-write"))),
			Want: []string{open, "object-acl open Medium×High HIGH POST /upload"}},
		{Name: "blocked in full", Build: bucketWith(closed), Want: []string{"bucket-acl mitigated Low×Critical HIGH POST /upload"}},
		{Name: "blocked in part", Build: bucketWith(func(p *ct.P, s3 *dfd.Element) {
			p.Use("bucket-admin", block, append(four("true", "true", "true", "false"), ct.On(s3), ct.AtStart())...)
		}), Want: []string{question}},
		{Name: "block that nothing calls", Build: bucketWith(func(p *ct.P, s3 *dfd.Element) {
			p.Use("bucket-admin", block, append(four("true"), ct.On(s3))...)
		}), Want: []string{question}},
		{Name: "blocked and opened", Build: bucketWith(func(p *ct.P, s3 *dfd.Element) {
			closed(p, s3)
			acl(ct.Const("public-read-write"))(p, s3)
		}), Want: []string{question}, Says: []string{"Which one wins"}},
		{Name: "nothing said", Build: bucketWith(nil), Want: []string{question}, Says: []string{"not visible in Go"}},
		{Name: "private", Build: bucketWith(acl(ct.Const("private"))), Want: []string{question}},
		{Name: "ACL from configuration", Build: bucketWith(acl(ct.Config("BUCKET_ACL"))), Want: []string{question}, Says: []string{"could not be read off"}},
		{Name: "policy with a condition", Build: bucketWith(rules(`{"Statement":{"Effect":"Allow","Principal":"*","Action":"s3:PutObject","Condition":{"IpAddress":{}}}}`)),
			Want: []string{question}},
		{Name: "no bucket", Build: func(p *ct.P) { p.Store("postgresql", "PostgreSQL") }},
		{Name: "files on disk", Build: func(p *ct.P) {
			p.Use("file", "os.WriteFile", ct.Op("write"), ct.On(p.Store("filesystem", "data")), ct.Arg("acl", ct.Const("public-read-write")), ct.By(p.Route("POST /upload")))
		}},
		{Name: "another service's words", Build: func(p *ct.P) {
			p.Use("call", "net/http.Client.Do", ct.Op("call"), ct.Arg("acl", ct.Const("public-read-write")), ct.By(p.Route("POST /upload")))
		}},
	})
}

func TestObject(t *testing.T) {
	question := "bucket-acl to-confirm Low×Critical MEDIUM POST /upload"
	ct.Run(t, Check, []ct.Case{
		{Name: "object for everybody to read", Build: bucketWith(nil, ct.Arg("acl", ct.Const("public-read"))),
			Want: []string{question, "object-acl open Medium×High HIGH POST /upload"}, Says: []string{"ACL public-read"}},
		{Name: "bucket for everybody to read", Build: bucketWith(func(p *ct.P, s3 *dfd.Element) {
			p.Use("bucket-admin", create, ct.On(s3), ct.Arg("acl", ct.Const("public-read")), ct.AtStart())
		}), Want: []string{question, "object-acl open Medium×High HIGH POST /upload"}},
		{Name: "object for its owner", Build: bucketWith(nil, ct.Arg("acl", ct.Const("bucket-owner-full-control"))), Want: []string{question}},
		{Name: "asset of the program's own", Build: func(p *ct.P) {
			s3 := p.Store("s3", "assets")
			p.Use("object", put, ct.Op("write"), ct.On(s3), ct.Arg("acl", ct.Const("public-read")), ct.Arg("body", ct.Const("logo")), ct.By(p.Route("POST /publish")))
		}, Want: []string{"bucket-acl to-confirm Low×Critical MEDIUM POST /publish"}},
	})
}
