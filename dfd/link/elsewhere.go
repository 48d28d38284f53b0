package link

import "slices"

// A helper checks what one caller passes on one way, and what another passes on the other. Where the ways meet a check was made,
// though not one check: what it lets through, or how well it holds, is not known of both together.

// elsewhere gives the checks of f that are made in g for another caller.
func (l *linker) elsewhere(f, g facts) facts {
	out := none
	for _, a := range f.ids {
		x := l.guards[a]
		if !l.joinable(x) || hasID(g, a) {
			continue
		}
		for _, b := range g.ids {
			y := l.guards[b]
			if a == b || !l.joinable(y) || hasID(f, b) {
				continue
			}
			if y.i.fn == x.i.fn && y.at == x.at && y.row == x.row && checkKind(x) == checkKind(y) || l.sameText(x, y) {
				out = out.plus(l.oneOf(x, y))
				break
			}
		}
	}
	return out
}

// sameText says that two checks hold one text to something each.
func (l *linker) sameText(x, y guard) bool {
	if !holding(x) || !holding(y) {
		return false
	}
	text := l.unmarked(x.subject)
	return text != 0 && text == l.unmarked(y.subject)
}

// holding says that a check lets only some texts through, as against all but some.
func holding(g guard) bool {
	switch g.value {
	case "number", "uuid", "ip", "url", "local", "mail-address", "regexp", "letters", "base", "words", "allow-list", "validated", "any", "empty", "listed":
		return g.kind == "confine"
	}
	return g.kind == "allowlist"
}

// listing says that a check holds a text to what is listed somewhere: by itself, or by patterns.
func listing(g guard) bool {
	return g.kind == "allowlist" || g.kind == "confine" && slices.Contains([]string{"map", "regexp", "allow-list", "listed"}, g.value)
}

func (l *linker) joinable(g guard) bool {
	switch g.kind {
	case "confine", "allowlist":
		return g.i != nil
	}
	return g.i != nil && checkKind(g) != "auth" && switchable[checkKind(g)]
}

// checkKind is what a check is of, also where it may be switched off.
func checkKind(g guard) string {
	if g.kind == "switched" {
		return g.value
	}
	return g.kind
}

// oneOf is one of two checks of the same kind.
func (l *linker) oneOf(x, y guard) facts {
	if y.i.id < x.i.id {
		x, y = y, x
	}
	switch {
	case x.kind == "allowlist" && y.kind == "allowlist" && x.i == y.i:
		x.at, x.value = min(x.at, y.at), "lists"
	case x.kind == "allowlist" && y.value == "empty", y.kind == "allowlist" && x.value == "empty":
		x.kind, x.value = "confine", "listed"
	case listing(x) && listing(y): // the text is one of the keys that are kept, or it matches one of several patterns
		x.kind, x.value = "confine", "listed"
	case x.kind == "confine" || x.kind == "allowlist":
		x.kind, x.value = "confine", "any"
	default:
		x.kind, x.value = "switched", checkKind(x)
	}
	f := l.guard(x)
	of := &l.guards[f.ids[0]]
	of.subject = l.sets.union(of.subject, l.sets.union(x.subject, y.subject))
	return f
}
