package stride

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/gostride/gostride/dfd"
)

// The statuses that Assess gives. The others are a person's.
const (
	Open      = "open"
	ToConfirm = "to-confirm"
	Mitigated = "mitigated"
)

// settle gives a row its status and the reason for it. A wrong "mitigated" is the worst error the tool can make: where the
// controls do not carry it, the row is taken back to open or to a question.
func (r *row) settle() {
	t := r.threat
	asked := cmp.Or(t.Status, Open)
	switch {
	case asked == Mitigated:
		t.Status, t.Reason = r.carried()
	case asked == ToConfirm || t.Tier == Unknown:
		t.Status, t.Reason = ToConfirm, cmp.Or(r.note, r.say("unknown"), "the code does not say")
	default:
		t.Status, t.Reason = Open, r.whyOpen()
	}
}

// carried judges a row whose check says that it is mitigated.
func (r *row) carried() (status, reason string) {
	holds := slices.ContainsFunc(r.controls, func(c *dfd.Control) bool {
		return c != nil && (c.Verdict == "present" || c.Verdict == "declared")
	})
	unknown, lacking := r.say("unknown"), r.whyOpen()
	switch {
	case holds:
		return Mitigated, cmp.Or(r.note, r.say("present", "declared"))
	case unknown != "":
		return ToConfirm, unknown
	case len(r.controls) > 0:
		return Open, lacking
	case len(r.threat.Evidence) > 0 && r.note != "":
		return Mitigated, r.note
	}
	return ToConfirm, "no control is named that would prevent it"
}

// whyOpen says which control is too weak or was not found.
func (r *row) whyOpen() string {
	if weak := r.say("weak"); weak != "" {
		return weak
	}
	if absent := r.say("absent"); absent != "" {
		return absent
	}
	if r.threat.Tier == Absent {
		return "no control against it was found in the code"
	}
	return "nothing found on the way prevents it"
}

// say describes the row's controls that have one of the verdicts.
func (r *row) say(verdicts ...string) string {
	var lines []string
	for _, c := range r.controls {
		if c != nil && slices.Contains(verdicts, c.Verdict) {
			lines = append(lines, Describe(c))
		}
	}
	return strings.Join(union(nil, lines), "; ")
}

var controlNames = map[string]string{
	"ratelimit": "rate limit", "bodylimit": "body limit", "errormap": "fixed error texts", "allowlist": "allow-list",
	"csrf": "CSRF protection", "cors": "CORS policy", "audit": "audit record", "filename-sanitiser": "file name sanitiser",
}

// ControlName is a kind of control as people call it.
func ControlName(kind string) string {
	if name := controlNames[kind]; name != "" {
		return name
	}
	return strings.ReplaceAll(kind, "-", " ")
}

// Describe puts a control's verdict into words: "body limit 50 MiB in `httpapi.(*Handler).Upload`". The place is a
// file where no function is known; lines are left out.
func Describe(c *dfd.Control) string {
	kind := ControlName(c.Kind)
	what := strings.TrimSpace(kind + " " + c.Value)
	if len(c.Evidence) > 0 {
		what += " in " + placeName(c.Evidence[0])
	}
	switch c.Verdict {
	case "weak":
		return "found, but too weak: " + what
	case "unknown":
		return "cannot be told from the code: " + what
	case "declared":
		return "declared: " + what
	case "absent":
		if len(c.Searched) > 0 {
			return fmt.Sprintf("no %s found in the code; searched: %s", kind, strings.Join(c.Searched, ", "))
		}
		return "no " + kind + " found in the code"
	}
	return what
}

// placeName is package.symbol in back quotes, the file where no symbol is known.
func placeName(p dfd.Place) string {
	name := p.Func
	if name == "" {
		name = p.File
	}
	plain, _, _ := strings.Cut(name, "[") // type arguments hold import paths too
	if p.Func != "" {
		name = enclosing(name[strings.LastIndexByte(plain, '/')+1:])
	}
	return "`" + name + "`"
}

// restOn adds to mitigated rows which open threats their mitigation rests on: those of the named rules that share an
// entry point with it, or that belong to no entry point.
func restOn(rows []*row) {
	for _, r := range rows {
		if r.threat.Status != Mitigated {
			continue
		}
		var ids []string
		for _, other := range rows {
			o := other.threat
			if o.Status != Mitigated && slices.Contains(r.restsOn, o.Rule) &&
				(len(o.EntryPoints) == 0 || overlap(o.EntryPoints, r.threat.EntryPoints)) {
				ids = append(ids, o.ID)
			}
		}
		if len(ids) > 0 {
			r.threat.Reason = strings.TrimPrefix(r.threat.Reason+"; rests on "+strings.Join(sorted(ids), ", "), "; ")
		}
	}
}
