package link

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/gostride/gostride/analyzers/catalog"
	"github.com/gostride/gostride/analyzers/summary"
	"github.com/gostride/gostride/dfd"
)

// rawTables names the tables of a statement that is given whole: Raw("SELECT … FROM people").Scan(&n).
func rawTables(v *dfd.Value) []string {
	var out []string
	if v == nil {
		return nil
	}
	for _, t := range v.Text {
		if st := readSQL(t); st.verb != "" && startsWith(t, st.verb, "WITH") {
			for _, t := range st.tables {
				addOnce(&out, t)
			}
		}
	}
	return out
}

// startsWith says that a statement, not only a part of it, begins with one of the words.
func startsWith(text string, words ...string) bool {
	first := sqlWords(text)
	return len(first) > 0 && slices.Contains(words, strings.ToUpper(first[0]))
}

// ormTables names the table that an ORM call works on.
func (a *assembly) ormTables(h *hit, r *catalog.Row) []string {
	l := a.l
	found := map[string]bool{}
	b := builder{t: l.sets}
	for _, n := range []string{"model", "dest", "into", "value"} {
		b.addSet(l.arg(&site{}, h, r, n))
	}
	l.eachObj(h.recv, func(o int32) { b.addSet(l.chainModels(o, found, map[int32]bool{})) })
	if t := l.arg(&site{}, h, r, "table"); t != 0 {
		texts, _ := l.texts(t)
		addTables(found, texts)
	}
	named := len(found) > 0
	relations := l.chainRelations(h.recv, r.Op == "write" || r.Op == "delete", map[int32]bool{})
	for _, t := range a.structTypes(b.set()) {
		if n := l.tableName(t, r); n != "" && !named {
			found[n] = true
		}
		for _, path := range relations {
			l.related(t, path, r, found)
		}
	}
	return keysOf(found)
}

// addTables adds the tables that a builder is told of, without the alias or the condition behind them: "orders AS o".
func addTables(found map[string]bool, texts []string) {
	for _, t := range texts {
		if words := strings.Fields(t); len(words) > 0 && !strings.ContainsAny(words[0], "(){}") {
			found[strings.Trim(words[0], "\"`[],")] = true
		}
	}
}

// chainOp gives what the builder that a call ends was made for: Delete("orders").Where(…).Exec().
func (l *linker) chainOp(s set, seen map[int32]bool) string {
	op := ""
	l.eachObj(s, func(o int32) {
		ob := &l.objs[o]
		if seen[o] || op != "" {
			return
		}
		seen[o] = true
		if ob.kind == oHandle && ob.row != nil && ob.row.Role != "open" {
			op = ob.row.Op
		}
		if op == "" || op == "none" {
			op = l.chainOp(l.content(o, l.strs.get("parent")), seen)
		}
	})
	return op
}

// chainRelations gives what is read along with the model, as the chain says it: Preload("Items.Product"), Joins("JOIN items ON …").
// What only a read reads along is left out for others.
func (l *linker) chainRelations(s set, changes bool, seen map[int32]bool) []string {
	var out []string
	l.eachObj(s, func(o int32) {
		ob := &l.objs[o]
		if seen[o] || ob.kind != oHandle || ob.hit == nil || ob.row == nil || ob.row.Role != "derive" {
			return
		}
		seen[o] = true
		if !changes || ob.row.Op != "read" {
			texts, _ := l.texts(l.arg(&site{}, ob.hit, ob.row, "relation"))
			out = append(out, texts...)
		}
		out = append(out, l.chainRelations(l.content(o, l.strs.get("parent")), changes, seen)...)
	})
	return out
}

// allRelations is gorm's clause.Associations.
const allRelations = "~~~as~~~"

// related adds the tables of a relation: those of the fields on its path, or those that a join names.
func (l *linker) related(t *typeInfo, path string, r *catalog.Row, found map[string]bool) {
	if strings.Contains(strings.ToUpper(path), "JOIN ") {
		for _, n := range readSQL("SELECT 1 " + path).tables {
			found[n] = true
		}
		return
	}
	first, rest, _ := strings.Cut(path, ".")
	for _, f := range t.fields {
		if f.Name != first && first != allRelations {
			continue
		}
		id, ok := l.types[strings.TrimLeft(f.Type, "[]*")]
		if !ok || l.typeTab[id].kind != summary.KindStruct || !l.typeTab[id].own {
			continue
		}
		if n := l.tableName(l.typeTab[id], r); n != "" {
			found[n] = true
		}
		if rest != "" {
			l.related(l.typeTab[id], rest, r, found)
		}
	}
}

// throng says that a builder stands for those of many callers at once, made in functions of their own: a wrapper around all of a library's
// calls, of which fewer are kept apart than there are. What one of them was given is not known to be in this one.
func (l *linker) throng(s set) bool {
	handles, makers := 0, map[*fn]bool{}
	l.eachObj(s, func(o int32) {
		if ob := &l.objs[o]; ob.kind == oHandle && ob.inst != nil {
			handles++
			makers[ob.inst.fn] = true
		}
	})
	return handles > 24 && len(makers) > 4
}

// chainTexts gives the conditions and other texts that were given earlier in the chain that a call ends.
func (l *linker) chainTexts(s set, depth int, seen map[int32]bool) set {
	b := builder{t: l.sets}
	l.eachObj(s, func(o int32) {
		ob := &l.objs[o]
		if seen[o] || depth > 12 || ob.kind != oHandle || ob.hit == nil || ob.row == nil || ob.row.Role != "derive" {
			return
		}
		seen[o] = true
		b.addSet(l.arg(&site{}, ob.hit, ob.row, "query"))
		b.addSet(l.asParameters(l.arg(&site{}, ob.hit, ob.row, "where")))
		b.addSet(l.chainTexts(l.content(o, l.strs.get("parent")), depth+1, seen))
	})
	return b.set()
}

// chainTold gives the calls earlier in the chain whose texts hold something of what a caller sent.
func (l *linker) chainTold(s set) []dfd.Place {
	found := map[dfd.Place]bool{}
	var follow func(s set, depth int, seen map[int32]bool)
	follow = func(s set, depth int, seen map[int32]bool) {
		l.eachObj(s, func(o int32) {
			ob := &l.objs[o]
			if seen[o] || depth > 12 || ob.kind != oHandle || ob.hit == nil || ob.row == nil || ob.row.Role != "derive" {
				return
			}
			seen[o] = true
			texts := l.sets.union(l.arg(&site{}, ob.hit, ob.row, "query"), l.arg(&site{}, ob.hit, ob.row, "where"))
			if texts != 0 && ob.inst != nil && ob.at >= 0 && len(l.describe(texts).From("input")) > 0 {
				found[ob.inst.at(ob.at)] = true
			}
			follow(l.content(o, l.strs.get("parent")), depth+1, seen)
		})
	}
	follow(s, 0, map[int32]bool{})
	return slices.SortedFunc(maps.Keys(found), func(a, b dfd.Place) int {
		return cmp.Or(strings.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), strings.Compare(a.Func, b.Func))
	})
}

// chainModels gives what a chain of calls, or a builder that was told of parts, is about: models, and tables by name.
func (l *linker) chainModels(o int32, tables map[string]bool, seen map[int32]bool) set {
	ob := &l.objs[o]
	if seen[o] {
		return 0
	}
	seen[o] = true
	b := builder{t: l.sets}
	if ob.kind == oHandle && ob.hit != nil && ob.row != nil {
		b.addSet(l.arg(&site{}, ob.hit, ob.row, "model"))
		texts, _ := l.texts(l.arg(&site{}, ob.hit, ob.row, "table"))
		addTables(tables, texts)
	}
	l.eachEmbedded(o, func(p int32) { b.addSet(l.chainModels(p, tables, seen)) }) // a struct around a table: jet's
	if c, ok := l.cellAt(o, l.strs.get("parent")); ok {
		l.eachObj(l.cells[c].s, func(p int32) {
			b.addSet(l.chainModels(p, tables, seen))
		})
	}
	return b.set()
}
