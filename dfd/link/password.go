package link

import (
	"slices"
	"strings"

	"github.com/gostride/gostride/analyzers/catalog"
	"github.com/gostride/gostride/dfd"
)

// Passwords are not only compared by libraries made for it: programs compare them like any text, and let the database do it.

// passwordName says that a field is a password by its name.
func passwordName(name string) bool {
	n := strings.ToLower(lastName(name))
	for _, w := range []string{"token", "code", "key", "reset", "hint"} { // what is sent to get a new one
		if strings.Contains(n, w) {
			return false
		}
	}
	return strings.Contains(n, "password") || strings.Contains(n, "passwd") || n == "pass" || n == "pwd"
}

// sentPassword says that a value has a password that was sent in a body.
func (l *linker) sentPassword(s set) bool {
	for _, a := range l.sets.list[s] {
		if k := l.atoms.list[a]; k.kind == aOrigin && l.origins.list[k.x].kind == "input" {
			from, name, _ := strings.Cut(l.origins.list[k.x].name, ":")
			if (from == "body" || from == "form" || from == "query" || from == "message") && passwordName(name) {
				return true
			}
		}
	}
	return false
}

// keepsPassword says that a value is what the program holds a password against: a row's, or the one that a setting says.
func (l *linker) keepsPassword(s set) bool {
	return l.hasOrigin(s, "store") || l.hasOrigin(s, "config")
}

// pickedOut notes of a statement that reads a table whether the request says which rows, or may do so (attr picked: input), and whether it does so by a
// password that was sent, or has the database compare that (attr kind: password): WHERE email = $1 AND password = crypt($2, password).
// Without a table the database only makes a hash.
func (a *assembly) pickedOut(i *inst, at int32, h *hit, r *catalog.Row, u *dfd.Use) {
	if u.Op != "read" || len(u.Tables) == 0 || r.Role != "sql" && r.Role != "orm" {
		return
	}
	by := a.l.pickedBy(i, at, h, r)
	if a.l.hasOrigin(by, "input") || slices.ContainsFunc(a.l.sets.list[by], func(x atom) bool { k := a.l.atoms.list[x].kind; return k == aMany || k == aUnknown }) {
		u.Attr["picked"] = "input"
	}
	if a.l.sentPassword(by) && !elsewhere(u.SQL) {
		u.Attr["kind"] = "password"
	}
}

// elsewhere says that a statement is known and that no condition of it is about a password: what was sent with one is in another parameter.
func elsewhere(text string) bool {
	text = strings.ToLower(text)
	at := strings.Index(text, " where ")
	return at >= 0 && !strings.Contains(text, "crypt(") && !slices.ContainsFunc([]string{"pass", "pwd", "crypt", "hash", "secret", "{}"}, func(w string) bool { return strings.Contains(text[at:], w) })
}

// comparison is the use that a comparison of a password like any text is, nil for others.
func (a *assembly) comparison(i *inst, at int32) *dfd.Use {
	in := &i.fn.code[at]
	x, y := a.l.bytes(a.l.get(i, in.Args[0])), a.l.bytes(a.l.get(i, in.Args[1]))
	if a.l.sentPassword(y) {
		x, y = y, x
	}
	if !a.l.sentPassword(x) || a.l.hasOrigin(y, "input") || !a.l.keepsPassword(y) {
		return nil
	}
	return &dfd.Use{
		Role: "compare", Symbol: i.fn.p.p.Syms[in.Sym], Place: i.at(at), Order: int(at),
		Args: map[string]*dfd.Value{"a": a.l.describe(x), "b": a.l.describe(y)}, Attr: map[string]string{"kind": "password"},
	}
}
