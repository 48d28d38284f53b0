package link

import "strings"

// A plugin is called by the program that hosts it, and by nobody else: what the host says of who has signed in, in a header that it takes out
// of what callers send, can be believed. A row of role serve names that header (attr identity).

// hostSays says that a name is that of the header by which the program's host tells who somebody is.
func (l *linker) hostSays(name set) bool {
	if l.hostHeader == nil {
		found := ""
		for n := range l.syms.list {
			for _, r := range l.lookup(int32(n)) {
				if r.Role == "serve" && r.Attr["identity"] != "" {
					found = r.Attr["identity"]
				}
			}
		}
		l.hostHeader = &found
	}
	if *l.hostHeader == "" {
		return false
	}
	t, part := l.texts(name)
	return len(t) == 1 && part == "" && strings.EqualFold(t[0], *l.hostHeader)
}
