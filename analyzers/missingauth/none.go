package missingauth

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"github.com/gostride/gostride/analyzers/checks/judge"
	"github.com/gostride/gostride/dfd"
	"github.com/gostride/gostride/stride"
)

// never judges processes of which no route asks who is calling: one row each, on the routes by which something is changed, or asked of
// others.
func never(f *judge.Facts) []stride.Finding {
	var out []stride.Finding
	for _, p := range f.Processes {
		if hits := doneBy(f, p); len(hits) > 0 {
			out = append(out, none(f, p, hits))
		}
	}
	return out
}

// doneBy lists what anybody may have done by the routes of a process, nothing if any of them asks who is calling, may do so, or has
// anything to do with credentials.
func doneBy(f *judge.Facts, p *dfd.Process) []judge.Hit {
	var hits []judge.Hit
	for _, e := range f.EntryPoints {
		if e.Kind != "http" && e.Kind != "grpc" && e.Kind != "websocket" || !slices.Contains(e.Processes, p.ID) {
			continue
		}
		if e.Auth.Verdict != "public" || e.Auth.Optional || concerned(f, e) {
			return nil
		}
		if hook, _ := f.Webhook(e); hook == judge.NoHook && f.Exposed(e) {
			hits = append(hits, acting(f, e)...)
		}
	}
	slices.SortStableFunc(hits, func(a, b judge.Hit) int { return cmp.Compare(rank(a), rank(b)) })
	return hits
}

// acting lists what an entry point changes, and what it has others do where its requests are there to change something.
func acting(f *judge.Facts, e *dfd.EntryPoint) []judge.Hit {
	return append(changing(f, e), keep(f, e, func(h judge.Hit) bool {
		return !h.Changes() && !judge.Asks(e) && e.Kind == "http" && e.Method != "ANY" && slices.Contains([]string{"call", "exec", "publish"}, h.Use.Op) &&
			f.ElementOf(h.Use) != nil && f.ElementOf(h.Use).Tech != "dns"
	})...)
}

// rank puts what changes something in front.
func rank(h judge.Hit) int {
	if h.Changes() {
		return 0
	}
	return 1
}

// concerned reports whether an entry point has anything to do with who somebody is: it checks, makes or reads a credential, or something that
// is called like one. Then somebody may be asked, here or elsewhere.
func concerned(f *judge.Facts, e *dfd.EntryPoint) bool {
	if slices.ContainsFunc(e.Inputs, func(in dfd.Input) bool {
		return in.From == "cookie" || in.From != "path" && called(in.Name) || in.From == "header" && strings.Contains(strings.ToLower(in.Name), "user")
	}) {
		return true
	}
	return slices.ContainsFunc(f.From(e.ID), func(h judge.Hit) bool {
		switch h.Use.Role {
		case "verify", "parse-only", "sign", "kdf", "credentials", "set-cookie", "session", "session-get", "session-set":
			return true
		case "compare":
			return h.Use.Attr["kind"] != "" && h.Use.Attr["kind"] != "plain"
		}
		return judge.Mentions(h.Use.Args, func(o dfd.Origin) bool {
			return bearer(o) || h.Use.Op == "call" && judge.InputKind(o) == "header" && judge.InputName(o) == "" // all of them are handed on
		})
	})
}

// called reports whether a name is one of a credential, as against what identifies it.
func called(name string) bool {
	return credential.MatchString(name) && !strings.HasSuffix(strings.ToLower(name), "id")
}

// credential matches names of what tells who somebody is.
var credential = regexp.MustCompile(`(?i)^auth$|authoriz|authent|token|api[-_]?key|secret|passw|session|signature|jwt`)

// none makes the finding of one process.
func none(f *judge.Facts, p *dfd.Process, hits []judge.Hit) stride.Finding {
	entries := judge.Entries(hits)
	find := f.Finding(Never, hits)
	find.Store, find.Tier = "", stride.Absent
	for i, e := range entries {
		if e.Registered != nil {
			find.Evidence = slices.Insert(find.Evidence, min(i, len(find.Evidence)), *e.Registered)
		}
	}
	what := "changes " + f.StoreTitle(hits[0].Use)
	if u := hits[0].Use; !hits[0].Changes() {
		what = map[string]string{"publish": "publishes to ", "exec": "starts "}[u.Op] + f.ElementOf(u).Name
		if u.Op == "call" {
			what = "has " + f.ElementOf(u).Name + " asked"
		}
	}
	find.Title = "Anybody " + what + " by " + judge.Routes(entries) + ": no route of " + p.Name + " asks who is calling"
	find.Action = "Ask who is calling in front of " + judge.Routes(entries) + ", or declare what does so outside this program (`gostride declare`), or state that it is meant to be open."
	find.Controls = []*dfd.Control{f.Absence("authentication", entries, "middleware of all routes", "credentials read or checked anywhere")}
	if why := perhaps(f, p, entries); why != "" {
		find.Tier, find.Status = stride.Unknown, stride.ToConfirm
		find.Note = why
		find.Controls[0].Verdict = "unknown"
	}
	return find
}

// perhaps asks about a process that others may stand in front of: it is found on this machine as a rule, or others of the same program ask
// who is calling.
func perhaps(f *judge.Facts, p *dfd.Process, entries []*dfd.EntryPoint) string {
	for _, e := range entries {
		if e.Listener == "" {
			return "Who stands in front of " + p.Name + "? What serves it is not in this code: a gateway may ask who is calling."
		}
		if at := f.UsuallyLocal(e); at != "" {
			return "Is " + p.Name + " ever found elsewhere than at " + at + ", where it listens unless a setting says otherwise?"
		}
	}
	for _, e := range f.EntryPoints {
		if judge.Remote(e) && e.Auth.Verdict == "protected" && !slices.Contains(e.Processes, p.ID) {
			return "Who gets to " + p.Name + "? Others of these processes ask who is calling: " + e.Title() + " does."
		}
	}
	return ""
}
