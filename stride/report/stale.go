package report

import (
	"net/url"
	"regexp"
	"strings"

	"github.com/gostride/gostride/dfd"
	"github.com/gostride/gostride/stride"
)

// Freshness says whether a document still matches a model.
type Freshness string

// The answers.
const (
	Current     Freshness = "current"
	Outdated    Freshness = "stale"        // the code has moved on
	ToolChanged Freshness = "tool-changed" // differs, but another tool version, rule set or catalogue wrote it
)

// Stale compares a document with a model by the semantic digest in its summary block. Lines, wording and symbols do not
// count. Errors are those of Merge for a file that is not ours, and *DamagedError for one without that digest.
func Stale(old []byte, m *dfd.Model) (Freshness, error) {
	segments, err := parse(old)
	if err != nil {
		return "", err
	}
	b := find(segments, "summary")
	if b == nil {
		return "", &DamagedError{1, "there is no block summary, which says what model the file was written from"}
	}
	fields := stampLine.FindStringSubmatch(b.text)
	if fields == nil {
		return "", &DamagedError{1, "the block summary does not say what model the file was written from"}
	}
	was, now := fields[1], stamp(m)
	switch {
	case was == now || stampDigest(was) == stampDigest(now):
		return Current, nil
	case stampTool(was) != stampTool(now):
		return ToolChanged, nil
	}
	return Outdated, nil
}

var stampLine = regexp.MustCompile(`(?m)^<!-- gostride:model (.*) -->\r?$`)

// stamp says what model a document was written from: "semantic=… schema=… tool=… rules=… catalogue=…".
func stamp(m *dfd.Model) string {
	q := url.QueryEscape
	return "semantic=" + stride.Digest(m) + " schema=" + q(m.Schema) + " tool=" + q(m.Tool.Version) +
		" rules=" + q(m.Tool.Rules) + " catalogue=" + q(m.Tool.Catalogue)
}

func stampDigest(stamp string) string {
	first, _, _ := strings.Cut(stamp, " ")
	return first
}

func stampTool(stamp string) string {
	_, rest, _ := strings.Cut(stamp, " ")
	return rest
}
