package judge_test

import (
	"testing"
	"time"

	ct "github.com/gostride/gostride/analyzers/checks/checktest"
	"github.com/gostride/gostride/analyzers/checks/judge"
	"github.com/gostride/gostride/dfd"
)

func TestUnits(t *testing.T) {
	for text, want := range map[string]time.Duration{"1h": time.Hour, "600000000000": 10 * time.Minute, " 90s ": 90 * time.Second} {
		if got, ok := judge.ParseDuration(text); !ok || got != want {
			t.Errorf("ParseDuration(%q) = %v, %v", text, got, ok)
		}
	}
	for text, want := range map[string]int64{"52428800": 50 << 20, "50 MiB": 50 << 20, "2M": 2 << 20, "50GB": 50e9, "1.5 KiB": 1536, "7B": 7} {
		if got, ok := judge.ParseSize(text); !ok || got != want {
			t.Errorf("ParseSize(%q) = %v, %v", text, got, ok)
		}
	}
	for text, want := range map[string]float64{"20 per 1m0s": 20.0 / 60, "100/1s": 100, "5/s": 5, "3": 3} {
		if got, ok := judge.ParseRate(text); !ok || got != want {
			t.Errorf("ParseRate(%q) = %v, %v", text, got, ok)
		}
	}
	for _, bad := range []string{"", "x", "10 per x", "-1 per 1s", "1 per 0s", "99999999999999999999 TiB"} {
		if _, ok := judge.ParseRate(bad); ok {
			t.Errorf("ParseRate(%q) is accepted", bad)
		}
		if _, ok := judge.ParseSize(bad); ok {
			t.Errorf("ParseSize(%q) is accepted", bad)
		}
	}
}

func TestWords(t *testing.T) {
	for _, c := range []struct{ got, want string }{
		{judge.Size(50 << 20), "50 MiB"}, {judge.Size(50e9), "50 GB"}, {judge.Size(1000), "1000 bytes"},
		{judge.Duration(7 * 24 * time.Hour), "7 days"}, {judge.Duration(24 * time.Hour), "1 day"}, {judge.Duration(90 * time.Minute), "90 min"},
		{judge.Call("github.com/golang-jwt/jwt/v5.ParseWithClaims"), "jwt.ParseWithClaims"},
		{judge.Call("github.com/aws/aws-sdk-go-v2/service/s3.Client.PutObject"), "s3.Client.PutObject"},
		{judge.Call("os.Create"), "os.Create"}, {judge.Call(""), ""},
		{judge.In(dfd.Place{Func: "example.com/app/internal/web.(*Handler).Upload"}), "`web.(*Handler).Upload`"},
		{judge.In(dfd.Place{File: "main.go", Line: 3}), "`main.go`"},
		{judge.Input(dfd.Origin{Name: "form:name"}), `form field "name"`}, {judge.Input(dfd.Origin{Name: "body:"}), "request body"},
		{judge.Input(dfd.Origin{Name: "query:{}"}), "query parameter"}, {judge.Input(dfd.Origin{Name: "odd"}), "request input"},
		{judge.List([]string{"a", "b", "c"}), "a, b and c"},
	} {
		if c.got != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
}

func TestVerbs(t *testing.T) {
	for sql, want := range map[string]struct {
		verb   string
		alters bool
	}{
		"insert into a(b) values ($1)":                                   {"INSERT", false},
		"INSERT INTO a (b) VALUES (1) ON CONFLICT (b) DO UPDATE SET b=1": {"INSERT", true},
		"INSERT INTO a (b) VALUES (1) ON CONFLICT DO NOTHING":            {"INSERT", false},
		"\n\tUPDATE a SET b = 1":                                         {"UPDATE", true},
		"WITH x AS (SELECT 1) DELETE FROM a":                             {"DELETE", true},
		"WITH x AS (SELECT 1) SELECT * FROM x":                           {"SELECT", false},
		"TRUNCATE a":                                                     {"TRUNCATE", true},
		"(":                                                              {"", true},
	} {
		u := &dfd.Use{Role: "sql", Op: "write", SQL: sql}
		if got := judge.Verb(u); got != want.verb {
			t.Errorf("Verb(%q) = %q", sql, got)
		}
		if got := judge.Alters(u); got != want.alters {
			t.Errorf("Alters(%q) = %v", sql, got)
		}
	}
	for symbol, want := range map[string]string{"gorm.io/gorm.DB.Create": "INSERT", "gorm.io/gorm.DB.Save": "UPSERT", "gorm.io/gorm.DB.Updates": "UPDATE", "x.Do": ""} {
		if got := judge.Verb(&dfd.Use{Role: "orm", Op: "write", Symbol: symbol}); got != want {
			t.Errorf("Verb(%s) = %q", symbol, got)
		}
	}
}

func TestTables(t *testing.T) {
	if !judge.SameTable(`public."Files"`, "files") || judge.SameTable("files", "file") {
		t.Error("tables are compared wrongly")
	}
}

func TestAddresses(t *testing.T) {
	for text, want := range map[string]bool{"https://a.example/": true, "https://a.example?q=": true, "https://a.example": false, "https://": false, "/x": false, "": false} {
		if got := judge.FixedHost(text); got != want {
			t.Errorf("FixedHost(%q) = %v", text, got)
		}
	}
	for text, want := range map[string]bool{"/users/": true, "/u": true, "/": false, "//": false, `/\`: false, "?q=": true, "https://a.example/": true, "": false,
		"file?id=": true, "../": true, "#": true, "d": false, "http:": false, "https://": false, `\x`: false, "javascript:": false} {
		if got := judge.InSite(text); got != want {
			t.Errorf("InSite(%q) = %v", text, got)
		}
	}
}

func TestLimits(t *testing.T) {
	p := &dfd.Program{Model: &dfd.Model{}, Limits: map[string]string{judge.PresignedLink: "5m", judge.BodyLimit: "much"}}
	if got := judge.DurationLimit(p, judge.PresignedLink); got != 5*time.Minute {
		t.Errorf("a person's limit is %v", got)
	}
	if got := judge.SizeLimit(p, judge.BodyLimit); got != 64<<20 {
		t.Errorf("a person's limit that is none leaves %v", got)
	}
	for _, l := range judge.Limits {
		if l.Default == "" || l.Why == "" {
			t.Errorf("%s is not documented", l.Name)
		}
	}
}

func TestCallers(t *testing.T) {
	p := ct.New()
	open := p.Route("GET /open")
	signed := p.Route("GET /me", p.JWT(nil))
	admin := p.Route("GET /admin", p.JWT(nil), p.Guard("role", ct.Valued("admin")))
	unsure := p.Route("GET /unsure")
	unsure.Auth.Verdict = "unknown"
	u := p.Use("sql", "x", ct.By(open), ct.By(signed), ct.By(admin), ct.By(unsure))
	f := judge.Of(p.Program)
	want := map[*dfd.EntryPoint]judge.Caller{open: judge.Anonymous, signed: judge.SignedIn, admin: judge.Privileged, unsure: judge.NotKnown}
	for _, h := range f.Reached(func(x *dfd.Use) bool { return x == u }) {
		if got := f.CallerOf(h); got != want[h.Entry] {
			t.Errorf("%s: %v, want %v", h.Entry.ID, got, want[h.Entry])
		}
	}
}
