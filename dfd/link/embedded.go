package link

import (
	"path"
	"slices"
	"strings"

	"github.com/gostride/gostride/analyzers/catalog"
)

// fillEmbedded gives the variables of type string and []byte that a go:embed directive fills with a SQL file their text.
func (l *linker) fillEmbedded() {
	for _, p := range l.pkgs {
		for _, t := range p.p.Texts {
			if g := l.global(l.syms.get(t.Var)); len(l.sqlFiles[t.Var]) == 1 {
				l.put(l.cell(g, l.fStar), l.sets.of(l.text(t.Text)))
			}
		}
	}
}

// readEmbedded gives the SQL text that is read from an embedded file system: of the file that is named, or, where the name is
// not known, of any of them.
func (l *linker) readEmbedded(s *site, h *hit, r *catalog.Row) set {
	fsys := l.arg(s, h, r, "fs")
	if fsys == 0 {
		fsys = h.recv
	}
	names, _ := l.texts(l.arg(s, h, r, "path"))
	b := builder{t: l.sets}
	l.eachObj(fsys, func(o int32) {
		if l.objs[o].kind != oGlobal {
			return
		}
		for _, t := range l.sqlFiles[l.syms.list[l.objs[o].sym]] {
			if len(names) == 0 || slices.ContainsFunc(names, func(n string) bool { return path.Clean(n) == t.Name || matchesTemplate(n, t.Name) }) {
				b.add(l.text(t.Text))
			}
		}
	})
	return l.widen(b.set())
}

// matchesTemplate says that a file name may be what a template of names gives: queries/{}.sql.
func matchesTemplate(template, name string) bool {
	parts := strings.Split(template, "{}")
	last := parts[len(parts)-1]
	if len(parts) == 1 || !strings.HasPrefix(name, parts[0]) || !strings.HasSuffix(name, last) {
		return false
	}
	for _, p := range parts[:len(parts)-1] {
		i := strings.Index(name, p)
		if i < 0 {
			return false
		}
		name = name[i+len(p):]
	}
	return len(name) >= len(last)
}
