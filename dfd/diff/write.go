package diff

import (
	"bytes"
	"fmt"
	"io"
	"strings"

	"github.com/gostride/gostride/dfd/render/escape"
)

const (
	shownChanges = 20 // of one effect; the rest is counted
	shownEntries = 3
	longestText  = 160
)

const nothing = "no change to the threat model"

// WriteText writes the changes for a terminal.
func WriteText(w io.Writer, d *Delta) error {
	plain := func(s string) string { return escape.Cut(escape.Line(s), longestText) }
	return write(w, d, style{
		heading: func(s string) string { return s + "\n" },
		item:    func(severity, s string) string { return fmt.Sprintf("  %-6s  %s\n", severity, s) },
		rest:    func(s string) string { return "          " + s + "\n" },
		name:    plain, text: plain,
	})
}

// WriteMarkdown writes the changes for a comment on a pull request.
func WriteMarkdown(w io.Writer, d *Delta) error {
	return write(w, d, style{
		heading: func(s string) string { return "**" + s + "**\n\n" },
		item:    func(severity, s string) string { return fmt.Sprintf("- **%s** %s\n", severity, s) },
		rest:    func(s string) string { return "- " + s + "\n" },
		name:    func(s string) string { return escape.Code(escape.Cut(escape.Line(s), longestText)) },
		text:    func(s string) string { return escape.Markdown(escape.Cut(escape.Line(s), longestText)) },
	})
}

// style is how a format writes the parts of the list. Text of the analysed source goes through name or text.
type style struct {
	heading, rest func(string) string
	item          func(severity, sentence string) string
	name, text    func(string) string
}

var headings = []struct {
	effect, title string
	policy        bool
}{
	{"", "Policy, takes effect once merged", true},
	{"worse", "For the worse", false},
	{"neutral", "Also changed", false},
	{"better", "For the better", false},
}

func write(w io.Writer, d *Delta, s style) error {
	var out bytes.Buffer
	if d.Empty() {
		out.WriteString(nothing + "\n")
	}
	for _, h := range headings {
		section(&out, d, h.title, s, func(c *Change) bool {
			return h.policy && c.Area == Policy || !h.policy && c.Area != Policy && c.Effect == h.effect
		})
	}
	if d.ToolChanged && !d.Empty() {
		out.WriteString("\nAnother version of the tool or its rules made the new model; a part of this may come from that.\n")
	}
	_, err := w.Write(out.Bytes())
	return err
}

func section(out *bytes.Buffer, d *Delta, title string, s style, belongs func(*Change) bool) {
	var changes []*Change
	for i := range d.Changes {
		if belongs(&d.Changes[i]) {
			changes = append(changes, &d.Changes[i])
		}
	}
	if len(changes) == 0 {
		return
	}
	if out.Len() > 0 {
		out.WriteByte('\n')
	}
	out.WriteString(s.heading(fmt.Sprintf("%s (%d)", title, len(changes))))
	for i, c := range changes {
		if i == shownChanges {
			out.WriteString(s.rest(fmt.Sprintf("and %d more", len(changes)-i)))
			break
		}
		out.WriteString(s.item(strings.ToUpper(c.Severity), c.sentence(s)))
	}
}
