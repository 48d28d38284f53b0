// Package sqlinjection judges the texts of statements.
//
// In: the arguments query, where and table of uses of the roles sql and orm, and what the caller chose in them. Out:
// sql-injection (T), one row a call; one question a store where nothing is known but that some caller passes text. It needs no list of
// sinks: what a parameter is and what text is, the catalogue says.
package sqlinjection

import (
	"fmt"
	"strings"

	"github.com/gostride/gostride/analyzers/checks/judge"
	"github.com/gostride/gostride/dfd"
	"github.com/gostride/gostride/stride"
)

// Check is the check for the list of all checks.
var Check = stride.Check{Name: "sqlinjection", Rules: []*stride.Rule{Injection}, Program: Program}

// Program judges a linked program.
func Program(p *dfd.Program) []stride.Finding {
	f := judge.Of(p)
	var hits []judge.Hit
	for _, h := range f.Fed(judge.IsSQL) {
		if len(spelled(f, h))+len(vouched(f, h)) > 0 {
			hits = append(hits, h)
		}
	}
	var out []stride.Finding
	for _, same := range judge.By(hits, func(h judge.Hit) string {
		if lumped(f, h) {
			return fmt.Sprint(h.Entry.Processes, f.StoreTitle(h.Use))
		}
		return fmt.Sprint(judge.Site(h), len(spelled(f, h)) == 0)
	}) {
		out = append(out, row(f, same))
	}
	return out
}

// lumped reports whether some callers of a helper pass text, and it is not known which: a program with a hundred statements of one
// helper is asked once.
func lumped(f *judge.Facts, h judge.Hit) bool {
	return judge.Lumped(spelled(f, h)) || h.Use.Attr["callers"] == "many"
}

// spelled returns the inputs that become part of a statement's text.
func spelled(f *judge.Facts, h judge.Hit) []dfd.Origin { return inputs(h, f.Free) }

// vouched returns those of them that somebody sent who holds a key.
func vouched(f *judge.Facts, h judge.Hit) []dfd.Origin { return inputs(h, f.Vouched) }

func inputs(h judge.Hit, of func(judge.Hit, *dfd.Value, ...string) []dfd.Origin) []dfd.Origin {
	out := of(h, h.Use.Args["query"], quoting...)
	out = append(out, of(h, h.Use.Args["table"], quoting...)...)
	if where := h.Use.Args["where"]; h.Use.Role == "orm" && where != nil && isText(where) {
		out = append(out, of(h, where, quoting...)...)
	}
	return out
}

// quoting are marks of text that a library has quoted for a statement.
var quoting = []string{"escape-sql", "quoted"}

// isText reports whether a condition is text, as against a struct or map whose values become parameters.
func isText(v *dfd.Value) bool {
	if v.Type != "" && v.Type != "string" {
		return false
	}
	for _, t := range v.Text {
		if strings.Contains(t, "{}") {
			return true
		}
	}
	return len(v.Text) == 0
}

func row(f *judge.Facts, hits []judge.Hit) stride.Finding {
	u, entries := hits[0].Use, judge.Entries(hits)
	var chosen, signed []dfd.Origin
	for _, h := range hits {
		chosen, signed = append(chosen, spelled(f, h)...), append(signed, vouched(f, h)...)
	}
	by := judge.Described(append(chosen, signed...))
	find := f.Finding(Injection, hits)
	judge.Ways(&find, hits)
	for _, h := range hits {
		for _, p := range h.Use.Told {
			judge.Along(&find, p)
		}
	}
	find.Title = "The " + by + " of " + judge.Routes(entries) + " becomes part of " + statements(hits) + " on " + f.StoreTitle(u)
	find.Action = "In " + judge.In(u.Place) + ", pass the " + by + " to " + judge.CallOf(u) + " as a parameter, or pick it from a fixed list where it is a name."
	if u.SQL != "" {
		find.Note = "The statement is " + judge.Code(short(u.SQL)) + "."
	}
	f.Behind(&find, hits, false)
	if lumped(f, hits[0]) {
		judge.Doubt(&find, hits)
	}
	if sites(hits) > 1 {
		find.Note = "Of " + statements(hits) + ", such as " + judge.CallOf(u) + " in " + judge.In(u.Place) + ", more callers pass text than are kept apart. Which of them pass text of a request, and is it harmless there?"
	}
	if len(chosen) == 0 {
		find.Tier, find.Status = stride.Unknown, stride.ToConfirm
		find.Note = "A signature over what is sent is checked first. May whoever holds the key write the statement of " + judge.CallOf(u) + " in " + judge.In(u.Place) + "?"
	}
	return find
}

// sites counts the calls of a row.
func sites(hits []judge.Hit) int { return len(judge.By(hits, judge.Site)) }

func statements(hits []judge.Hit) string {
	if n := sites(hits); n > 1 {
		return fmt.Sprint(n, " statements")
	}
	return "a statement"
}

// short cuts a statement down to what a line takes.
func short(sql string) string {
	sql = strings.Join(strings.Fields(sql), " ")
	if r := []rune(sql); len(r) > 120 {
		return string(r[:119]) + "…"
	}
	return sql
}
