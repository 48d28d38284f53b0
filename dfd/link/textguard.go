package link

import (
	"strings"

	"github.com/gostride/gostride/analyzers/summary"
)

// Checks of a text by what it holds or begins with: that a path has no "..", that a name has no separator, that a cleaned path
// begins with a folder, that what leads from a folder to a path does not begin with "..".

// textGuard is what a call that looks at a text says of it.
func (l *linker) textGuard(m *must, at int32, w want) facts {
	for _, h := range m.i.modelled(at) {
		if h.sym < 0 || len(h.args) < 2 {
			continue
		}
		var values []string
		switch name := l.syms.list[h.sym]; {
		case name == "strings.HasPrefix" && w == wantTrue:
			if len(h.rows) == 0 {
				continue
			}
			if !l.marked(h.args[0], "clean") && !l.marked(h.args[0], "joined") {
				return l.guard(guard{kind: "confine", value: "start", i: m.i, at: at, h: h, row: h.rows[0], subject: h.args[0]})
			} else {
				return l.confined(guard{kind: "confine", value: "prefix", i: m.i, at: at, h: h, row: h.rows[0], subject: h.args[0]})
			}
		case name == "strings.EqualFold" && w == wantTrue:
			if in := &m.i.fn.code[at]; len(in.Args) == 2 {
				return l.memberGuard(m.i, at, in.Args[0], h.args[1]).plus(l.memberGuard(m.i, at, in.Args[1], h.args[0]))
			}
		case name == "strings.ContainsFunc" && w == wantFalse, name == "strings.IndexFunc" && w == equals("-1", true):
			return m.letterAsked(at, h)
		case w == wantFalse:
			values = l.holdsNo(name, h)
		}
		if len(values) > 0 {
			out := none
			for _, v := range values {
				out = out.plus(l.guard(guard{kind: "confine", value: v, i: m.i, at: at, h: h, subject: h.args[0]}))
			}
			return out
		}
	}
	return none
}

// holdsNo says what a text does not hold where a function says no: "no ..", "no /", "no tab", "no rel" for a way that leads outside, "no start ..",
// and "no folder" for a path with nothing behind its last slash.
func (l *linker) holdsNo(name string, h *hit) []string {
	of := l.constant(h.args[1])
	switch name {
	case "strings.Contains":
		switch of {
		case "..", `\`, "/", "//":
			return []string{"no " + of}
		case "../": // with nothing behind it, ".." leads to a folder
			return []string{"no .."}
		case "\t":
			return []string{"no tab"}
		}
	case "strings.ContainsAny":
		var out []string
		for _, c := range []struct{ char, value string }{{"/", "no /"}, {`\`, `no \`}, {"\t", "no tab"}} {
			if strings.Contains(of, c.char) {
				out = append(out, c.value)
			}
		}
		return out
	case "strings.ContainsRune":
		if of == "47" {
			return []string{"no /"}
		}
	case "strings.HasPrefix":
		switch of {
		case "..", "../", `..\`:
			if l.marked(h.args[0], "rel") {
				return []string{"no rel"}
			}
			return []string{"no start " + of}
		case "//", `/\`:
			return []string{"no " + of}
		}
	case "strings.HasSuffix":
		if of == "/" {
			return []string{"no folder"}
		}
	}
	return nil
}

// character is what the first and second character of a text say of it: next[0] == '/' && next[1] != '/'.
func (m *must) character(at int32, x summary.Ref, code string, equal bool) facts {
	d := m.i.fn.defOf(m.i.fn.plain(x))
	if d < 0 || m.i.fn.code[d].Op != summary.OpLoadElem || len(m.i.fn.code[d].Args) < 2 {
		return none
	}
	of := m.i.fn.code[d].Args[0]
	if m.l.kindOf(m.l.refType(m.i, of)) != summary.KindString {
		return none
	}
	value := ""
	switch n := m.i.fn.number(m.i.fn.code[d].Args[1]); {
	case n == "0" && code == "47" && equal:
		value = "start"
	case n == "1" && code == "47" && !equal:
		value = "no //"
	case n == "1" && code == "92" && !equal:
		value = `no /\`
	default:
		return none
	}
	return m.l.guard(guard{kind: "confine", value: value, i: m.i, at: at, subject: m.l.get(m.i, of)})
}

// constant gives the one text or number that a value is, "" where it is not known.
func (l *linker) constant(s set) string {
	list := l.sets.list[s]
	if len(list) != 1 || l.atoms.list[list[0]].kind != aConst {
		return ""
	}
	return l.atoms.list[list[0]].s
}

// unchanged: a name that is equal to what a function makes of it is as harmless as that: name == filepath.Base(name).
func (m *must) unchanged(at int32, x, y summary.Ref) facts {
	c, ok := m.callOf(y)
	if !ok || len(m.i.fn.code[c].Args) == 0 {
		return none
	}
	for _, h := range m.i.modelled(c) {
		for _, r := range h.rows {
			if r.Role != "sanitize" || r.Attr["success"] != "" || len(r.Args["value"]) == 0 {
				continue
			}
			switch r.Attr["mark"] {
			case "base", "local", "number", "words", "clean":
			default:
				continue
			}
			if a := r.Args["value"][0]; a.Base == "arg" && a.Index < len(m.i.fn.code[c].Args) && m.i.fn.code[c].Args[a.Index] == x {
				return m.l.confined(guard{kind: "confine", value: r.Attr["mark"], i: m.i, at: at, h: h, row: r, subject: m.l.get(m.i, x)})
			}
		}
	}
	return none
}
