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
		value := ""
		switch name := l.syms.list[h.sym]; {
		case name == "strings.HasPrefix" && w == wantTrue:
			if len(h.rows) > 0 && (l.marked(h.args[0], "clean") || l.marked(h.args[0], "joined")) {
				return l.confined(guard{kind: "confine", value: "prefix", i: m.i, at: at, h: h, row: h.rows[0], subject: h.args[0]})
			}
		case w == wantFalse:
			value = l.holdsNo(name, h)
		}
		if value != "" {
			return l.guard(guard{kind: "confine", value: value, i: m.i, at: at, h: h, subject: h.args[0]})
		}
	}
	return none
}

// holdsNo says what a text does not hold where a function says no: "no ..", "no /", and "no rel" for a way that leads outside.
func (l *linker) holdsNo(name string, h *hit) string {
	of := l.constant(h.args[1])
	switch name {
	case "strings.Contains":
		switch of {
		case "..", `\`, "/":
			return "no " + of
		case "../": // with nothing behind it, ".." leads to a folder
			return "no .."
		}
	case "strings.ContainsAny":
		if strings.Contains(of, "/") {
			return "no /"
		}
	case "strings.ContainsRune":
		if of == "47" {
			return "no /"
		}
	case "strings.HasPrefix":
		switch of {
		case "..", "../", `..\`:
			if l.marked(h.args[0], "rel") {
				return "no rel"
			}
		}
	}
	return ""
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
			case "base", "local", "number", "words":
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
