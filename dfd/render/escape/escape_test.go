package escape

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/gostride/gostride/dfd/dfdtest"
)

func TestLine(t *testing.T) {
	tests := map[string]string{
		"plain":                                  "plain",
		"  a\n\tb\u00a0c\r\n ":                   "a b c",
		"a\u2028b\u2029c\u0085d":                 "a b c d",
		"\x1b[31mred":                            "\uFFFD[31mred",
		"\u202Egnp.exe":                          "\uFFFDgnp.exe",
		"a\u200bb":                               "a\uFFFDb",
		"\xff":                                   "\uFFFD",
		"e\u0301":                                "e\u0301",
		"e" + strings.Repeat("\u0301", 50) + "x": "e\u0301\u0301\u0301x",
		"日本語 🙂":                                  "日本語 🙂",
	}
	for in, want := range tests {
		if got := Line(in); got != want {
			t.Errorf("Line(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestCutAndWrap(t *testing.T) {
	if got := Cut("abcdef", 4); got != "abc…" {
		t.Error(got)
	}
	if got := Cut("äöü", 3); got != "äöü" {
		t.Error(got)
	}
	if got := Cut("abc", 0); got != "" {
		t.Error(got)
	}
	if got := strings.Join(Wrap("one two three fourteen x", 8), "/"); got != "one two/three/fourteen/x" {
		t.Error(got)
	}
}

func TestMarkdown(t *testing.T) {
	tests := map[string]string{
		"INSERT user_id": "INSERT user_id",
		"_x_ a|b":        `\_x\_ a\|b`,
		"<b>&lt;":        "&lt;b&gt;&amp;lt;",
		"@someone #12":   "@<!-- -->someone #<!-- -->12",
		"http://e.x":     "http<!-- -->://e.x",
		"www.e.x":        "www<!-- -->.e.x",
		"1. x":           `1\. x`,
		"- x":            `\- x`,
		"a\n# b":         "a #<!-- --> b",
		"[a](b)":         `\[a\](b)`,
		"`x` $y$ *z* ~":  "\\`x\\` \\$y\\$ \\*z\\* \\~",
		`a\|b`:           `a\\\|b`,
	}
	for in, want := range tests {
		if got := Markdown(in); got != want {
			t.Errorf("Markdown(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestCode(t *testing.T) {
	tests := map[string]string{"": "", "a": "`a`", "a`b": "``a`b``", "`": "`` ` ``", "``a`": "``` ``a` ```", "a\nb": "`a b`"}
	for in, want := range tests {
		if got := Code(in); got != want {
			t.Errorf("Code(%q) = %q, want %q", in, got, want)
		}
	}
	if got := CellCode("a|b"); got != "`a\\|b`" {
		t.Error(got)
	}
}

func FuzzEscape(f *testing.F) {
	for _, s := range dfdtest.HostileTexts {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		line := Line(s)
		if !utf8.ValidString(line) || strings.ContainsFunc(line, func(r rune) bool { return !unicode.IsPrint(r) }) {
			t.Errorf("Line(%q) = %q", s, line)
		}
		if again := Line(line); again != line {
			t.Errorf("Line is not at rest: %q, then %q", line, again)
		}
		md := strings.ReplaceAll(Markdown(s), "<!-- -->", "")
		if strings.ContainsAny(md, "<>") || unescapedBar(md) || unescapedBar(CellCode(s)) {
			t.Errorf("Markdown(%q) = %q, cell %q", s, md, CellCode(s))
		}
		if strings.ContainsAny(HTML(s), `<>"'`) {
			t.Errorf("HTML(%q) = %q", s, HTML(s))
		}
	})
}

// unescapedBar reports whether a table's cell would end within s: a bar without a backslash right before it.
func unescapedBar(s string) bool {
	for i := range len(s) {
		if s[i] == '|' && (i == 0 || s[i-1] != '\\') {
			return true
		}
	}
	return false
}
