package auditlog

import (
	"slices"
	"strings"

	"github.com/gostride/gostride/analyzers/checks/judge"
	"github.com/gostride/gostride/dfd"
)

// candidate judges a use as a record of who did what. It is none where no actor is in it.
func candidate(f *judge.Facts, h judge.Hit) (verdict, bool) {
	u := h.Use
	switch {
	case u.Role == "log":
		return logRecord(f, h)
	case judge.IsSQL(u) && u.Op == "write" && judge.Verb(u) == "INSERT":
		return rowRecord(f, h)
	}
	return verdict{}, false
}

// rowRecord judges an inserted row.
func rowRecord(f *judge.Facts, h judge.Hit) (verdict, bool) {
	u := h.Use
	values := written(u)
	v := verdict{record: u, standing: recorded}
	switch {
	case !hasActor(f, h, values):
		return v, false
	case !hasObject(values):
		v.standing, v.because = weak, "it does not say what was changed"
	case changer(f, u) != nil:
		by := changer(f, u)
		v.standing, v.because = weak, "its rows are changed or removed by "+judge.CallOf(by)+" in "+judge.In(by.Place)
	case !hasTime(u, values):
		v.standing, v.because = unclear, "no time is written; a default of the column may do it"
	case u.Async:
		v.standing, v.because = weak, "it is written in the background and may be lost"
	}
	return v, true
}

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
		if v := u.Args[name]; v != nil {
			out = append(out, v)
		}
	}
	return out
}

// hasActor looks for a column with the caller's identity. Where nobody has signed in, the account that the request names stands for it.
func hasActor(f *judge.Facts, h judge.Hit, values []*dfd.Value) bool {
	anonymous := f.CallerOf(h) == judge.Anonymous
	return slices.ContainsFunc(values, func(v *dfd.Value) bool {
		return len(judge.Identity(v)) > 0 && (len(values) == 1 || alone(v)) || anonymous && len(judge.Inputs(v, "body", "form", "ip")) > 0
	})
}

// alone reports whether a column holds the identity and nothing else: a key with the user's id in it names an object.
func alone(v *dfd.Value) bool {
	return len(v.From("fresh", "store", "sniffed", "time")) == 0 && len(judge.Inputs(v)) == 0 &&
		!slices.ContainsFunc(v.Text, func(t string) bool { return strings.Contains(t, "{}") && t != "{}" })
}

// hasObject looks for a value that tells one change from another: made by the server, or named by the request.
func hasObject(values []*dfd.Value) bool {
	return slices.ContainsFunc(values, func(v *dfd.Value) bool {
		return len(v.From("fresh", "store")) > 0 || len(judge.Inputs(v, "path", "body", "form", "query", "file", "filename", "message")) > 0
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
	case !hasObject(values):
		v.standing, v.because = weak, "it does not say what was changed"
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
	name := strings.ToLower(u.Symbol[strings.LastIndexByte(u.Symbol, '.')+1:])
	return !slices.ContainsFunc([]string{"error", "warn", "debug", "trace", "fatal", "panic"}, func(level string) bool {
		return strings.Contains(name, level)
	})
}
