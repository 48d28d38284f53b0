// Package escape makes text of the analysed source harmless in what is written about it.
//
// In: names, labels and comments as strangers wrote them, with quotes, markup, line ends, terminal and direction controls.
// Out: one line of printable text, escaped for where it is to stand. Every renderer of the project passes every such text
// through one of these functions; a format's own escaping (Mermaid, DOT) lives in that format's folder and starts from Line.
// It judges nothing and knows no format's structure.
package escape

import (
	"html"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Replacement stands for what must not be printed: control characters, direction and other format characters, bytes that
// are no UTF-8.
const Replacement = '\uFFFD'

// marksInARow is how many combining marks may follow each other: more are made to cover the lines around them.
const marksInARow = 3

// Line is s as one line of printable text: white space of any kind becomes single spaces, without any at the ends.
func Line(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	space, marks := false, 0
	for _, r := range s {
		if unicode.IsSpace(r) {
			space = true
			continue
		}
		if marks = countMarks(r, marks); marks > marksInARow {
			continue
		}
		if space && b.Len() > 0 {
			b.WriteByte(' ')
		}
		space = false
		if !unicode.IsPrint(r) {
			r = Replacement
		}
		b.WriteRune(r)
	}
	return b.String()
}

func countMarks(r rune, marks int) int {
	if unicode.Is(unicode.Mn, r) || unicode.Is(unicode.Me, r) {
		return marks + 1
	}
	return 0
}

// Cut shortens s to at most n runes, the last of which says that something is missing.
func Cut(s string, n int) string {
	if utf8.RuneCountInString(s) <= n {
		return s
	}
	if n < 1 {
		return ""
	}
	return strings.TrimRight(string([]rune(s)[:n-1]), " ") + "…"
}

// Wrap breaks a line at its spaces so that no part is longer than n runes, words that are longer themselves excepted.
func Wrap(s string, n int) []string {
	var lines []string
	length := 0
	for _, word := range strings.Fields(s) {
		size := utf8.RuneCountInString(word)
		if len(lines) == 0 || length+1+size > n {
			lines = append(lines, word)
			length = size
			continue
		}
		lines[len(lines)-1] += " " + word
		length += 1 + size
	}
	return lines
}

// HTML is s as text of an HTML or XML document, also within a quoted attribute.
func HTML(s string) string { return html.EscapeString(Line(s)) }
