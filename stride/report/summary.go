package report

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/gostride/gostride/dfd"
	"github.com/gostride/gostride/dfd/render/escape"
	"github.com/gostride/gostride/stride"
)

// summaryLines is how many lines the terminal summary takes at most.
const summaryLines = 20

// summaryWidth is where a line of it is cut.
const summaryWidth = 160

// Summary is what a run says at its end, at most twenty lines: what was read, what was not, what to look at first, what
// was written (the names of files, none for standard output).
func Summary(m *dfd.Model, written ...string) string {
	lines := []string{
		"read      " + plain(readWords(m)),
		"not seen  " + plain(cmp.Or(unreadWords(m), allFollowed)),
		"threats   " + standing(m),
	}
	top := stride.Top(m, firstScreen)
	if len(top) > 0 {
		lines = append(lines, "look at first:")
	}
	for _, t := range top {
		lines = append(lines, topLine(m, t))
	}
	if len(written) > 0 {
		lines = append(lines, "wrote     "+strings.Join(written, ", "))
	}
	for i, l := range lines {
		lines[i] = escape.Cut(strings.TrimRight(l, " "), summaryWidth)
	}
	return strings.Join(lines[:min(len(lines), summaryLines)], "\n") + "\n"
}

// topLine: "  T-7F2K  HIGH    T  a name reaches another key  (POST /upload, internal/files/service.go:64)".
func topLine(m *dfd.Model, t *dfd.Threat) string {
	var at []string
	for _, id := range t.EntryPoints {
		if e := m.Entry(id); e != nil {
			at = append(at, e.Title())
			break
		}
	}
	if n := len(t.EntryPoints); n > 1 {
		at = append(at, fmt.Sprintf("+%d more", n-1))
	}
	if len(t.Evidence) > 0 {
		at = append(at, fmt.Sprintf("%s:%d", t.Evidence[0].File, t.Evidence[0].Line))
	}
	where := ""
	if len(at) > 0 {
		where = "  (" + escape.Line(strings.Join(at, ", ")) + ")"
	}
	return fmt.Sprintf("  %-7s %-6s  %s  %s%s%s", t.ID, t.Priority, t.STRIDE, plain(t.Title), question(t), where)
}

// plain is a sentence without the back quotes that mark code, for a terminal.
func plain(s string) string { return strings.ReplaceAll(escape.Line(s), "`", "") }
