package link

import (
	"slices"
	"strconv"
	"strings"

	"github.com/gostride/gostride/analyzers/catalog"
	"github.com/gostride/gostride/analyzers/summary"
	"github.com/gostride/gostride/dfd"
)

// What a look-up compares with which column: SELECT id FROM users WHERE api_key = $1 finds by a secret whatever its value was called in the
// request, WHERE name = ? by none.

// sought is a value of a look-up, and how surely what it is compared with is a secret.
type sought struct {
	v    set
	kept evidence
}

// foundByColumn is credentialGuard for a statement, by each of its values that is compared with a column; by is all that picks rows.
func (l *linker) foundByColumn(i *inst, at int32, h *hit, r *catalog.Row, by set) facts {
	list, known := l.soughtBy(i, h, r)
	if !known {
		return l.credentialGuard(i, at, h, r, by, notNamed)
	}
	best := none
	for _, s := range list {
		f := l.credentialGuard(i, at, h, r, l.sets.union(l.rest(s.v), l.addressed(s.v)), s.kept)
		if l.hasKind(f, "auth") {
			return f
		}
		best = best.plus(f)
	}
	return best
}

// soughtBy lists the values of a call, and of those before it in the chain of its handle, with what they are compared with; known is false where
// that is not known of all.
func (l *linker) soughtBy(i *inst, h *hit, r *catalog.Row) (out []sought, known bool) {
	if r.Role == "sql" {
		return l.soughtIn(l.arg(&site{i: i}, h, r, "query"), l.argList(i, h, r, "values"))
	}
	if r.Role == "doc" {
		return l.soughtInFilter(l.arg(&site{i: i}, h, r, "query"))
	}
	calls := l.chainHits(h.recv, map[int32]bool{})
	for _, row := range h.rows {
		list, ok := l.soughtWhere(i, h, row)
		if out = append(out, list...); !ok {
			return nil, false
		}
	}
	for _, c := range calls {
		for _, row := range c.rows {
			list, ok := l.soughtWhere(c.i, c, row)
			if out = append(out, list...); !ok {
				return nil, false
			}
		}
	}
	return out, len(out) > 0
}

// soughtInFilter is soughtBy for a map of what is to be equal, or a list of pairs: bson.M{"token": t}, bson.D{{"token", t}}.
func (l *linker) soughtInFilter(filter set) (out []sought, known bool) {
	known = true
	l.eachObj(filter, func(o int32) {
		if l.kindOf(l.objs[o].typ) != summary.KindMap {
			for _, e := range l.elems(nil, l.sets.of(l.objAtom(o))) {
				l.eachObj(e, func(p int32) {
					pair, ok := l.soughtPair(p)
					out, known = append(out, pair), known && ok
				})
			}
			return
		}
		for _, f := range l.objs[o].keys {
			switch {
			case f == l.fElem:
				known = known && l.content(o, f) == 0
			case !l.elemKey(f):
				known = false
			default:
				out = append(out, sought{l.content(o, f), columnName(strings.Trim(l.strs.list[f], "[]"))})
			}
		}
	})
	return out, known && len(out) > 0
}

// soughtPair is a pair of a name and a value.
func (l *linker) soughtPair(o int32) (sought, bool) {
	var key, value set
	for _, f := range l.objs[o].keys {
		switch lastName(l.strs.list[f]) {
		case "Key":
			key = l.content(o, f)
		case "Value":
			value = l.content(o, f)
		}
	}
	t, part := l.texts(key)
	if part != "" || len(t) != 1 || value == 0 {
		return sought{}, false
	}
	return sought{value, columnName(t[0])}, true
}

// soughtWhere is soughtBy for the condition that one call is given: Where("token = ?", t).
func (l *linker) soughtWhere(i *inst, h *hit, r *catalog.Row) ([]sought, bool) {
	for _, a := range r.Args["where"] {
		if a.Base != "arg" || len(a.Fields) > 0 {
			return nil, false
		}
		if list := l.spreadArgs(i, h, a.Index); len(list) > 0 {
			return l.soughtIn(list[0], list[1:])
		}
	}
	return nil, true
}

// soughtIn pairs the placeholders of what a statement or condition may be with its values.
func (l *linker) soughtIn(query set, values []set) (out []sought, known bool) {
	texts, part := l.texts(query)
	if part != "" || len(texts) == 0 {
		return nil, false
	}
	for _, v := range values {
		if e := l.elems(nil, v); len(e) > 0 { // a list that is handed on
			for _, x := range e {
				out = append(out, sought{v: x})
			}
			continue
		}
		out = append(out, sought{v: v})
	}
	if all, ok := l.soughtByName(texts, out); ok {
		return all, true
	}
	for k, t := range texts {
		cols, ok := placed(t)
		if !ok || len(cols) != len(out) {
			return nil, false
		}
		for n, e := range cols {
			if k > 0 && e != out[n].kept { // one thing in one statement, another in the next
				e = notNamed
			}
			out[n].kept = e
		}
	}
	return out, true
}

// soughtByName is soughtIn for a statement that takes its values by names, :token or @token: all of them count as what all of them are compared with.
func (l *linker) soughtByName(texts []string, values []sought) ([]sought, bool) {
	kept := evidence(-1)
	for _, t := range texts {
		words := sqlWords(t)
		tables := keptIn(readSQL(t).tables)
		for n, w := range words {
			if w == "?" || w[0] == '$' || strings.Contains(t, "{}") {
				return nil, false
			}
			if w != ":" && w[0] != '@' {
				continue
			}
			if e := keptInSession(comparedColumn(words, n), tables, readSQL(t).tables); kept < 0 || kept == e {
				kept = e
			} else {
				return nil, false
			}
		}
	}
	if kept < 0 {
		return nil, false
	}
	b := builder{t: l.sets}
	for _, v := range values {
		b.addSet(l.rest(v.v))
		b.addSet(l.contents(nil, v.v))
	}
	return []sought{{b.set(), kept}}, true
}

// placed says of each value that a statement takes how surely what it is compared with is a secret; ok is false where it cannot be told.
func placed(text string) (out []evidence, ok bool) {
	if strings.Contains(text, "{}") {
		if strings.Contains(text, "?") || !strings.Contains(text, "$") { // what stands there may take values, too
			return nil, false
		}
		text = strings.ReplaceAll(text, "{}", "x")
	}
	words := sqlWords(text)
	tables := keptIn(readSQL(text).tables)
	for n, w := range words {
		k := len(out)
		switch {
		case w == "?" || w == "?::":
		case len(w) > 1 && w[0] == '$':
			x, err := strconv.Atoi(strings.TrimRight(w[1:], ":"))
			if err != nil || x < 1 || x > 200 {
				return nil, false
			}
			k = x - 1
		case w == ":" || len(w) > 1 && w[0] == '@': // by names
			return nil, false
		default:
			continue
		}
		for len(out) <= k {
			out = append(out, noSecret)
		}
		out[k] = max(out[k], keptInSession(comparedColumn(words, n), tables, readSQL(text).tables))
	}
	return out, true
}

// comparedColumn is the column that the placeholder at a word is compared with, "" where it is compared with none.
func comparedColumn(words []string, n int) string {
	for n--; n > 0 && !equality[strings.ToUpper(words[n])]; n-- { // = lower(?), IN (?, ?)
		if w := words[n]; w != "(" && w != "," && w != "?" && !strings.HasPrefix(w, "$") && (n+1 >= len(words) || words[n+1] != "(") {
			return ""
		}
	}
	if n <= 0 || slices.Contains(upper(words[:n]), "SET") && !slices.Contains(upper(words[:n]), "WHERE") { // what an UPDATE writes
		return ""
	}
	for n--; n > 0 && (words[n] == ")" || strings.HasSuffix(words[n], "::")); n-- {
	}
	return cleanName(words[n])
}

var equality = map[string]bool{"=": true, "==": true, "IN": true, "LIKE": true, "IS": true, "ANY": true}

func upper(words []string) []string {
	out := make([]string, len(words))
	for n, w := range words {
		out[n] = strings.ToUpper(w)
	}
	return out
}

// keptIn says how surely tables hold secrets: sessions, api_keys.
func keptIn(tables []string) evidence {
	best := notNamed
	for _, t := range tables {
		best = max(best, credentialName(t))
	}
	return best
}

// keptColumn is how surely a column holds a secret: its name says it, or is the key of a table of secrets.
func keptColumn(name string, tables evidence) evidence {
	if name == "" {
		return noSecret
	}
	kept := columnName(name)
	switch {
	case kept == maybe && tables >= isSecret, kept == isSecret && tables == oneChange:
		return tables
	case kept == noSecret && tables >= maybe && tables != oneChange && keyColumn[strings.ToLower(name)]:
		return maybe
	}
	return kept
}

// keptInSession is keptColumn, and says of a secret whether a table of sessions keeps it: whoever has it has signed in before.
func keptInSession(name string, kept evidence, tables []string) evidence {
	e := keptColumn(name, kept)
	renews := slices.ContainsFunc(dfd.NameWords(name), func(w string) bool { return renewWords[w] })
	if e != isSecret || renews || !slices.ContainsFunc(tables, func(t string) bool {
		return slices.ContainsFunc(dfd.NameWords(t), func(w string) bool { return w == "session" || w == "sessions" })
	}) {
		return e
	}
	return ofSession
}

var keyColumn = dfd.WordSet("id uuid hash digest value data code")
