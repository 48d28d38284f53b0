package transaction

import (
	"regexp"
	"slices"
	"strings"

	"github.com/gostride/gostride/analyzers/checks/judge"
	"github.com/gostride/gostride/dfd"
	"github.com/gostride/gostride/stride"
)

// raced reports updates from a number that was read and compared before.
func raced(f *judge.Facts) []stride.Finding {
	hits := f.Fed(func(u *dfd.Use) bool { return judge.IsSQL(u) && u.Op == "write" && updates(u) })
	hits = slices.DeleteFunc(hits, func(h judge.Hit) bool { return compared(f, h) == nil || conditional(h.Use) || locked(f, h) })
	var out []stride.Finding
	for _, same := range judge.By(hits, func(h judge.Hit) string { return judge.Site(h) + string(rune('0'+within(f, h))) }) {
		out = append(out, racedRow(f, same))
	}
	return out
}

func updates(u *dfd.Use) bool {
	v := judge.Verb(u)
	return v == "UPDATE" || v == "UPSERT" && u.Role == "orm"
}

// compared gives the read of the same table whose number a comparison on the way to the update looked at, and from which the
// update takes what it writes.
func compared(f *judge.Facts, h judge.Hit) *dfd.Use {
	for _, g := range f.Held(h, "bound") {
		for _, o := range f.GuardArg(g, "value").From("store") {
			if r := readOf(f, h, o.Place); r != nil && counts(h.Use, o) {
				return r
			}
		}
	}
	return nil
}

// readOf gives the read of one of the update's tables that stands at a place.
func readOf(f *judge.Facts, h judge.Hit, at dfd.Place) *dfd.Use {
	for _, o := range f.From(h.Reach.Entry) {
		if u := o.Use; judge.IsSQL(u) && u.Op == "read" && same(u.Place, at) && judge.ShareTable(u, h.Use) {
			return u
		}
	}
	return nil
}

// counts reports whether an update changes a number by what it was: in the statement, or by a value made of what was read.
func counts(u *dfd.Use, read dfd.Origin) bool {
	text := u.SQL
	if v := u.Args["values"]; v != nil {
		text += " " + strings.Join(v.Text, " ")
	}
	if itself.MatchString(text) {
		return true
	}
	for name, v := range u.Args {
		if !strings.HasPrefix(name, "column:") && !(name == "values" && oneColumn(u)) { // what an ORM saves whole may hold anything
			continue
		}
		fromRead := slices.ContainsFunc(v.From("store"), func(o dfd.Origin) bool { return o.Place == read.Place })
		if fromRead && len(v.From("input")) > 0 { // what was read, and what the caller asked for
			return true
		}
	}
	return false
}

// oneColumn reports whether an ORM is given the value of one column.
func oneColumn(u *dfd.Use) bool {
	return u.Role == "orm" && (strings.HasSuffix(u.Symbol, ".Update") || strings.HasSuffix(u.Symbol, ".UpdateColumn"))
}

// itself finds a number that is changed by something: stock - $1, balance + ?.
var itself = regexp.MustCompile(`(?i)\b[a-z_][a-z0-9_.]*\s*[-+]\s*([$?:@{1-9])`)

var again = regexp.MustCompile(`[<>]|(?i)\b(version|etag|revision|updated_at|rowversion)\b\s*=`)

// conditional reports whether an update compares once more by itself.
func conditional(u *dfd.Use) bool {
	_, where, _ := strings.Cut(strings.ToUpper(u.SQL), "WHERE")
	texts := []string{where}
	for _, name := range []string{"where", "query"} {
		if v := u.Args[name]; v != nil && u.Role == "orm" {
			texts = append(texts, v.Text...)
		}
	}
	return slices.ContainsFunc(texts, again.MatchString)
}

// locked reports whether something keeps a second request out: a row that is read for update, an advisory lock, a mutex.
func locked(f *judge.Facts, h judge.Hit) bool {
	for _, o := range f.From(h.Reach.Entry) {
		u := o.Use
		text := strings.ToUpper(u.SQL)
		if v := u.Args["query"]; v != nil {
			text += strings.ToUpper(strings.Join(v.Text, " "))
		}
		switch {
		case judge.IsSQL(u) && (strings.Contains(text, "FOR UPDATE") || strings.Contains(text, "ADVISORY") || strings.Contains(text, "GET_LOCK")):
			return true
		case u.Attr["kind"] == "lock" && (slices.Contains(h.Reach.Before, u.ID) || u.Place.Func == h.Use.Place.Func && u.Order < h.Use.Order):
			return true
		}
	}
	return false
}

func racedRow(f *judge.Facts, hits []judge.Hit) stride.Finding {
	entries, u := judge.Entries(hits), hits[0].Use
	read := compared(f, hits[0])
	find := f.Finding(Raced, hits)
	find.Evidence = append([]dfd.Place{read.Place}, find.Evidence...)
	find.Title = "Two requests at once to " + judge.Routes(entries) + " pass a check of " + judge.List(u.Tables) + " that one of them should fail"
	find.Action = "Put what is compared after " + judge.CallOf(read) + " in " + judge.In(read.Place) + " into the WHERE of " + judge.CallOf(u) + " in " + judge.In(u.Place) + ", and look at how many rows it changed."
	find.Note = "Or read the row " + judge.Code("FOR UPDATE") + " in the same transaction."
	find.Controls = []*dfd.Control{f.Control("atomic-update", "absent", "", entries, read.Place, u.Place)}
	if within(f, hits[0]) != judge.None {
		find.Tier, find.Status = stride.Unknown, stride.ToConfirm
		find.Note = "Which isolation do the transactions of " + judge.Routes(entries) + " have? Unless it is serializable, two of them read the same number before either writes."
		find.Controls[0].Verdict = "unknown"
	}
	return find
}
