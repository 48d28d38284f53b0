package checks

import (
	"encoding/json"
	"go/parser"
	"go/token"
	"regexp"
	"slices"
	"strings"
	"testing"

	ct "github.com/gostride/gostride/analyzers/checks/checktest"
	"github.com/gostride/gostride/stride"
)

func TestDocuments(t *testing.T) {
	if err := stride.Validate(All()); err != nil {
		t.Fatal(err)
	}
	if !slices.IsSortedFunc(All(), func(a, b stride.Check) int { return strings.Compare(a.Name, b.Name) }) {
		t.Error("All is not in the order of the checks' names")
	}
	id := regexp.MustCompile(`^[a-z]+(-[a-z0-9]+)*$`)
	for _, r := range Rules() {
		for what, text := range map[string]string{
			"title": r.Title, "reports": r.Reports, "silent": r.Silent, "before": r.Before, "after": r.After, "action": r.Action, "effort": r.Effort,
			"reason of the likelihood": r.LikelihoodWhy, "reason of the impact": r.ImpactWhy,
			"CWE": strings.Join(r.CWE, ""), "CAPEC": strings.Join(r.CAPEC, ""), "ASVS": strings.Join(r.ASVS, ""),
		} {
			if text == "" {
				t.Errorf("%s has no %s", r.ID, what)
			}
		}
		if !id.MatchString(r.ID) {
			t.Errorf("%s is no id", r.ID)
		}
		parses(t, r.ID+" before", r.Before)
		parses(t, r.ID+" after", r.After)
		numbered(t, r)
	}
}

func numbered(t *testing.T, r *stride.Rule) {
	t.Helper()
	for pattern, list := range map[string][]string{`^CWE-\d+$`: r.CWE, `^CAPEC-\d+$`: r.CAPEC, `^v5\.0\.0-\d+\.\d+\.\d+$`: r.ASVS} {
		for _, s := range list {
			if !regexp.MustCompile(pattern).MatchString(s) {
				t.Errorf("%s: %q does not look like %s", r.ID, s, pattern)
			}
		}
	}
}

// parses checks that a document's code is Go: statements, or declarations.
func parses(t *testing.T, what, code string) {
	t.Helper()
	_, err := parser.ParseFile(token.NewFileSet(), "", "package p\nfunc f() {\n"+code+"\n}", 0)
	if err == nil {
		return
	}
	if _, declared := parser.ParseFile(token.NewFileSet(), "", "package p\n"+code, 0); declared != nil {
		t.Errorf("%s is no Go: %v", what, err)
	}
}

// vulnerable is the reference feature as the linker would hand it over, much shortened.
func vulnerable() *ct.P {
	p := ct.New()
	verify := p.Use("verify", "github.com/golang-jwt/jwt/v5.ParseWithClaims", ct.Attr("scheme", "jwt"), ct.Attr("options", "exp,methods"),
		ct.Arg("key", ct.Join(ct.Config("JWT_SECRET"), ct.Const("changeme"))))
	p.Route("GET /healthz")
	up := p.Route("POST /upload", p.JWT(verify))
	ct.By(up)(verify)
	s3, db := p.Store("s3", `S3 "user-files"`), p.Store("postgresql", "PostgreSQL")
	p.Use("bucket-admin", "s3.Client.CreateBucket", ct.On(s3), ct.Arg("acl", ct.Const("public-read-write")), ct.AtStart())
	put := p.Use("object", "s3.Client.PutObject", ct.Op("write"), ct.On(s3), ct.Arg("key", ct.Join(ct.Text("uploads/{}/{}"), ct.User(), ct.Input("form:name"))),
		ct.Arg("contenttype", ct.Input("header:Content-Type")), ct.Arg("body", ct.Input("file:file")), ct.By(up))
	p.Use("sql", "pgxpool.Pool.Exec", ct.SQL("INSERT INTO files (id, user_id, at) VALUES ($1, $2, now())"), ct.On(db),
		ct.Column("id", ct.Fresh()), ct.Column("user_id", ct.User()), ct.By(up, put))
	p.Use("sql", "pgxpool.Pool.Exec", ct.SQL("DELETE FROM files WHERE id = $1"), ct.On(db))
	p.Use("presign", "s3.PresignClient.PresignGetObject", ct.Op("read"), ct.On(s3), ct.Arg("expires", ct.Const("604800000000000")), ct.By(up, put))
	p.Use("respond", "net/http.Error", ct.Attr("kind", "error"), ct.Arg("body", ct.Origin("error", "s3.Client.PutObject")), ct.ByFailure(up, put))
	return p
}

func TestReference(t *testing.T) {
	want := []string{
		"D missing-rate-limit High×Medium HIGH", "D storage-exhaustion High×High HIGH", "E inline-upload Medium×Critical HIGH",
		"I error-leak Medium×Low LOW", "I presigned-link Medium×High HIGH", "R denial-unrecorded Medium×Low LOW", "R missing-audit High×Medium MEDIUM",
		"S jwt-key Medium×High HIGH", "T bucket-acl Low×Critical HIGH", "T user-filename High×High HIGH",
	}
	p := vulnerable()
	if err := stride.Assess(p.Program, All(), stride.Options{}); err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, th := range p.Threats {
		if th.Status == stride.Open {
			got = append(got, th.STRIDE+" "+th.Rule+" "+th.Likelihood+"×"+th.Impact+" "+th.Priority)
		}
	}
	slices.Sort(got)
	if !slices.Equal(got, want) {
		t.Errorf("got\n  %s\nwant\n  %s", strings.Join(got, "\n  "), strings.Join(want, "\n  "))
	}
}

func TestSameBytes(t *testing.T) {
	var first string
	for range 20 {
		p := vulnerable()
		if err := stride.Assess(p.Program, All(), stride.Options{}); err != nil {
			t.Fatal(err)
		}
		b, err := json.Marshal(p.Model)
		if err != nil {
			t.Fatal(err)
		}
		if first == "" {
			first = string(b)
		}
		if string(b) != first {
			t.Fatal("two runs differ")
		}
	}
}
