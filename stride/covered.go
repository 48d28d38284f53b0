package stride

import (
	"slices"
	"strings"

	"github.com/gostride/gostride/dfd"
)

// limits are the controls that bound what a caller can use up.
var limits = []string{"ratelimit", "bodylimit", "quota", "timeout"}

// covered names the control that covers a cell which has no threat: authentication for S and E, a limit for D. It must
// hold on every entry point behind the target.
func (c *charter) covered(target, kind, letter string) string {
	entries := c.through(target)
	if f := c.flows[target]; f != nil {
		if !c.isRequest(f) {
			return ""
		}
		entries = f.EntryPoints
	}
	switch {
	case len(entries) == 0 || kind == "store":
		return ""
	case kind == "external" && !c.isCaller(target):
		return ""
	case letter == "D":
		return c.limited(entries, kind == "flow")
	case kind != "flow" && strings.Contains("SE", letter):
		return c.authenticated(entries)
	}
	return ""
}

// limited names a limit that holds on all entry points.
func (c *charter) limited(entries []string, request bool) string {
	have := limits
	if !request {
		have = limits[:3] // a timeout bounds slow callers, not many
	}
	for _, ctl := range c.model.Controls {
		if slices.Contains(have, ctl.Kind) && (ctl.Verdict == "present" || ctl.Verdict == "declared") && within(entries, ctl.EntryPoints) {
			return Describe(ctl)
		}
	}
	return ""
}

// authenticated says how, where every entry point is protected.
func (c *charter) authenticated(entries []string) string {
	var how []string
	for _, id := range entries {
		e := c.entries[id]
		if e == nil || e.Auth.Verdict != "protected" || e.Auth.Optional {
			return ""
		}
		how = append(how, authWords(e.Auth))
	}
	return strings.Join(sorted(how), "; ")
}

func authWords(a dfd.Auth) string {
	words := "callers have to pass " + a.Scheme + " authentication"
	if a.Scheme == "" || a.Scheme == "unknown" || a.Scheme == "other" {
		words = "callers have to pass authentication"
	}
	if len(a.Roles) > 0 {
		words += ", and only as " + strings.Join(a.Roles, " or ")
	}
	if len(a.Evidence) > 0 {
		words += " (" + placeName(a.Evidence[0]) + ")"
	}
	return words
}
