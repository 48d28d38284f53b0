// Package graphqllimits asks of every GraphQL server: how much may one query ask for, and does it tell its schema?
//
// In: handlers of the kind graphql, limits on queries that are set while the program starts, the routes that serve them. Out:
// graphql-limits (D) and graphql-introspection (I), one row a server.
package graphqllimits

import (
	"strconv"
	"strings"

	"github.com/gostride/gostride/analyzers/checks/judge"
	"github.com/gostride/gostride/dfd"
	"github.com/gostride/gostride/stride"
)

// Check is the check for the list of all checks.
var Check = stride.Check{Name: "graphqllimits", Rules: []*stride.Rule{Costly, Introspection}, Program: Program}

// absurd is the complexity above which a limit lets everything through.
const absurd = 100_000

// Program judges a linked program.
func Program(p *dfd.Program) []stride.Finding {
	f := judge.Of(p)
	var servers, limits []*dfd.Use
	for _, u := range p.Uses {
		switch {
		case !judge.Live(u):
		case u.Role == "handler" && u.Attr["kind"] == "graphql" && !strings.Contains(u.Symbol, "/playground."):
			servers = append(servers, u)
		case u.Role == "query-limit" && holds(u):
			limits = append(limits, u)
		}
	}
	var out []stride.Finding
	for _, u := range servers {
		served := routes(f, u)
		if len(served) == 0 {
			continue
		}
		if len(limits) < len(servers) {
			out = append(out, costly(f, u, served, limits))
		}
		if strings.HasSuffix(u.Symbol, ".NewDefaultServer") {
			out = append(out, introspection(f, u, served))
		}
	}
	return out
}

// holds reports whether a limit is one: a number from 1 up to what a query may reasonably ask for, or one that is not constant.
func holds(u *dfd.Use) bool {
	n, err := strconv.ParseInt(judge.Text(u.Args["limit"]), 10, 64)
	return err != nil || n > 0 && n <= absurd
}

// routes lists the entry points, open to others than administrators, that a server answers.
func routes(f *judge.Facts, u *dfd.Use) []judge.Hit {
	var out []judge.Hit
	for _, e := range f.EntryPoints {
		h := judge.Hit{Use: u, Reach: dfd.Reach{Entry: e.ID}, Entry: e}
		if e.Handler == u.Symbol && judge.Remote(e) && f.Exposed(e) && f.CallerOf(h) != judge.Privileged {
			out = append(out, h)
		}
	}
	return out
}

func costly(f *judge.Facts, u *dfd.Use, served []judge.Hit, limits []*dfd.Use) stride.Finding {
	entries := judge.Entries(served)
	find := f.Finding(Costly, served)
	find.Tier = stride.Absent
	find.Title = "One GraphQL query to " + judge.Routes(entries) + " may ask for everything"
	find.Action = "In " + judge.In(u.Place) + ", set a limit on what " + judge.CallOf(u) + " makes."
	find.Note = judge.Code("srv.Use(extension.FixedComplexityLimit(300))") + ", and a complexity for fields that give lists."
	find.Controls = []*dfd.Control{f.Absence("query-limit", entries, "FixedComplexityLimit, MaxDepth")}
	if len(limits) > 0 {
		find.Tier, find.Status = stride.Unknown, stride.ToConfirm
		find.Note = "Does the limit in " + judge.In(limits[0].Place) + " hold for this server too?"
		find.Evidence = append(find.Evidence, limits[0].Place)
		find.Controls = []*dfd.Control{f.Control("query-limit", "unknown", "", entries, limits[0].Place)}
	}
	f.Behind(&find, served, false)
	return find
}

func introspection(f *judge.Facts, u *dfd.Use, served []judge.Hit) stride.Finding {
	entries := judge.Entries(served)
	find := f.Finding(Introspection, served)
	find.Tier, find.Status = stride.Unknown, stride.ToConfirm
	find.Title = "Anybody reads the GraphQL schema by " + judge.Routes(entries)
	find.Action = "In " + judge.In(u.Place) + ", put the server together without introspection where it is in production."
	find.Note = "Is introspection meant to be answered by " + judge.Routes(entries) + "? " + judge.CallOf(u) + " does."
	find.Controls = []*dfd.Control{f.Control("introspection", "unknown", "", entries, u.Place)}
	return find
}
