package link

import (
	"regexp/syntax"
	"slices"
	"strings"
	"unicode"

	"github.com/gostride/gostride/analyzers/catalog"
)

// What a text can still hold after part of it was taken away: `\W` replaced by nothing leaves words, slashes trimmed from the
// left leave a path that starts with none. What is taken away is read from the code; where it is not constant, nothing is known.

// trimmed evaluates strings.TrimLeft(value, cutset): "/" in front of the result then leads to no other host, unless a backslash
// can take the slash's place.
func (l *linker) trimmed(s *site, h *hit, r *catalog.Row, v set) set {
	out := l.rest(l.sets.union(v, l.contents(s.i, v)))
	cut, part := l.texts(l.arg(s, h, r, "allow"))
	if part != "" || len(cut) != 1 || !strings.Contains(cut[0], "/") {
		return out
	}
	if strings.Contains(cut[0], `\`) || !l.someWithout(out, "escape-path") {
		return l.mark(out, "unslashed")
	}
	return out
}

// splitRow is the model of what is made of all of its arguments.
var splitRow = &catalog.Row{Role: "pass"}

// cutUp evaluates strings.Split(value, sep) and strings.Cut: what stands between slashes has none, and what one part is held to says little
// of another.
func (l *linker) cutUp(s *site, h *hit, r *catalog.Row) []set {
	rets := l.passThrough(s, h, splitRow)
	sep, part := l.texts(l.arg(s, h, r, "base"))
	for n := range rets {
		if rets[n] = l.mark(rets[n], "part"); part == "" && len(sep) == 1 && sep[0] == "/" && r.Attr["mark"] == "split" {
			rets[n] = l.mark(rets[n], "piece")
		}
	}
	return rets
}

// someWithout says that some origin of a value lacks a mark.
func (l *linker) someWithout(s set, mark string) bool {
	bit := markBit(mark)
	return slices.ContainsFunc(l.sets.list[s], func(a atom) bool {
		k := l.atoms.list[a]
		return k.kind == aOrigin && l.origins.list[k.x].marks&bit == 0
	})
}

// replaced evaluates ReplaceAllString and its like. Replacing one text by another (strings.ReplaceAll) says nothing of what was
// there: what is taken away can be formed anew by what is left. What is put in its place is part of the result.
func (l *linker) replaced(s *site, h *hit, r *catalog.Row, v set) set {
	if r.Args["base"][0].Base != "recv" {
		return l.swapped(v, l.arg(s, h, r, "base"), l.arg(s, h, r, "allow"))
	}
	out := l.rest(l.sets.union(v, l.contents(s.i, v)))
	pattern := l.sets.union(h.recv, l.contents(s.i, h.recv)) // the text, and the object that was compiled of it
	patterns, _ := l.texts(pattern)
	with, part2 := l.texts(l.arg(s, h, r, "allow"))
	if l.rest(pattern) != 0 || part2 != "" || len(patterns) != 1 || len(with) != 1 || strings.ContainsFunc(with[0], func(c rune) bool { return !wordRune(c) }) {
		return out
	}
	switch left := remains(patterns[0]); {
	case left == nil:
	case !holds(left, func(c rune) bool { return !wordRune(c) }):
		out = l.mark(l.mark(out, "words"), "base")
	case !holds(left, func(c rune) bool { return c == '/' || c == '\\' }):
		out = l.mark(out, "base")
	}
	return out
}

// remains gives the characters, as pairs of first and last, that are left when all that matches a pattern is taken away; nil
// where the pattern is not one class of characters.
func remains(pattern string) []rune {
	re, err := syntax.Parse(pattern, syntax.Perl)
	if err != nil {
		return nil
	}
	for re = re.Simplify(); re.Op == syntax.OpPlus || re.Op == syntax.OpCapture; {
		re = re.Sub[0]
	}
	if re.Op != syntax.OpCharClass || len(re.Rune) == 0 {
		return nil
	}
	left, from := []rune{}, rune(0)
	for n := 0; n < len(re.Rune); n += 2 {
		if from < re.Rune[n] {
			left = append(left, from, re.Rune[n]-1)
		}
		from = re.Rune[n+1] + 1
	}
	if from <= unicode.MaxRune {
		left = append(left, from, unicode.MaxRune)
	}
	return left
}

// holds says that some ASCII character of a class is as asked, or that the class goes beyond ASCII letters and marks that no
// program takes apart.
func holds(class []rune, bad func(rune) bool) bool {
	for n := 0; n < len(class); n += 2 {
		for c := class[n]; c <= class[n+1] && c < unicode.MaxASCII; c++ {
			if bad(c) {
				return true
			}
		}
	}
	return false
}

func wordRune(c rune) bool {
	return c == '_' || c == '-' || c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
}

// parsed: a text that was parsed without error is what was parsed: a number, an address, a UUID.
func (l *linker) parsed(i *inst, at int32, h *hit, r *catalog.Row, idx int32, w want) facts {
	s := &site{i: i, at: at}
	switch r.Attr["mark"] {
	case "number", "uuid", "ip", "url":
	default:
		return none
	}
	if w == wantNil && l.isError(i, at, idx) || w == wantNonNil && r.Attr["success"] == "nonnil" && !l.isError(i, at, idx) {
		return l.confined(guard{kind: "confine", value: r.Attr["mark"], i: i, at: at, h: h, row: r, subject: l.arg(s, h, r, "value")})
	}
	return none
}

// confined is a check on a text; where ways meet that lead through different checks of the same text, one of them was passed.
func (l *linker) confined(g guard) facts {
	f := l.guard(g)
	switch g.value {
	case "number", "uuid", "ip", "url", "local", "mail-address", "prefix":
	default: // a suffix or a pattern may let anything through
		if g.kind != "allowlist" {
			return f
		}
	}
	if text := l.unmarked(g.subject); text != 0 {
		f = f.plus(l.guard(guard{kind: "confine", value: "any", at: int32(text), subject: text}))
	}
	return f
}

// unmarked gives the origins of a value, whatever was done to them: a cleaned path and the name that it was made of are one
// text here.
func (l *linker) unmarked(s set) set {
	if u, ok := l.bare[s]; ok {
		return u
	}
	b := builder{t: l.sets}
	for _, a := range l.sets.list[s] {
		if k := l.atoms.list[a]; k.kind == aOrigin {
			o := l.origins.list[k.x]
			if o.kind != "input" {
				continue
			}
			o.marks = 0
			b.add(l.atoms.get(atomKey{kind: aOrigin, x: l.origins.get(o)}))
		}
	}
	l.bare[s] = b.set()
	return l.bare[s]
}

// dialler gives what dials for an HTTP client where it can refuse addresses: a function of the program's own, or a net.Dialer
// with a control function. A dialler with timeouts only is none.
func (l *linker) dialler(s set) set {
	b := builder{t: l.sets}
	for _, a := range l.sets.list[s] {
		k := l.atoms.list[a]
		if k.kind == aClosure && !l.isOwn(k.x) {
			d := l.content(k.y, l.freeField(0))
			if l.fieldNamed(nil, d, "Control") == 0 && l.fieldNamed(nil, d, "ControlContext") == 0 {
				continue
			}
		}
		b.add(a)
	}
	return b.set()
}
