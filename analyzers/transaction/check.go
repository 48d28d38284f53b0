// Package transaction looks at requests that change a database in several steps.
//
// In: statements and ORM calls, which of them come before which, the calls that open transactions, and comparisons of what was
// read. Out: unsafe-transaction (T), one row for each set of statements; check-then-write (T), one row an update.
package transaction

import (
	"slices"
	"strings"

	"github.com/gostride/gostride/analyzers/checks/judge"
	"github.com/gostride/gostride/dfd"
	"github.com/gostride/gostride/stride"
)

// Check is the check for the list of all checks.
var Check = stride.Check{Name: "transaction", Rules: []*stride.Rule{Torn, Raced}, Program: Program}

// Program judges a linked program.
func Program(p *dfd.Program) []stride.Finding {
	f := judge.Of(p)
	var steps []judge.Hit
	sites := make(map[*dfd.EntryPoint]string)
	for _, e := range p.EntryPoints {
		if judge.Fed(e) {
			own := torn(f, e)
			sites[e] = sitesOf(own)
			steps = append(steps, own...)
		}
	}
	var out []stride.Finding
	for _, same := range judge.By(steps, func(h judge.Hit) string { return sites[h.Entry] }) {
		out = append(out, tornRow(f, same))
	}
	return append(out, raced(f)...)
}

// opens reports whether a use begins a transaction.
func opens(u *dfd.Use) bool {
	return u.Attr["tx"] == "true" || judge.IsSQL(u) && (judge.Verb(u) == "BEGIN" || judge.Verb(u) == "START")
}

// transactional are databases that change several tables in one transaction.
var transactional = []string{"postgresql", "mysql", "mariadb", "sqlite", "sqlserver", "oracle", "cockroachdb", "libsql", "sql"}

// changes accepts statements that change rows of such a database.
func changes(f *judge.Facts, h judge.Hit) bool {
	e := f.ElementOf(h.Use)
	return judge.IsSQL(h.Use) && (h.Use.Op == "write" || h.Use.Op == "delete") && e != nil && e.Subkind == "sql" &&
		slices.Contains(transactional, e.Tech) && !h.Reach.Async && !h.Reach.Failed && !f.InMiddleware(h) && !slices.Contains([]string{"CREATE", "ALTER", "DROP", "PRAGMA", "SET"}, judge.Verb(h.Use))
}

// within says how a statement stands to the transactions of its request: in one, perhaps in one, in none.
func within(f *judge.Facts, h judge.Hit) judge.Strength {
	if on(h.Use.Symbol, "Tx", "Transaction", "ReadWriteTransaction") {
		return judge.Firm
	}
	found := judge.None
	for _, t := range f.From(h.Reach.Entry) {
		switch {
		case !opens(t.Use):
		case opened(h, t.Use) && !past(f, h, t.Use):
			return judge.Firm
		case opened(h, t.Use):
		case t.Use.Place.Func != h.Use.Place.Func || t.Use.Order < h.Use.Order:
			found = judge.Opaque
		}
	}
	return found
}

// opened reports whether a transaction was begun when a statement is made.
func opened(h judge.Hit, t *dfd.Use) bool {
	return slices.Contains(h.Reach.Before, t.ID) || h.Reach.Way.By(func(p dfd.Place) bool { return same(p, t.Place) })
}

// pools are types of which a transaction is begun as a value of its own: what is sent to them is sent past it.
var pools = []string{"database/sql.DB.", "github.com/jmoiron/sqlx.DB.", "github.com/jackc/pgx/v5/pgxpool.Pool.", "github.com/jackc/pgx/v4/pgxpool.Pool."}

// past reports whether a statement goes past a transaction: it is sent to what that was begun of. One that is sent to either, as the
// caller likes, may be in it.
func past(f *judge.Facts, h judge.Hit, t *dfd.Use) bool {
	either := func(o judge.Hit) bool { return same(o.Use.Place, h.Use.Place) && on(o.Use.Symbol, "Tx") }
	return t.Attr["tx"] == "true" && slices.ContainsFunc(pools, func(p string) bool {
		return strings.HasPrefix(h.Use.Symbol, p) && strings.HasPrefix(t.Symbol, p)
	}) && !slices.ContainsFunc(f.From(h.Reach.Entry), either)
}

// outside reports whether a statement goes past a transaction that was begun.
func outside(f *judge.Facts, h judge.Hit) bool {
	return slices.ContainsFunc(f.From(h.Reach.Entry), func(t judge.Hit) bool {
		return opens(t.Use) && opened(h, t.Use) && past(f, h, t.Use)
	})
}

// on reports whether a symbol is a method of one of the types.
func on(symbol string, types ...string) bool {
	parts := strings.Split(symbol[strings.LastIndexByte(symbol, '/')+1:], ".")
	return len(parts) > 2 && slices.Contains(types, parts[len(parts)-2])
}

func same(a, b dfd.Place) bool { return judge.Spot(a) == judge.Spot(b) }

// torn lists the statements of one entry point of which a failure leaves some done and some not.
func torn(f *judge.Facts, e *dfd.EntryPoint) []judge.Hit {
	writes := slices.DeleteFunc(slices.Clone(f.From(e.ID)), func(h judge.Hit) bool { return !changes(f, h) || within(f, h) == judge.Opaque })
	var out []judge.Hit
	for _, second := range writes {
		for _, first := range writes {
			if follows(second, first) && first.Use.Element == second.Use.Element && related(first.Use, second.Use) && apart(f, first, second) && !states(f, first, second) {
				out = add(add(out, first), second)
			}
		}
	}
	return out
}

// apart reports whether one of two statements may be done and the other not: no transaction holds them, or it holds one and the other
// is sent past it.
func apart(f *judge.Facts, a, b judge.Hit) bool {
	switch inA, inB := within(f, a) == judge.Firm, within(f, b) == judge.Firm; {
	case inA && inB:
		return false
	case inA:
		return outside(f, b)
	case inB:
		return outside(f, a)
	}
	return true
}

// states reports whether two statements set a row's state before something is stored or asked elsewhere, and after it: no transaction is held
// that long, and the first is there to be found where the rest fails.
func states(f *judge.Facts, first, second judge.Hit) bool {
	a, b := first.Use, second.Use
	one := len(a.Tables) == 1 && len(b.Tables) == 1 && judge.SameTable(a.Tables[0], b.Tables[0])
	if !one || judge.Verb(a) != "UPDATE" || judge.Verb(b) != "UPDATE" {
		return false
	}
	return slices.ContainsFunc(f.From(first.Reach.Entry), func(x judge.Hit) bool {
		elsewhere := judge.IsObject(x.Use) || judge.IsFile(x.Use) && x.Use.Op == "write" || judge.ThirdParty(x.Use) || x.Use.Role == "call"
		return elsewhere && follows(x, first) && !follows(x, second)
	})
}

// follows reports whether one statement is made on every path to another.
func follows(second, first judge.Hit) bool {
	return slices.Contains(second.Reach.Before, first.Use.ID) && !same(first.Use.Place, second.Use.Place)
}

func add(list []judge.Hit, h judge.Hit) []judge.Hit {
	if slices.ContainsFunc(list, func(o judge.Hit) bool { return same(o.Use.Place, h.Use.Place) }) {
		return list
	}
	return append(list, h)
}

// related reports whether two statements are about one thing: they are given a value of the same source.
// Who the caller is makes no two statements one change, and neither does a row that both had read before.
func related(a, b *dfd.Use) bool {
	if judge.Stamp(a) || judge.Stamp(b) {
		return false
	}
	return judge.Mentions(a.Args, func(o dfd.Origin) bool {
		if o.Kind != "input" && o.Kind != "fresh" {
			return false
		}
		return judge.Mentions(b.Args, func(p dfd.Origin) bool { return p.Kind == o.Kind && p.Name == o.Name && p.Place == o.Place })
	}) || judge.Mentions(b.Args, func(o dfd.Origin) bool { return o.Kind == "store" && same(o.Place, a.Place) }) // the id that the first gave
}

// sitesOf is what the statements of an entry point are one row by.
func sitesOf(steps []judge.Hit) string {
	var sites []string
	for _, h := range steps {
		sites = append(sites, judge.Site(h))
	}
	slices.Sort(sites)
	return strings.Join(sites, "\x00")
}

func tornRow(f *judge.Facts, hits []judge.Hit) stride.Finding {
	entries := judge.Entries(hits)
	find := f.Finding(Torn, hits)
	first, last := hits[0].Use, hits[0].Use
	var tables []string
	for _, h := range hits {
		if h.Entry == hits[0].Entry {
			last = h.Use
		}
		for _, t := range h.Use.Tables {
			if !slices.Contains(tables, t) {
				tables = append(tables, t)
			}
		}
	}
	find.Tier = stride.Absent
	find.Title = "A failure half-way leaves " + f.StoreTitle(first) + " half changed by " + judge.Routes(entries)
	if len(tables) > 0 {
		slices.Sort(tables)
		find.Title += ": " + judge.List(tables)
	}
	find.Action = "Make " + judge.CallOf(first) + " in " + judge.In(first.Place) + " and " + judge.CallOf(last) + " in " + judge.In(last.Place) + " one transaction."
	find.Note = judge.Code("db.BeginTx") + " in front of the first, and all of them on the handle that it gives."
	find.Controls = []*dfd.Control{f.Absence("transaction", entries, "calls that begin a transaction before the statements or around them")}
	return find
}
