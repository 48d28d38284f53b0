package link

import (
	"maps"
	"strings"

	"github.com/gostride/gostride/analyzers/catalog"
	"github.com/gostride/gostride/analyzers/summary"
	"github.com/gostride/gostride/dfd"
)

// What a statement selects decides which fields of a record travel: `SELECT id, email FROM users` into a User whose password stays
// empty sends no password, neither from the database nor to the caller.

// resultColumns names the columns of what a statement gives back; known is false where its text does not say them all.
func resultColumns(text string) (cols map[string]bool, known bool) {
	words := sqlWords(strings.ReplaceAll(text, "{}", "?"))
	from := -1
	for n, w := range words {
		switch strings.ToUpper(w) {
		case "WITH":
			return nil, false
		case "SELECT", "RETURNING":
			if from < 0 {
				from = n + 1
			}
		case "INSERT", "UPDATE", "DELETE": // what it gives back is behind RETURNING
			from = -1
		}
	}
	if from < 0 {
		return nil, false
	}
	cols = map[string]bool{}
	depth, last := 0, ""
	for _, w := range words[from:] {
		up := strings.ToUpper(w)
		switch {
		case depth == 0 && (up == "FROM" || up == ";"):
			return cols, take(cols, last)
		case w == "(":
			depth++
		case w == ")":
			depth--
		case depth > 0:
		case w == ",":
			if !take(cols, last) {
				return nil, false
			}
			last = ""
		case strings.ContainsAny(w, "*?"):
			return nil, false
		default:
			last = w
		}
	}
	return cols, take(cols, last)
}

// take adds the column that an item of a list gives: its last word.
func take(cols map[string]bool, item string) bool {
	c := cleanName(item)
	if c == "" || !isName(c) {
		return false
	}
	cols[spelled(c)] = true
	return true
}

func spelled(name string) string { return spelling.Replace(strings.ToLower(name)) }

// readOf is the columns that a modelled call reads.
type readOf struct {
	h   *hit
	row *catalog.Row
}

// columnsRead gives the columns that a use reads, over all statements that it may run; ok is false where it is not known of all.
func (a *assembly) columnsRead(u *usedBy) (cols map[string]bool, ok bool) {
	cols, seen := a.selected[readOf{u.h, u.row}]
	if !seen {
		if cols, ok = a.selects(u); !ok {
			cols = nil
		}
		a.selected[readOf{u.h, u.row}] = cols
	}
	return cols, cols != nil
}

func (a *assembly) selects(u *usedBy) (map[string]bool, bool) {
	texts, part := a.l.texts(a.l.arg(&site{}, u.h, u.row, "query"))
	if u.u.Role != "sql" || part != "" || len(texts) == 0 {
		return nil, false
	}
	all := map[string]bool{}
	for _, t := range texts {
		cols, known := resultColumns(t)
		if !known {
			return nil, false
		}
		maps.Copy(all, cols)
		for _, w := range sqlWords(t) {
			if name := strings.TrimLeft(w, ":@"); name != w { // what a statement is told by name is sent to it
				all[spelled(name)] = true
			}
		}
	}
	return all, true
}

// notSelected leaves out, besides what left does, the fields that none of the columns fills.
func notSelected(cols map[string]bool, left leftOut) leftOut {
	return func(owner string, f summary.Field) bool {
		return left(owner, f) || !cols[spelled(outerName(f))] && !cols[spelled(f.Name)]
	}
}

// filling is what fills the fields of records that an entry point answers with.
type filling struct {
	a      *assembly
	by     map[dfd.Place][]*usedBy
	fields map[string]map[string]bool // by type: the fields that something fills, nil where that is not known
}

// record is an object of an own struct type, or a list of them.
type record struct {
	of string
	o  int32
}

// byPlace sorts uses by where they are.
func byPlace(us []*usedBy) map[dfd.Place][]*usedBy {
	by := map[dfd.Place][]*usedBy{}
	for _, u := range us {
		by[u.u.Place] = append(by[u.u.Place], u)
	}
	return by
}

// unfilled leaves out the fields of an answer that nothing fills: the program neither sets nor reads them.
func (a *assembly) unfilled(u *usedBy, by map[dfd.Place][]*usedBy, left leftOut) leftOut {
	f := &filling{a: a, by: by, fields: map[string]map[string]bool{}}
	for _, r := range a.recordsIn(a.l.arg(&site{}, u.h, u.row, "body")) {
		f.record(r.of, r.o)
	}
	return func(owner string, x summary.Field) bool {
		filled, known := f.fields[owner]
		return left(owner, x) || known && len(filled) > 0 && !filled[spelled(x.Name)] && !filled[spelled(outerName(x))]
	}
}

// recordsIn lists the records in a value, which many entry points may answer with.
func (a *assembly) recordsIn(s set) []record {
	out, ok := a.records[s]
	if !ok {
		a.l.recordsWithin(s, 0, map[int32]bool{}, &out)
		a.records[s] = out
	}
	return out
}

func (l *linker) recordsWithin(s set, depth int, seen map[int32]bool, out *[]record) {
	if depth > 6 {
		return
	}
	l.eachObj(s, func(o int32) {
		if seen[o] {
			return
		}
		seen[o] = true
		if t := l.recordOf(o); t != "" {
			*out = append(*out, record{t, o})
		}
		for _, x := range append(l.elems(nil, l.sets.of(l.objAtom(o))), l.content(o, l.fStar)) {
			l.recordsWithin(x, depth+1, seen, out)
		}
		for _, k := range l.objs[o].keys {
			l.recordsWithin(l.content(o, k), depth+1, seen, out)
		}
	})
}

// recordOf is the own struct that an object is, or is a list of: what is read into a list is read into its elements.
func (l *linker) recordOf(o int32) string {
	t := l.objs[o].typ
	if t < 0 {
		return ""
	}
	name := bare(l.typeTab[t].name)
	if id, ok := l.types[name]; ok && l.typeTab[id].own && l.typeTab[id].kind == summary.KindStruct && (name == l.typeTab[t].name || l.content(o, l.fWild) != 0) {
		return name
	}
	return ""
}

// record adds what fills one object of a type.
func (f *filling) record(t string, o int32) {
	if filled, known := f.fields[t]; known && filled == nil {
		return
	}
	if f.fields[t] == nil {
		f.fields[t] = map[string]bool{}
	}
	by := f.a.filledBy(o)
	if by == nil {
		f.fields[t] = nil
		return
	}
	for _, name := range by.fields {
		f.fields[t][name] = true
	}
	for _, wild := range by.wild {
		cols, known := f.read(wild)
		if !known {
			f.fields[t] = nil
			return
		}
		maps.Copy(f.fields[t], cols)
	}
}

// filledRecord is what is stored in an object and those that it is a copy of: fields by name, and what fills all of them.
type filledRecord struct {
	fields []string
	wild   []set
}

// filledBy is what is stored in an object, nil where others may store in it. Many entry points answer with the same.
func (a *assembly) filledBy(o int32) *filledRecord {
	l := a.l
	by, ok := a.filled[o]
	if ok {
		return by
	}
	by = &filledRecord{}
	for _, x := range l.copied(nil, o) {
		if l.open(x) || l.escaped[x] {
			by = nil
			break
		}
		for _, k := range l.objs[x].keys {
			if c, ok := l.cellAt(x, k); ok && !l.elemKey(k) && (l.cells[c].s != 0 || l.cells[c].blank) {
				by.fields = append(by.fields, spelled(lastName(l.strs.list[k])))
			}
		}
		by.wild = append(by.wild, l.content(x, l.fWild))
	}
	a.filled[o] = by
	return by
}

// read gives the columns of the statements whose result fills an object.
func (f *filling) read(wild set) (map[string]bool, bool) {
	l := f.a.l
	all := map[string]bool{}
	for _, x := range l.sets.list[wild] {
		k := l.inner(x)
		if k.kind != aOrigin || l.origins.list[k.x].kind != "store" {
			return nil, false
		}
		by := f.by[l.place(l.origins.list[k.x].place)]
		for _, u := range by {
			cols, known := f.a.columnsRead(u)
			if !known {
				return nil, false
			}
			maps.Copy(all, cols)
		}
		if len(by) == 0 {
			return nil, false
		}
	}
	return all, true
}
