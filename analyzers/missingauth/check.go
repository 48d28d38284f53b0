// Package missingauth looks for routes that were left out of the authentication of their siblings.
//
// In: the verdict on each entry point's authentication, what they change and read, and which tables login reads. Out:
// missing-auth (E): open for changes and for the table of accounts, a question for other tables. One row a process. no-authentication
// (E): a process of which no route asks who is calling, one row.
package missingauth

import (
	"fmt"
	"slices"
	"strings"

	"github.com/gostride/gostride/analyzers/checks/judge"
	"github.com/gostride/gostride/dfd"
	"github.com/gostride/gostride/stride"
)

// Check is the check for the list of all checks.
var Check = stride.Check{Name: "missingauth", Rules: []*stride.Rule{Missing, Never}, Program: Program}

// Program judges a linked program.
func Program(p *dfd.Program) []stride.Finding {
	f := judge.Of(p)
	s := survey(f)
	var out []stride.Finding
	for _, kind := range []why{changes, accounts, reads} {
		var hits []judge.Hit
		for _, e := range p.EntryPoints {
			if k, at := s.bare(f, e); k == kind {
				hits = append(hits, at...)
			}
		}
		for _, same := range judge.By(hits, func(h judge.Hit) string { return fmt.Sprint(h.Entry.Processes, s.doubt(f, h)) }) {
			out = append(out, row(f, kind, same, s))
		}
	}
	return append(out, never(f)...)
}

// siblings is what the routes with authentication do.
type siblings struct {
	routes   []*dfd.EntryPoint
	changing int             // how many of them change something
	read     map[string]int  // table to how many of them read it
	open     map[string]int  // table to how many routes without authentication read it
	accounts map[string]bool // tables that a login reads
}

func survey(f *judge.Facts) siblings {
	s := siblings{read: map[string]int{}, open: map[string]int{}, accounts: map[string]bool{}}
	passwords := slices.ContainsFunc(f.EntryPoints, func(e *dfd.EntryPoint) bool { return judge.Remote(e) && password(f, e) })
	for _, e := range f.EntryPoints {
		if !judge.Remote(e) {
			continue
		}
		closed, login := asks(f, e), f.IsLogin(e) && (!passwords || password(f, e))
		if closed {
			s.routes = append(s.routes, e)
		}
		if closed && len(changing(f, e)) > 0 {
			s.changing++
		}
		if login {
			for _, t := range asked(f, e) {
				s.accounts[t] = true
			}
		}
		for _, t := range tablesRead(f, e) {
			if closed {
				s.read[t]++
			} else {
				s.open[t]++
			}
		}
	}
	return s
}

// asks reports whether an entry point asks who is calling: always, or where a setting says so. Of what only looks whether somebody is signed in,
// callers are told by the handler.
func asks(f *judge.Facts, e *dfd.EntryPoint) bool {
	switch {
	case e.Auth.Verdict == "unknown":
		return len(e.Auth.Unless)+len(e.Auth.If) > 0
	case e.Auth.Optional:
		return turnsAway(f, e)
	}
	return e.Auth.Verdict == "protected"
}

// turnsAway reports whether something in front of an entry point answers that a caller is not let in.
func turnsAway(f *judge.Facts, e *dfd.EntryPoint) bool {
	return slices.ContainsFunc(f.From(e.ID), func(h judge.Hit) bool {
		if h.Use.Role != "respond" && h.Use.Role != "abort" || !f.InMiddleware(h) {
			return false
		}
		return slices.ContainsFunc(judge.Alternatives(h.Use.Args["status"]), func(s string) bool { return s == "401" || s == "403" })
	})
}

// password reports whether an entry point checks a password, as against a code or a signature that was sent.
func password(f *judge.Facts, e *dfd.EntryPoint) bool {
	return slices.ContainsFunc(f.From(e.ID), func(h judge.Hit) bool { return judge.IsPasswordCheck(h.Use) && !f.InMiddleware(h) })
}

func changing(f *judge.Facts, e *dfd.EntryPoint) []judge.Hit {
	return keep(f, e, func(h judge.Hit) bool { return h.Changes() && !f.Everywhere(h.Use) })
}

// keep lists what an entry point's own handler reaches.
func keep(f *judge.Facts, e *dfd.EntryPoint, good func(judge.Hit) bool) []judge.Hit {
	return slices.DeleteFunc(slices.Clone(f.From(e.ID)), func(h judge.Hit) bool { return !good(h) || f.InMiddleware(h) })
}

// asked lists the tables that a login reads before the password is found to be right: those of accounts, as against what it then
// reads for who has signed in. Where some are asked for what the request says, a name, the others are settings.
func asked(f *judge.Facts, e *dfd.EntryPoint) []string {
	var before, named []string
	for _, h := range keep(f, e, readsTable) {
		if len(f.Held(h, "login")) > 0 {
			continue
		}
		before = append(before, tables(h)...)
		if picked(h.Use) {
			named = append(named, tables(h)...)
		}
	}
	switch {
	case len(named) > 0:
		return named
	case len(before) > 0:
		return before
	}
	return tablesRead(f, e)
}

// picked reports whether the request says which rows a statement reads.
func picked(u *dfd.Use) bool {
	return u.Attr["picked"] == "input" || slices.ContainsFunc(judge.Conditions(u), func(name string) bool { return len(judge.Inputs(u.Args[name])) > 0 })
}

// tables are those that a statement reads, as keys.
func tables(h judge.Hit) []string {
	var out []string
	for _, t := range h.Use.Tables {
		out = append(out, h.Use.Element+" "+strings.ToLower(t))
	}
	return out
}

func readsTable(h judge.Hit) bool { return judge.IsSQL(h.Use) && h.Use.Op == "read" }

func tablesRead(f *judge.Facts, e *dfd.EntryPoint) []string {
	var out []string
	for _, h := range keep(f, e, readsTable) {
		for _, key := range tables(h) {
			if !slices.Contains(out, key) {
				out = append(out, key)
			}
		}
	}
	return out
}
