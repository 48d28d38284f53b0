// Package secretanswer looks for passwords, and hashes of them, in what the program answers.
//
// In: the argument kept of uses of the roles respond and encode: fields that hold them as a store keeps them. Out: secret-answered (I), one
// row a process and field.
package secretanswer

import (
	"fmt"
	"slices"
	"strings"

	"github.com/gostride/gostride/analyzers/checks/judge"
	"github.com/gostride/gostride/dfd"
	"github.com/gostride/gostride/stride"
)

// Check is the check for the list of all checks.
var Check = stride.Check{Name: "secretanswer", Rules: []*stride.Rule{Answered}, Program: Program}

// Program judges a linked program.
func Program(p *dfd.Program) []stride.Finding {
	f := judge.Of(p)
	var hits []judge.Hit
	for _, h := range f.Served(func(u *dfd.Use) bool { return u.Args["kept"] != nil }) {
		if len(shown(f, h)) > 0 && answered(f, h) && !failed(h) {
			hits = append(hits, h)
		}
	}
	var out []stride.Finding
	for _, same := range judge.By(hits, func(h judge.Hit) string { return fmt.Sprint(h.Entry.Processes, shown(f, h)) }) {
		out = append(out, row(f, same))
	}
	return out
}

// shown lists the fields with passwords that a route answers with: those that it reads itself.
func shown(f *judge.Facts, h judge.Hit) []string {
	var out []string
	for _, o := range h.Use.Args["kept"].Origins {
		if !slices.Contains(out, o.Name) && read(f, h, o) {
			out = append(out, o.Name)
		}
	}
	slices.Sort(out)
	return out
}

// read reports whether a route reads a field where it is said to come from, and its column with it.
func read(f *judge.Facts, h judge.Hit, o dfd.Origin) bool {
	return slices.ContainsFunc(f.From(h.Entry.ID), func(x judge.Hit) bool {
		return x.Use.Place.Line > 0 && judge.Spot(x.Use.Place) == judge.Spot(o.Place) && !leftOut(f, x.Use)
	})
}

// leftOut reports whether no password is among what a statement is known to read.
func leftOut(f *judge.Facts, u *dfd.Use) bool {
	for _, x := range f.Flows {
		if x.ID == u.Flow && len(x.Data) > 0 {
			return !slices.ContainsFunc(x.Data, func(d dfd.Datum) bool { return d.Class == "credential" || d.Class == "secret" })
		}
	}
	return false
}

// failed reports whether an answer is one of an error: what was meant to be shown is left out of it, as a rule.
func failed(h judge.Hit) bool {
	codes := judge.Alternatives(h.Use.Args["status"])
	return h.Reach.Failed || h.Use.Attr["kind"] == "error" || len(codes) > 0 && !slices.ContainsFunc(codes, func(s string) bool { return !strings.HasPrefix(s, "4") && !strings.HasPrefix(s, "5") })
}

// answered reports whether what JSON is made of is answered: by the call itself, or by one behind it in the same function.
func answered(f *judge.Facts, h judge.Hit) bool {
	return h.Use.Role == "respond" || slices.ContainsFunc(f.From(h.Entry.ID), func(x judge.Hit) bool {
		return x.Use.Role == "respond" && x.Use.Place.Func == h.Use.Place.Func && x.Use.Order > h.Use.Order && x.Use.Attr["kind"] != "error" && x.Use.Attr["kind"] != "status"
	})
}

func row(f *judge.Facts, hits []judge.Hit) stride.Finding {
	u, entries := hits[0].Use, judge.Entries(hits)
	what := judge.List(shown(f, hits[0]))
	find := f.Finding(Answered, hits)
	judge.Ways(&find, hits)
	find.Target = entries[0].Element
	find.Title = "The answer of " + judge.Routes(entries) + " shows " + what + " as it is stored"
	find.Action = "In " + judge.In(u.Place) + ", give " + judge.CallOf(u) + " a struct without " + what + ", or leave it out of JSON by its tag."
	find.Note = judge.Code(`json:"-"`) + " leaves a field out of every answer."
	for _, o := range u.Args["kept"].Origins {
		if slices.Contains(shown(f, hits[0]), o.Name) {
			judge.Along(&find, o.Place)
		}
	}
	if others := places(hits); len(others) > 1 {
		find.Action += " The same in " + judge.List(others[1:]) + "."
	}
	f.Behind(&find, hits, false)
	return find
}

// places are the functions that answer, in order of what they answer to.
func places(hits []judge.Hit) []string {
	var out []string
	for _, h := range hits {
		if in := judge.In(h.Use.Place); !slices.Contains(out, in) {
			out = append(out, in)
		}
	}
	return out
}
