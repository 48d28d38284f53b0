package diff

import (
	"bytes"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"

	"github.com/gostride/gostride/dfd"
	"github.com/gostride/gostride/dfd/dfdtest"
	"github.com/gostride/gostride/dfd/dfdtest/golden"
)

func text(t *testing.T, d *Delta) string {
	t.Helper()
	var out bytes.Buffer
	if err := WriteText(&out, d); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func markdown(t *testing.T, d *Delta) string {
	t.Helper()
	var out bytes.Buffer
	if err := WriteMarkdown(&out, d); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func TestNoChange(t *testing.T) {
	for name, alter := range map[string]func(*dfd.Model){
		"the same":          func(*dfd.Model) {},
		"renamed packages":  renamePackages,
		"moved code":        moveCode,
		"other ids":         otherIDs,
		"another order":     shuffle,
		"a renamed handler": func(m *dfd.Model) { m.EntryPoints[0].Handler = module + "/internal/httpapi.receive" },
	} {
		base, head := dfdtest.Service().Model, dfdtest.Service().Model
		ownNames(base)
		ownNames(head)
		alter(head)
		for _, d := range []*Delta{Compare(base, head), Compare(head, base)} {
			if !d.Empty() || text(t, d) != "no change to the threat model\n" || markdown(t, d) != text(t, d) {
				t.Errorf("%s:\n%s", name, text(t, d))
			}
		}
	}
}

const module = "example.com/upload"

// ownNames puts names of code where a model may hold them.
func ownNames(m *dfd.Model) {
	m.Element("e-auth").Name = "auth.Middleware"
	m.Controls[0].Value = "httpapi.maxBytes, 50 MiB"
	m.Unresolved[0].What = "admin.notify"
}

// renamePackages renames every own package, and the folder of a binary.
func renamePackages(m *dfd.Model) {
	r := strings.NewReplacer("cmd/api", "cmd/server", "internal/auth", "internal/login", "internal/httpapi", "web",
		"internal/admin", "internal/staff", "internal/postgres", "internal/db", "internal/s3store", "internal/blobs")
	walk(reflect.ValueOf(m), "", func(field string, v reflect.Value) {
		switch field {
		case "Package", "Handler", "Middleware", "File", "Func":
			v.SetString(r.Replace(v.String()))
		}
	})
	m.Processes[0].Name = "server"
	m.Element("e-auth").Name = "login.Middleware"
	m.Controls[0].Value = "web.maxBytes, 50 MiB"
	m.Unresolved[0].What = "staff.notify"
	for _, t := range m.Threats {
		t.Outer = strings.ReplaceAll(t.Outer, " api ", " server ")
	}
}

// moveCode changes files and lines.
func moveCode(m *dfd.Model) {
	walk(reflect.ValueOf(m), "", func(field string, v reflect.Value) {
		switch field {
		case "File":
			v.SetString("moved/" + v.String())
		case "Line":
			v.SetInt(v.Int() + 100)
		}
	})
}

// otherIDs changes every id and what refers to it.
func otherIDs(m *dfd.Model) {
	ids := make(map[string]bool)
	walk(reflect.ValueOf(m), "", func(field string, v reflect.Value) {
		if field == "ID" {
			ids[v.String()] = true
		}
	})
	walk(reflect.ValueOf(m), "", func(_ string, v reflect.Value) {
		if v.Kind() == reflect.String && ids[v.String()] {
			v.SetString("other-" + v.String())
		}
	})
}

// walk visits every string and number below v with the name of its field.
func walk(v reflect.Value, field string, visit func(field string, v reflect.Value)) {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			walk(v.Elem(), field, visit)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			walk(v.Field(i), v.Type().Field(i).Name, visit)
		}
	case reflect.Slice:
		for i := range v.Len() {
			walk(v.Index(i), field, visit)
		}
	case reflect.String, reflect.Int:
		visit(field, v)
	}
}

func shuffle(m *dfd.Model) {
	r := rand.New(rand.NewPCG(1, 2))
	r.Shuffle(len(m.Elements), func(i, j int) { m.Elements[i], m.Elements[j] = m.Elements[j], m.Elements[i] })
	r.Shuffle(len(m.Flows), func(i, j int) { m.Flows[i], m.Flows[j] = m.Flows[j], m.Flows[i] })
	r.Shuffle(len(m.EntryPoints), func(i, j int) { m.EntryPoints[i], m.EntryPoints[j] = m.EntryPoints[j], m.EntryPoints[i] })
	r.Shuffle(len(m.Threats), func(i, j int) { m.Threats[i], m.Threats[j] = m.Threats[j], m.Threats[i] })
	r.Shuffle(len(m.Controls), func(i, j int) { m.Controls[i], m.Controls[j] = m.Controls[j], m.Controls[i] })
}

// worse is the service after a bad day: every area of a model has changed.
func worse(m *dfd.Model) {
	entry := func(id string) *dfd.EntryPoint { return m.Entry(id) }
	entry("ep-upload").Auth = dfd.Auth{Verdict: "public", Scheme: "none"}
	entry("ep-users").Auth.Roles = nil
	entry("ep-user").Auth.Optional = true
	entry("ep-upload").Inputs = append(entry("ep-upload").Inputs, dfd.Input{Name: "X-User", From: "header"})
	m.Listeners = append(m.Listeners, &dfd.Listener{ID: "l9", Process: "p1", Network: "tcp", Address: ":9090", TLS: "no", Exposure: "internet"})
	m.Elements = append(m.Elements,
		&dfd.Element{ID: "e-mail", Kind: "external", Tech: "smtp", Name: "mail.example.com", Boundary: "b-cloud"},
		&dfd.Element{ID: "e-export", Kind: "process", Name: "GET /export", Boundary: "b-app", Level: 2})
	m.EntryPoints = append(m.EntryPoints, &dfd.EntryPoint{ID: "ep-export", Kind: "http", Method: "GET", Path: "/export", Element: "e-export",
		Auth: dfd.Auth{Verdict: "public"}, Inputs: []dfd.Input{{Name: "since", From: "query"}}})
	m.Flows[3].Transport = "plain"
	m.Flows = append(m.Flows,
		&dfd.Flow{ID: "f90", From: "e-pg", To: "e-export", Op: "read", Label: "SELECT users", Data: []dfd.Datum{{Name: "email", Class: "PII"}}, EntryPoints: []string{"ep-export"}, Crosses: []string{"b-db"}},
		&dfd.Flow{ID: "f91", From: "e-export", To: "e-mail", Op: "call", Label: "mail", EntryPoints: []string{"ep-export"}, Crosses: []string{"b-cloud"}, Transport: "tls"})
	m.Controls[0].Verdict, m.Controls[0].Value = "weak", "50 GiB"
	m.Controls = append(m.Controls, &dfd.Control{ID: "c9", Kind: "ratelimit", Verdict: "absent", Scope: "route", EntryPoints: []string{"ep-export"}})
	m.Threats = append(m.Threats, &dfd.Threat{ID: "T-9NEW", Rule: "public-export", Title: "anyone reads all users", Priority: "HIGH", Status: "open", Outer: "public-export api GET /export postgresql"})
	m.Threats[2].Status = "open"
	m.Coverage.Packages.Skipped = append(m.Coverage.Packages.Skipped, dfd.Skipped{What: "example.com/upload/internal/lost", Reason: "it does not compile"})
	m.Unresolved = append(m.Unresolved, &dfd.Unresolved{ID: "n9", Kind: "call", What: "hooks[name]", EntryPoints: []string{"ep-users", "ep-user"}})
}

func TestEveryAreaTellsItsChange(t *testing.T) {
	base, head := dfdtest.Service().Model, dfdtest.Service().Model
	worse(head)
	head.Tool.Rules = "r1"
	there, back := Compare(base, head), Compare(head, base)
	told := make(map[string]bool)
	for _, c := range there.Changes {
		told[c.Area] = true
	}
	for _, area := range areas {
		if !told[area] {
			t.Errorf("no change of %s is told", area)
		}
	}
	golden.Check(t, "worse.txt", []byte(text(t, there)))
	golden.Check(t, "worse.md", []byte(markdown(t, there)))
	golden.Check(t, "better.txt", []byte(text(t, back)))
	for i := range back.Changes {
		if c := back.Changes[i]; c.Effect == "worse" {
			t.Errorf("to undo it is worse: %+v", c)
		}
	}
}

// TestUnknownIsNeverBetter: what cannot be seen is no improvement on what was seen to be bad.
func TestUnknownIsNeverBetter(t *testing.T) {
	base, head := dfdtest.Upload().Model, dfdtest.Upload().Model
	base.EntryPoints[0].Auth, head.EntryPoints[0].Auth = dfd.Auth{Verdict: "public"}, dfd.Auth{Verdict: "unknown", Scheme: "unknown"}
	base.Flows[0].Transport, head.Flows[0].Transport = "plain", "unknown"
	base.Controls[1].Verdict, head.Controls[1].Verdict = "absent", "unknown"
	base.Listeners[0].TLS, head.Listeners[0].TLS = "no", "unknown"
	d := Compare(base, head)
	if len(d.Changes) != 4 {
		t.Error(text(t, d))
	}
	for _, c := range d.Changes {
		if c.Effect != "neutral" {
			t.Errorf("%s: %s → %s is called %s", c.Area, c.Before, c.After, c.Effect)
		}
	}
}

// TestThreatsOfTheSameCode: a row whose entry points were joined by another is the same row, and one that is open says where.
func TestThreatsOfTheSameCode(t *testing.T) {
	row := func(outer, status string, entries ...string) *dfd.Threat {
		return &dfd.Threat{ID: "T-" + outer, Rule: "r", Title: "too many requests", Priority: "HIGH", Status: status, Outer: "r|api|" + outer,
			Inner: "r|internal/web.Routes", EntryPoints: entries}
	}
	for name, c := range map[string]struct {
		base, head []*dfd.Threat
		want       string
	}{
		"mitigated": {[]*dfd.Threat{row("POST /upload", "mitigated", "ep-upload")}, []*dfd.Threat{row("/*", "mitigated", "ep-upload", "ep-users")}, nothing + "\n"},
		"open": {[]*dfd.Threat{row("POST /upload", "open", "ep-upload")}, []*dfd.Threat{row("/*", "open", "ep-upload", "ep-users")},
			"For the worse (1)\n  HIGH    threat T-/* too many requests: open HIGH → open HIGH, now also at GET /api/v1/users\n"},
		"opened": {[]*dfd.Threat{row("POST /upload", "mitigated", "ep-upload")}, []*dfd.Threat{row("/*", "open", "ep-upload", "ep-users")},
			"For the worse (1)\n  HIGH    threat T-/* too many requests: mitigated HIGH → open HIGH\n"},
		"ambiguous": {[]*dfd.Threat{row("a", "mitigated"), row("b", "mitigated")}, []*dfd.Threat{row("c", "mitigated")},
			"Also changed (3)\n  LOW     no more threat T-a too many requests: was mitigated HIGH\n  LOW     no more threat T-b too many requests: was mitigated HIGH\n" +
				"  LOW     new threat T-c too many requests: mitigated HIGH\n"},
	} {
		base, head := dfdtest.Service().Model, dfdtest.Service().Model
		base.Threats, head.Threats = append(base.Threats, c.base...), append(head.Threats, c.head...)
		if got := text(t, Compare(base, head)); got != c.want {
			t.Errorf("%s:\n%s", name, got)
		}
	}
}

func TestNewAndNoModel(t *testing.T) {
	golden.Check(t, "new.md", []byte(markdown(t, Compare(nil, dfdtest.Upload().Model))))
	if d := Compare(nil, nil); !d.Empty() {
		t.Error(text(t, d))
	}
}

func TestLongListsAreCut(t *testing.T) {
	d := Compare(nil, dfdtest.Many(100).Model)
	out := text(t, d)
	if lines := strings.Count(out, "\n"); lines > 3*(shownChanges+3) || !strings.Contains(out, " more\n") {
		t.Errorf("%d lines", lines)
	}
}

func TestStable(t *testing.T) {
	base, head := dfdtest.Service().Model, dfdtest.Service().Model
	worse(head)
	want := text(t, Compare(base, head))
	for range 20 {
		shuffle(head)
		if got := text(t, Compare(base, head)); got != want {
			t.Fatalf("the order of the model shows:\n%s\n%s", want, got)
		}
	}
}

func TestHostileNames(t *testing.T) {
	plain := strings.Count(markdown(t, Compare(nil, dfdtest.Named(func(s string) string { return "x" + s }).Model)), "\n")
	for _, s := range dfdtest.HostileTexts {
		got := markdown(t, Compare(nil, dfdtest.Named(func(old string) string { return "x" + s + old }).Model))
		if n := strings.Count(got, "\n"); n != plain {
			t.Errorf("%q makes %d lines, want %d:\n%s", s, n, plain, got)
		}
	}
}
