package presign

import (
	"testing"

	ct "github.com/gostride/gostride/analyzers/checks/checktest"
	"github.com/gostride/gostride/dfd"
)

const get = "github.com/aws/aws-sdk-go-v2/service/s3.PresignClient.PresignGetObject"

func link(opts ...ct.Opt) func(*ct.P) {
	return func(p *ct.P) { linked(p, opts...) }
}

func linked(p *ct.P, opts ...ct.Opt) (*dfd.EntryPoint, *dfd.Use) {
	up := p.Route("POST /upload", p.JWT(nil))
	all := append([]ct.Opt{ct.Op("read"), ct.On(p.Store("s3", "S3")), ct.By(up)}, opts...)
	return up, p.Use("presign", get, all...)
}

func expires(v *dfd.Value) ct.Opt { return ct.Arg("expires", v) }

func logging(from ...string) func(*ct.P) {
	return func(p *ct.P) {
		up, u := linked(p, expires(ct.Const("600000000000")))
		for _, kind := range from {
			v := ct.Origin(kind, "")
			if kind == "presigned" {
				v.Origins[0].Place = u.Place
			}
			p.Use("log", "log/slog.Info", ct.Arg("fields", v), ct.By(up, u))
		}
	}
}

func TestLinks(t *testing.T) {
	open := "presigned-link open Medium×High HIGH POST /upload"
	held := "presigned-link mitigated Medium×High HIGH POST /upload"
	question := "presigned-link to-confirm Medium×High MEDIUM POST /upload"
	ct.Run(t, Check, []ct.Case{
		{Name: "a week", Build: link(expires(ct.Const("604800000000000"))), Want: []string{open}, Says: []string{"7 days", "PresignGetObject"}},
		{Name: "from the request", Build: link(expires(ct.Input("query:ttl", "number"))), Want: []string{open}, Says: []string{`query parameter "ttl"`}},
		{Name: "one of two is long", Build: link(expires(ct.Text("60000000000", "86400000000000"))), Want: []string{open}},
		{Name: "long default of a setting", Build: link(expires(ct.Join(ct.Config("LINK_TTL"), ct.Const("24h")))), Want: []string{open}},
		{Name: "in the log", Build: logging("presigned"), Want: []string{open}, Says: []string{"written to the log", "slog.Info"}},
		{Name: "a person's stricter limit", Build: func(p *ct.P) {
			p.Limits = map[string]string{"presigned-link": "5m"}
			linked(p, expires(ct.Const("600000000000")))
		}, Want: []string{open}},
		{Name: "ten minutes", Build: link(expires(ct.Const("600000000000"))), Want: []string{held}, Says: []string{"10 min"}},
		{Name: "ten minutes, in seconds", Build: link(expires(ct.Const("600")), ct.Attr("default_unit", "s")), Want: []string{held}, Says: []string{"10 min"}},
		{Name: "a week, in seconds", Build: link(expires(ct.Const("604800")), ct.Attr("default_unit", "s")), Want: []string{open}, Says: []string{"7 days"}},
		{Name: "default of the library", Build: link(ct.Attr("default_expires", "15m")), Want: []string{held}, Says: []string{"15 min (default of the library)"}},
		{Name: "log of something else", Build: logging("fresh", "store"), Want: []string{held}},
		{Name: "short default of a setting", Build: link(expires(ct.Join(ct.Config("LINK_TTL"), ct.Const("10m")))), Want: []string{held}, Says: []string{"LINK_TTL"}},
		{Name: "a setting", Build: link(expires(ct.Config("LINK_TTL"))), Want: []string{question}},
		{Name: "not followed", Build: link(expires(ct.Opaque())), Want: []string{question}},
		{Name: "no default known", Build: link(), Want: []string{question}},
		{Name: "for writing", Build: link(expires(ct.Const("604800000000000")), ct.Op("write"))},
		{Name: "nothing reaches it", Build: func(p *ct.P) {
			p.Use("presign", get, ct.Op("read"), ct.On(p.Store("s3", "S3")), expires(ct.Const("604800000000000")))
		}},
	})
}
