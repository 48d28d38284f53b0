package link

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/gostride/gostride/analyzers/summary"
)

// A check of each letter of a text: what it lets through is found out by asking it of each letter. Whatever could not be followed lets
// the letter through.

// trials are the letters that a check is asked of: those of ASCII, and some that are not, which stand for the others.
var trials = func() []rune {
	out := []rune{'é', '世', '\u2028', '\u00a0'}
	for c := rune(0); c < 128; c++ {
		out = append(out, c)
	}
	return out
}()

// lettersPattern is a pattern of the texts that have the letters of which passes says yes; "" where it says yes to all.
func lettersPattern(passes func(c rune) bool) string {
	var b strings.Builder
	kept, foreign := 0, false
	for _, c := range trials {
		switch yes := passes(c); {
		case !yes:
		case c > 127:
			foreign, kept = true, kept+1
		default:
			fmt.Fprintf(&b, `\x%02x`, c)
			kept++
		}
	}
	if kept == len(trials) {
		return ""
	}
	class := "[" + b.String() + "]"
	if b.Len() == 0 {
		class = `[^\x00-\x7f]`
	} else if foreign {
		class = "(?:" + class + `|[^\x00-\x7f])`
	}
	if kept == 0 {
		return "^$"
	}
	return "^" + class + "*$"
}

// letterOf marks what is one letter of a text: whatever is put together of such says what the program likes, whatever was known of
// the text as a whole.
func (l *linker) letterOf(i *inst, text summary.Ref, v set) set {
	if !l.hasOrigin(v, "input") {
		return v
	}
	t := l.refType(i, text)
	if l.kindOf(t) != summary.KindString && (t < 0 || !slices.Contains([]string{"byte", "uint8", "rune", "int32"}, l.typeTab[t].elem)) {
		return v
	}
	return l.mark(v, "letter")
}

// spelled gives a number that becomes a letter (string(c+1)) back its freedom: a text of such is no number.
func (l *linker) spelled(i *inst, of summary.Ref, typ int32, v set) set {
	if l.kindOf(typ) != summary.KindString || l.kindOf(l.refType(i, of)) != summary.KindNumber {
		return v
	}
	return l.mark(l.unmark(v, "number"), "letter")
}

// lettersGuard is a check that a text has such letters only.
func (m *must) lettersGuard(at int32, of set, passes func(c rune) bool) facts {
	if !m.l.hasOrigin(of, "input") {
		return none
	}
	pattern := lettersPattern(passes)
	if pattern == "" {
		return none
	}
	g := guard{kind: "confine", value: "letters", i: m.i, at: at, subject: of}
	m.l.listText(g, pattern)
	return m.l.guard(g)
}

// letterAsked is what a call that asks a function of each letter says: strings.IndexFunc(s, bad) == -1.
func (m *must) letterAsked(at int32, h *hit) facts {
	if len(h.args) < 2 {
		return none
	}
	return m.lettersGuard(at, h.args[0], func(c rune) bool {
		out := m.l.askLetter(m.i, at, h.args[1], c)
		return out.kind != litBool || !out.b
	})
}

// noneFound says what it means that strings.IndexFunc was compared with a number and came out as wanted: that no letter was found.
func (m *must) noneFound(in *summary.Instr, op string, w want) facts {
	zero := m.i.fn.number(in.Args[1]) == "0"
	if !zero || !(op == "<" && w == wantTrue || op == ">=" && w == wantFalse) {
		return none
	}
	c, ok := m.callOf(in.Args[0])
	if !ok {
		return none
	}
	for _, h := range m.i.modelled(c) {
		if h.sym >= 0 && m.l.syms.list[h.sym] == "strings.IndexFunc" {
			return m.letterAsked(c, h)
		}
	}
	return none
}

// trimmedAway is what is known of a text of which nothing is left once some letters are cut off: strings.Trim(s, letters) == "".
func (m *must) trimmedAway(at int32, x summary.Ref) facts {
	c, ok := m.callOf(x)
	if !ok {
		return none
	}
	for _, h := range m.i.modelled(c) {
		if h.sym < 0 || len(h.args) < 2 || !slices.Contains([]string{"strings.Trim", "strings.TrimLeft", "strings.TrimRight"}, m.l.syms.list[h.sym]) {
			continue
		}
		if cut := m.l.constant(h.args[1]); cut != "" {
			return m.lettersGuard(at, h.args[0], func(c rune) bool { return strings.ContainsRune(cut, c) })
		}
	}
	return none
}

// mappedLetters marks what strings.Map leaves of a text: words, or a name without a separator.
func (l *linker) mappedLetters(s *site, h *hit, v set) set {
	out := l.rest(l.sets.union(v, l.contents(s.i, v)))
	if len(h.args) < 2 {
		return out
	}
	word, parts := true, true
	for _, c := range trials {
		to := l.askLetter(s.i, s.at, h.args[0], c)
		gone := to.kind == litNumber && to.n < 0
		word = word && (gone || to.kind == litNumber && (wordRune(rune(to.n)) || to.n > 127 && unicode.IsLetter(rune(to.n))))
		parts = parts && (gone || to.kind == litNumber && to.n != '/' && to.n != '\\' && to.n != '.')
	}
	switch {
	case word:
		return l.mark(l.mark(out, "words"), "base")
	case parts:
		return l.mark(out, "base")
	}
	return out
}

// askLetter calls a function with a letter.
func (l *linker) askLetter(i *inst, at int32, fn set, c rune) lit {
	s := &speller{l: l}
	if ts := i.targets(at); len(ts) > 0 {
		if slices.ContainsFunc(ts, func(t *inst) bool { return t.fn != ts[0].fn }) {
			return lit{}
		}
		return s.callOwn(ts[0], ts[0].fn, []lit{{kind: litNumber, n: int64(c)}})
	}
	k, ok := l.single(fn)
	if !ok || k.kind != aFunc {
		return lit{}
	}
	if g := l.funcs[k.x]; g != nil {
		return s.callOwn(nil, g, []lit{{kind: litNumber, n: int64(c)}})
	}
	return s.callKnown(l.syms.list[k.x], []lit{{kind: litNumber, n: int64(c)}})
}
