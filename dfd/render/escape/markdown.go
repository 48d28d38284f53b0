package escape

import "strings"

// Markdown is s as text of a Markdown document, in a table's cell too: no markup, no HTML, no link, no formula, and no
// @name or #1 that a forge would turn into a mention.
func Markdown(s string) string {
	s = Line(s)
	var b strings.Builder
	for i, r := range s {
		switch {
		case r == '&':
			b.WriteString("&amp;")
		case r == '<':
			b.WriteString("&lt;")
		case r == '>':
			b.WriteString("&gt;")
		case r == '@' || r == '#':
			b.WriteRune(r)
			b.WriteString("<!-- -->") // parts the sign from the name; a backslash would not
		case r == ':' && strings.HasPrefix(s[i:], "://"), r == '.' && endsInWWW(s[:i]):
			b.WriteString(`<!-- -->`) // no bare address becomes a link
			b.WriteRune(r)
		case strings.ContainsRune("\\`*[]|~$", r), r == '_' && !within(s, i), i == 0 && strings.ContainsRune("+-=!", r):
			b.WriteByte('\\')
			b.WriteRune(r)
		case (r == '.' || r == ')') && isDigits(s[:i]):
			b.WriteByte('\\')
			b.WriteRune(r)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// Code is s in a code span. In a table's cell use CellCode.
func Code(s string) string {
	s = Line(s)
	if s == "" {
		return ""
	}
	fence := "`"
	for strings.Contains(s, fence) {
		fence += "`"
	}
	if strings.HasPrefix(s, "`") || strings.HasSuffix(s, "`") {
		s = " " + s + " "
	}
	return fence + s + fence
}

// CellCode is s in a code span in a table's cell, where a bar ends the cell unless a backslash stands before it.
func CellCode(s string) string { return strings.ReplaceAll(Code(s), "|", `\|`) }

// within reports whether the byte at i stands between letters or digits, where an underscore is no markup.
func within(s string, i int) bool {
	return i > 0 && i+1 < len(s) && isWord(s[i-1]) && isWord(s[i+1])
}

func isWord(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
}

func isDigits(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }

func endsInWWW(s string) bool {
	return len(s) >= 3 && strings.EqualFold(s[len(s)-3:], "www")
}
