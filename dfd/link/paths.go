package link

import "strings"

// joinPath evaluates path.Join: the parts with a slash between them, cleaned.
func (l *linker) joinPath(parts []set) set {
	folder := false
	for n := range parts {
		if folder {
			parts[n] = l.below(parts[n])
		}
		folder = folder || l.folder(parts[n])
	}
	v := l.mark(l.concat(parts, "/"), "joined")
	b := builder{t: l.sets, s: l.rest(v)}
	for _, a := range l.sets.list[v] {
		if k := l.atoms.list[a]; k.kind == aConst || k.kind == aTemplate {
			t := k.s
			for strings.Contains(t, "//") {
				t = strings.ReplaceAll(t, "//", "/")
			}
			b.add(l.text(t))
		}
	}
	return b.set()
}

// rooted notes what was cleaned as a path from the root: Clean("/"+x) cannot climb, but is an absolute path until it is
// joined to a folder.
func (l *linker) rooted(v set) set {
	texts, part := l.texts(v)
	if len(texts) == 0 || part != "" {
		return v
	}
	for _, t := range texts {
		if !strings.HasPrefix(t, "/") {
			return v
		}
	}
	return l.mark(v, "rooted")
}

// folder says that a value is never empty nor the root: what is joined to it lies below something.
func (l *linker) folder(v set) bool {
	texts, part := l.texts(v)
	for _, t := range texts {
		if strings.Trim(t, "/") == "" {
			return false
		}
	}
	return len(texts) > 0 || part != ""
}

// below notes that rooted parts of a path stay below the folder that they are joined to.
func (l *linker) below(v set) set {
	b := builder{t: l.sets}
	for _, a := range l.sets.list[v] {
		if k := l.atoms.list[a]; k.kind == aOrigin && l.origins.list[k.x].marks&markBit("rooted") != 0 {
			b.addSet(l.mark(l.sets.of(a), "root-join"))
			continue
		}
		b.add(a)
	}
	return b.set()
}
