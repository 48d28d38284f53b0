// Package suppress reads the comments by which a developer disputes a finding.
//
//	//gostride:ignore missing-rate-limit -- the gateway in front limits by address
//	//nolint:gostride // the gateway in front limits by address
//
// In: the text of one comment. Out: the rules it names (none: all), the reason, or what is wrong with it. A reason is
// required. Which lines it covers is for who has the syntax (analyzers/lower) to say; that a disputed threat stays in the
// model with its reason is for package stride.
package suppress

import (
	"slices"
	"strings"
)

// Directive is a comment that disputes findings.
type Directive struct {
	Rules   []string // sorted; empty for all
	Reason  string
	Problem string // why it has no effect, "" where it has
}

// maxReason bounds what is kept of a reason: it goes into every report.
const maxReason = 400

// Parse reads a comment, with or without its slashes. ok is false where it is no such directive.
func Parse(comment string) (d Directive, ok bool) {
	text := strings.TrimPrefix(comment, "//")
	if rest, found := strings.CutPrefix(text, "gostride:ignore"); found {
		if rest != "" && rest[0] != ' ' && rest[0] != '\t' {
			return Directive{}, false // gostride:ignored
		}
		return ignore(rest), true
	}
	if rest, found := strings.CutPrefix(strings.TrimLeft(text, " "), "nolint:"); found {
		return nolint(rest)
	}
	return Directive{}, false
}

func ignore(rest string) Directive {
	names, reason, _ := strings.Cut(rest, "--")
	d := Directive{Reason: clean(reason)}
	for _, name := range strings.FieldsFunc(names, func(c rune) bool { return c == ',' || c == ' ' || c == '\t' || c == '\r' }) {
		if !plain(name) {
			d.Problem = "names a rule that can be none; write: //gostride:ignore RULE -- reason"
		}
		d.Rules = append(d.Rules, name)
	}
	slices.Sort(d.Rules)
	d.Rules = slices.Compact(d.Rules)
	switch {
	case len(d.Rules) == 0:
		d.Problem = "names no rule; write: //gostride:ignore RULE -- reason"
	case d.Reason == "" && d.Problem == "":
		d.Problem = "gives no reason; write: //gostride:ignore RULE -- reason"
	}
	return d
}

// nolint reads golangci-lint's form: a list of linters, of which gostride must be one.
func nolint(rest string) (Directive, bool) {
	names, reason, _ := strings.Cut(rest, "//")
	ours := slices.ContainsFunc(strings.Split(names, ","), func(name string) bool { return strings.TrimSpace(name) == "gostride" })
	if !ours {
		return Directive{}, false
	}
	d := Directive{Reason: clean(reason)}
	if d.Reason == "" {
		d.Problem = "gives no reason; write: //nolint:gostride // reason"
	}
	return d, true
}

// plain reports whether a name can be a rule's: lower-case words with hyphens.
func plain(name string) bool {
	return strings.Trim(name, "abcdefghijklmnopqrstuvwxyz0123456789-") == ""
}

// clean makes one line of printable text.
func clean(reason string) string {
	reason = strings.Join(strings.Fields(strings.ToValidUTF8(reason, "?")), " ")
	if r := []rune(reason); len(r) > maxReason {
		reason = strings.TrimSpace(string(r[:maxReason]))
	}
	return reason
}
