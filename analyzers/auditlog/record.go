package auditlog

import (
	"reflect"
	"slices"
	"strings"

	"github.com/gostride/gostride/analyzers/checks/judge"
	"github.com/gostride/gostride/dfd"
)

// candidate judges a use as a record of who did what. It is none where no actor is in it.
func (k *histories) candidate(h judge.Hit) (verdict, bool) {
	u := h.Use
	switch {
	case u.Role == "log":
		return logRecord(k.f, h)
	case judge.IsSQL(u) && u.Op == "write" && judge.Verb(u) == "INSERT":
		return k.rowRecord(h)
	}
	return verdict{}, false
}

// rowRecord judges an inserted row.
func (k *histories) rowRecord(h judge.Hit) (verdict, bool) {
	f, u := k.f, h.Use
	values := written(u)
	v := verdict{record: u, standing: recorded}
	timed, by := hasTime(u, values), changer(f, u)
	switch {
	case !hasActor(f, h, values) && timed && by == nil && hasObject(f, h, values) && k.events(u):
		v.standing, v.because = nameless, "who did it was not seen to be written there"
	case !hasActor(f, h, values), !timed && by != nil: // the second is what the program is about, and no record of it
		return v, false
	case !hasObject(f, h, values):
		v.standing, v.because = weak, "it does not say what was changed"
	case !k.hasAction(u, values):
		v.standing, v.because = weak, "it does not say what was done: other changes leave rows of the same kind there"
	case answered(f, h) != nil:
		v.standing, v.because = weak, "it is made after the answer is out, by "+judge.CallOf(answered(f, h))+": where it fails, nobody learns of it"
	case by == nil && timed && !known(f, h, values):
		v.standing, v.because = nameless, "nobody has signed in, and what the request says of him was not told from the rest"
	case by != nil:
		v.standing, v.because = altered, "its rows are changed or removed by "+judge.CallOf(by)+" in "+judge.In(by.Place)
	case !timed:
		v.standing, v.because = unclear, "no time is written; a default of the column may do it"
	case h.Reach.Async:
		v.standing, v.because = weak, "it is written in the background and may be lost"
	}
	return v, true
}

// histories finds out once for each record which changes its rows are left beside.
type histories struct {
	f    *judge.Facts
	seen map[*dfd.Use][]string
}

// of lists what the entry points change that leave rows like a record, each kind once.
func (k *histories) of(record *dfd.Use) []string {
	if did, ok := k.seen[record]; ok {
		return did
	}
	var did []string
	entries := make(map[string]bool)
	for _, u := range k.f.Uses {
		if !judge.IsSQL(u) || judge.Verb(u) != "INSERT" || !sameRows(u, record) {
			continue
		}
		for _, h := range k.f.HitsOf(u) {
			if entries[h.Reach.Entry] {
				continue
			}
			entries[h.Reach.Entry] = true
			if c := changed(k.f, h.Reach.Entry, record); c != "" && !slices.Contains(did, c) {
				did = append(did, c)
			}
		}
	}
	k.seen[record] = did
	return did
}

// events reports whether rows are left beside changes of three kinds or more: that is a history, whoever did it.
func (k *histories) events(record *dfd.Use) bool { return len(k.of(record)) > 2 }

// written lists the values that an insert writes: column by column where they are known, else the parameters together.
func written(u *dfd.Use) []*dfd.Value {
	var names []string
	for name := range u.Args {
		if strings.HasPrefix(name, "column:") {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	if names == nil {
		names = []string{"values", "model", "dest"}
	}
	var out []*dfd.Value
	for _, name := range names {
		v := u.Args[name]
		if v != nil && !slices.ContainsFunc(out, func(o *dfd.Value) bool { return reflect.DeepEqual(o, v) }) { // an ORM's model is its values
			out = append(out, v)
		}
	}
	return out
}

// hasActor looks for a column with the caller's identity. Where nobody has signed in, the account that the request names stands for it.
func hasActor(f *judge.Facts, h judge.Hit, values []*dfd.Value) bool {
	anonymous := f.CallerOf(h) == judge.Anonymous
	return slices.ContainsFunc(values, func(v *dfd.Value) bool {
		whole := len(values) == 1 && slices.ContainsFunc(f.CallerIn(h, v), func(o dfd.Origin) bool { return !o.Has("inset") })
		return whole || len(f.CallerIn(h, v)) > 0 && alone(f, h, v) || anonymous && len(judge.Inputs(v, "body", "form", "ip")) > 0
	})
}

// known reports whether a record says who did it by more than something that an anonymous request holds: the caller's identity, or his
// address.
func known(f *judge.Facts, h judge.Hit, values []*dfd.Value) bool {
	return slices.ContainsFunc(values, func(v *dfd.Value) bool { return len(f.CallerIn(h, v)) > 0 || len(judge.Inputs(v, "ip")) > 0 })
}

// alone reports whether a column holds the identity and nothing else: a key with the user's id in it names an object.
func alone(f *judge.Facts, h judge.Hit, v *dfd.Value) bool {
	return stored(f, h, v) == 0 && len(v.From("fresh", "sniffed", "time")) == 0 && len(judge.Inputs(v)) == 0 &&
		!slices.ContainsFunc(v.Text, func(t string) bool { return strings.Contains(t, "{}") && t != "{}" })
}

// stored counts what a value has from a store, apart from who the caller is.
func stored(f *judge.Facts, h judge.Hit, v *dfd.Value) int {
	n := len(v.From("store"))
	for _, o := range f.CallerIn(h, v) {
		if o.Kind == "store" {
			n--
		}
	}
	return max(n, 0)
}

// hasObject looks for a value that tells one change from another: made by the server, or named by the request.
func hasObject(f *judge.Facts, h judge.Hit, values []*dfd.Value) bool {
	return slices.ContainsFunc(values, func(v *dfd.Value) bool {
		return len(v.From("fresh")) > 0 || stored(f, h, v) > 0 || len(judge.Inputs(v, "path", "body", "form", "query", "file", "filename", "message")) > 0
	})
}

// hasTime looks for the clock, in Go or in the statement.
func hasTime(u *dfd.Use, values []*dfd.Value) bool {
	if slices.ContainsFunc(values, func(v *dfd.Value) bool { return len(v.From("time")) > 0 }) {
		return true
	}
	if u.Attr["autotime"] == "true" { // the ORM fills a column of the model by itself
		return true
	}
	upper := strings.ToUpper(u.SQL)
	return slices.ContainsFunc([]string{"NOW()", "CURRENT_TIMESTAMP", "SYSDATE", "GETDATE()", "CLOCK_TIMESTAMP()", "DATETIME('NOW')", "UNIXEPOCH("}, func(word string) bool {
		return strings.Contains(upper, word)
	})
}

// hasAction looks for what tells one kind of change from another: a constant among the values, or something that could not
// be followed, or that all entry points that leave such rows do the same.
func (k *histories) hasAction(u *dfd.Use, values []*dfd.Value) bool {
	if slices.ContainsFunc(values, func(v *dfd.Value) bool { return len(judge.Alternatives(v)) > 0 || !judge.Follows(v) }) {
		return true
	}
	return len(k.of(u)) < 2
}

// changed says what an entry point changes besides a record.
func changed(f *judge.Facts, entry string, record *dfd.Use) string {
	var did []string
	for _, c := range f.From(entry) {
		if c.Changes() && !c.Reach.Failed && !sameRows(c.Use, record) && !f.InMiddleware(c) {
			did = append(did, judge.Verb(c.Use)+" "+c.Use.Op+" "+c.Use.Element+" "+strings.Join(c.Use.Tables, " "))
		}
	}
	slices.Sort(did)
	return strings.Join(slices.Compact(did), ", ")
}

// answered finds an answer that is out whenever a record is made.
func answered(f *judge.Facts, h judge.Hit) *dfd.Use {
	for _, id := range h.Reach.Before {
		if u := f.Use(id); u != nil && u.Role == "respond" && u.Attr["kind"] != "set-status" {
			return u
		}
	}
	return nil
}

// changer finds code of the program, reached or not, that updates or deletes rows of the table that a record goes to.
func changer(f *judge.Facts, record *dfd.Use) *dfd.Use {
	for _, u := range f.Uses {
		if judge.IsSQL(u) && judge.Alters(u) && sameRows(u, record) {
			return u
		}
	}
	return nil
}

// logRecord judges a line of the log. Lines of a level that is off in production, or that tell of failures, are none.
func logRecord(f *judge.Facts, h judge.Hit) (verdict, bool) {
	u := h.Use
	v := verdict{record: u, standing: logged}
	values := []*dfd.Value{u.Args["fields"], u.Args["message"]}
	values = slices.DeleteFunc(values, func(v *dfd.Value) bool { return v == nil })
	if !telling(u) || !slices.ContainsFunc(values, func(v *dfd.Value) bool { return len(judge.Identity(v)) > 0 }) {
		return v, false
	}
	switch {
	case !hasObject(f, h, values):
		v.standing, v.because = weak, "it does not say what was changed"
	case answered(f, h) != nil:
		v.standing, v.because = weak, "it is made after the answer is out, by "+judge.CallOf(answered(f, h))
	case u.Attr["kind"] != "structured" && u.Attr["kind"] != "audit":
		v.standing, v.because = weak, "it is a line of text, not fields that can be searched"
	}
	return v, true
}

// telling reports whether a log call's level is one that tells of success: info, or not stated.
func telling(u *dfd.Use) bool {
	if level := u.Attr["level"]; level != "" {
		return level == "info"
	}
	name := strings.ToLower(judge.Last(u.Symbol))
	return !slices.ContainsFunc([]string{"error", "warn", "debug", "trace", "fatal", "panic"}, func(level string) bool {
		return strings.Contains(name, level)
	})
}
