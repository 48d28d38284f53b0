package auditlog

import (
	"slices"
	"strings"
	"unicode"

	"github.com/gostride/gostride/analyzers/checks/judge"
	"github.com/gostride/gostride/dfd"
)

// What a table is for, nothing but its name tells. A name decides only that nothing is claimed: that a change needs no record, or that what
// is written may be one.

// words of names of what holds what goes by itself, and of what holds a record of changes.
var (
	goesByItself = []string{
		"log", "logs", "session", "sessions", "cache", "caches", "cached", "counter", "counters", "stat", "stats", "statistic", "statistics", "metric", "metrics",
		"visit", "visits", "visitor", "visitors", "hit", "hits", "view", "views", "click", "clicks", "pageview", "pageviews", "tmp", "temp", "temporary", "lock", "locks",
		"heartbeat", "heartbeats", "nonce", "nonces", "lastseen", "presence", "usage", "captcha", "captchas", "tracking",
	}
	recordsChanges = []string{"audit", "audits", "history", "histories", "event", "events", "activity", "activities", "journal", "revision", "revisions", "changelog", "auditlog", "auditlogs"}
)

// writesHistory reports whether a hit leaves something in what by its name is a record of changes, of which it is not seen what it says: where the
// columns are, whoever did it would have been found among them.
func writesHistory(h judge.Hit) bool {
	u := h.Use
	adds := u.Role == "publish" || judge.IsSQL(u) && u.Op == "write" && judge.Verb(u) == "INSERT" || u.Role == "orm" && u.Op == "write"
	return adds && len(u.Columns) == 0 && isCalled(u, recordsChanges)
}

// isCalled reports whether all tables of a use, or the topic that it publishes to, or its file or key, have one of some words in their name.
func isCalled(u *dfd.Use, words []string) bool {
	names := u.Tables
	if len(names) == 0 {
		for _, arg := range []string{"topic", "collection", "path", "key"} {
			if v := u.Args[arg]; v != nil && len(v.Text) > 0 {
				names = v.Text
				break
			}
		}
	}
	return len(names) > 0 && !slices.ContainsFunc(names, func(name string) bool {
		return !slices.ContainsFunc(split(name), func(w string) bool { return slices.Contains(words, w) })
	})
}

// split gives the words of a name: user_sessions, UserSession, "logs/{}.log".
func split(name string) []string {
	var b strings.Builder
	lower := false
	for _, r := range name {
		if unicode.IsUpper(r) && lower {
			b.WriteByte(' ')
		}
		lower = unicode.IsLower(r)
		b.WriteRune(unicode.ToLower(r))
	}
	return strings.FieldsFunc(b.String(), func(r rune) bool { return !unicode.IsLetter(r) })
}
