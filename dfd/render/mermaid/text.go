package mermaid

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/gostride/gostride/dfd/render/escape"
)

// text is s as the content of a quoted Mermaid string, with Mermaid's own character codes (#34; for a quote). It is never
// empty: Mermaid refuses that.
//
// What it must not leave: a quote (it ends the string), # ; (they make codes), %% (comments and directives are cut out
// before parsing), HTML, backticks and all that Markdown reads as markup (labels are Markdown), bare addresses (Markdown
// links are refused), $$ (formulas), a leading sign or number (lists), fa:fa-name (icons), the words style, classDef and
// direction, which Mermaid seeks anywhere in a line, and the ligature that it hides codes behind (that one is spelled out,
// for Mermaid decodes twice).
func text(s string) string {
	s = ligature.Replace(escape.Line(s))
	if s == "" {
		return "?"
	}
	var b strings.Builder
	for i, r := range s {
		if coded(s, i, r) {
			fmt.Fprintf(&b, "#%d;", r)
		} else {
			b.WriteRune(r)
		}
	}
	return reserved.Replace(b.String())
}

var (
	ligature = strings.NewReplacer("\uFB02", "fl")
	reserved = strings.NewReplacer("style", "#115;tyle", "classDef", "#99;lassDef", "direction", "#100;irection")
)

// coded reports whether the rune at i is written as a code.
func coded(s string, i int, r rune) bool {
	if strings.ContainsRune("\"#;%<>&`*~$\\|[]^@", r) {
		return true
	}
	switch r {
	case '_':
		return !alnum(lastRune(s[:i])) || !alnum(nextRune(s[i+1:]))
	case ':':
		return strings.HasPrefix(s[i:], "://") || strings.HasSuffix(s[:i], "fa") || strings.HasPrefix(s[i:], ":fa-")
	case '.':
		return digits(s[:i]) || strings.HasSuffix(strings.ToLower(s[:i]), "www")
	case ')':
		return digits(s[:i])
	case '+', '-', '=', '!':
		return i == 0
	}
	return false
}

func digits(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }

func alnum(r rune) bool { return r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' }

func lastRune(s string) rune { r, _ := utf8.DecodeLastRuneInString(s); return r }

func nextRune(s string) rune { r, _ := utf8.DecodeRuneInString(s); return r }
