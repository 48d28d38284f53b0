package sample

import (
	"github.com/gostride/gostride/dfd"
	"github.com/gostride/gostride/stride"
)

// threat is one line of the reference feature's table.
type threat struct {
	rule, letter, target, title string
	likelihood, impact          string
	tier, store, file, symbol   string
	line                        int
	action, effort, control     string
	serviceWide                 bool
	rests                       []string
}

var nine = []threat{
	{"jwt-key", "S", Auth, "a forged JWT uploads as someone else", "Medium", "High", "shown", "", "internal/config/config.go", "internal/config.Load", 26, "Refuse to start without `JWT_SECRET`: drop the fallback `changeme` in `config.Load`", "Low", "auth", false, nil},
	{"bucket-acl", "T", Bucket, "a stored object is replaced through the bucket's own URL", "Low", "Critical", "shown", "s3/user-files", "internal/s3store/bucket.go", "internal/s3store.EnsureBucket", 29, "Drop `ACL` and call `PutPublicAccessBlock` with four trues in `EnsureBucket`", "Low", "public-access", false, nil},
	{"user-filename", "T", ToS3, "a name such as `../7/a.png` reaches another key", "High", "High", "shown", "s3/user-files", "internal/files/service.go", "internal/files.(*Service).Upload", 64, "Make the key from `uuid.NewString()`, not from the form field `name`", "Low", "filename-sanitiser", false, nil},
	{"missing-audit", "R", DB, "nobody can prove who uploaded what", "High", "Medium", "absent", "postgresql/files", "internal/postgres/files.go", "internal/postgres.(*Files).Insert", 25, "Insert user, key, address and time into `upload_events` in the transaction of `Insert`", "Low", "audit", false, nil},
	{"presign-expiry", "I", FromS3, "a leaked presigned link lets anyone download for 7 days", "Medium", "High", "shown", "s3/user-files", "internal/s3store/store.go", "internal/s3store.(*Store).Link", 44, "Set `WithPresignExpires(10*time.Minute)` in `Link`", "Low", "expiry", false, nil},
	{"error-leak", "I", Handler, "the error answer names the bucket or path", "Medium", "Low", "shown", "", "internal/httpapi/upload.go", "internal/httpapi.(*Handler).Upload", 76, "Log `err` and answer with a fixed text", "Low", "errormap", false, nil},
	{"unbounded-upload", "D", Bucket, "10 GB uploads in a loop fill the storage", "High", "High", "absent", "s3/user-files", "internal/httpapi/upload.go", "internal/httpapi.(*Handler).Upload", 49, "Wrap the body in `http.MaxBytesReader(w, r.Body, 50<<20)` and check a quota before `PutObject`", "Medium", "bodylimit", false, nil},
	{"missing-rate-limit", "D", Handler, "10,000 tiny uploads a second exhaust the API", "High", "Medium", "absent", "", "internal/httpapi/router.go", "internal/httpapi.NewRouter", 24, "Add a limiter per user after `authn.Require`", "Low", "ratelimit", true, []string{"jwt-key"}},
	{"served-inline", "E", FromS3, "an uploaded SVG or HTML file runs script in a victim's browser", "Medium", "Critical", "shown", "s3/user-files", "internal/httpapi/upload.go", "internal/httpapi.(*Handler).Upload", 68, "Store a sniffed, allow-listed type and set `ResponseContentDisposition: attachment`", "Medium", "allowlist", false, nil},
}

// Checks find the nine threats, all open.
func Checks() []stride.Check { return checks("") }

// Hardened find them too, all mitigated, except those of the rules named.
func Hardened(open ...string) []stride.Check { return checks("present", open...) }

func checks(verdict string, open ...string) []stride.Check {
	var out []stride.Check
	for _, t := range nine {
		v := verdict
		for _, rule := range open {
			if t.rule == rule {
				v = ""
			}
		}
		rule := t.document()
		out = append(out, stride.Check{Name: t.rule, Rules: []*stride.Rule{rule}, Program: func(*dfd.Program) []stride.Finding {
			return []stride.Finding{t.finding(rule, v)}
		}})
	}
	return out
}

func (t threat) document() *stride.Rule {
	return &stride.Rule{
		ID: t.rule, Title: t.title, STRIDE: t.letter, Likelihood: t.likelihood, Impact: t.impact,
		LikelihoodWhy: "it needs no more than an account", ImpactWhy: "other users' files are at stake",
		Reports: "Reports it.", Silent: "Stays silent elsewhere.", Before: "bad()\n", After: "good()\n",
		CWE: []string{"CWE-1"}, Action: t.action, Effort: t.effort,
	}
}

func (t threat) finding(rule *stride.Rule, verdict string) stride.Finding {
	place := Place(t.file, t.line, t.symbol, "seen here")
	f := stride.Finding{
		Rule: rule, Target: t.target, Entries: []string{Upload}, Title: t.title, Tier: t.tier, Status: stride.Open,
		ServiceWide: t.serviceWide, Evidence: []dfd.Place{place}, Store: t.store, Symbols: []string{t.symbol}, RestsOn: t.rests,
		Trace: []dfd.Place{Place("internal/httpapi/upload.go", 47, "internal/httpapi.(*Handler).Upload", "handler"), place},
	}
	if verdict == "present" {
		f.Status = stride.Mitigated
		f.Controls = []*dfd.Control{{Kind: t.control, Verdict: verdict, Value: "set", Scope: "route", EntryPoints: []string{Upload}, Evidence: []dfd.Place{place}}}
	} else if t.tier == stride.Absent {
		f.Controls = []*dfd.Control{{Kind: t.control, Verdict: "absent", Scope: "route", EntryPoints: []string{Upload}, Evidence: []dfd.Place{place}, Searched: []string{"middleware", "handler"}}}
	}
	return f
}
