package report

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/gostride/gostride/dfd"
	"github.com/gostride/gostride/dfd/render/escape"
)

func (w *writer) line(parts ...string) {
	for _, p := range parts {
		w.out.WriteString(p)
	}
	w.out.WriteByte('\n')
}

func (w *writer) head(columns ...string) {
	w.row(columns...)
	w.line(strings.Repeat("|---", len(columns)), "|")
}

// row writes one table row; cells are escaped already and not padded.
func (w *writer) row(cells ...string) { w.line("| ", strings.Join(cells, " | "), " |") }

// code is a name of the analysed source, in a table's cell or elsewhere. Outside of cells the bar needs no backslash, but
// names hold bars so rarely that one spelling is kept. A backslash before a bar cannot be told from an escape there: such
// a name is written as text.
func code(s string) string {
	if strings.Contains(s, `\|`) {
		return escape.Markdown(s)
	}
	return escape.CellCode(s)
}

// prose is a sentence with names in it. What stands between back quotes becomes code; all else is text. An odd back quote
// is text as well.
func prose(s string) string {
	parts := strings.Split(escape.Line(s), "`")
	var b strings.Builder
	for i, part := range parts {
		switch {
		case i%2 == 0:
			b.WriteString(escaped(part))
		case i == len(parts)-1:
			b.WriteString("\\`" + escaped(part))
		case strings.TrimSpace(part) == "":
			b.WriteString("\\`" + part + "\\`")
		default:
			b.WriteString(code(part))
		}
	}
	return b.String()
}

// escaped keeps the spaces at the ends, which separate text from code.
func escaped(s string) string {
	text := escape.Markdown(s)
	if text == "" {
		return strings.Repeat(" ", min(1, len(s)))
	}
	if strings.HasPrefix(s, " ") {
		text = " " + text
	}
	if strings.HasSuffix(s, " ") {
		text += " "
	}
	return text
}

// sentence is prose that starts with a capital, unless with a name of code, and ends with a full stop.
func sentence(s string) string {
	s = strings.TrimSpace(s)
	if s == "" {
		return ""
	}
	word, _, _ := strings.Cut(s, " ")
	if c := s[0]; c >= 'a' && c <= 'z' && !strings.ContainsAny(strings.TrimRight(word, ".:,"), "/.(") {
		s = string(c-'a'+'A') + s[1:]
	}
	if !strings.ContainsAny(s[len(s)-1:], ".?!") {
		s += "."
	}
	return prose(s)
}

var closure = regexp.MustCompile(`(\.func\d+(\.\d+)*)+$`)

// symbol is what a function is called inside its package: (*Store).Put. A closure counts as the function it is in.
func symbol(fn string) string {
	fn = closure.ReplaceAllString(fn, "")
	plain, _, _ := strings.Cut(fn, "[")
	fn = fn[strings.LastIndexByte(plain, '/')+1:]
	if _, name, ok := strings.Cut(fn, "."); ok {
		return name
	}
	return fn
}

// place is path:symbol, with the line between them where lines are asked for.
func (w *writer) place(p dfd.Place) string {
	parts := []string{p.File}
	if w.options.Lines && p.Line > 0 {
		parts = append(parts, strconv.Itoa(p.Line))
	}
	if s := symbol(p.Func); s != "" {
		parts = append(parts, s)
	}
	return code(strings.TrimPrefix(strings.Join(parts, ":"), ":"))
}

// places lists the first n distinct places and counts the rest.
func (w *writer) places(list []dfd.Place, n int) string {
	var out []string
	for _, p := range list {
		if s := w.place(p); s != "" && !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	return some(out, n, ", ")
}

// some joins the first n items and counts the rest.
func some(list []string, n int, sep string) string {
	if len(list) <= n {
		return strings.Join(list, sep)
	}
	return strings.Join(list[:n], sep) + sep + "+" + strconv.Itoa(len(list)-n) + " more"
}

// routes names the first n entry points and counts the rest.
func (w *writer) routes(ids []string, n int) string {
	var out []string
	for _, id := range ids {
		if title, known := w.titles[id]; known {
			out = append(out, title)
		}
	}
	for i := range min(n, len(out)) {
		out[i] = code(out[i])
	}
	return some(out, n, ", ")
}

func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return strconv.Itoa(n) + " " + many
}

// fence is text that a renderer made, as a fenced block that nothing in it can leave: the fence is longer than any run of
// back quotes, and no comment can be taken for one of our markers.
func (w *writer) fence(language, text string) {
	ticks := "```"
	for strings.Contains(text, ticks) {
		ticks += "`"
	}
	w.line(ticks, language)
	w.line(strings.TrimRight(strings.ReplaceAll(text, "<!--", "<! --"), "\n"))
	w.line(ticks)
}
