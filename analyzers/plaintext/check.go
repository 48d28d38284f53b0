// Package plaintext looks for connections that leave the machine in the open.
//
// In: addresses of the calls that open stores, and URLs of calls to services. Out: plaintext-connection (T), one row a place
// and host: open for an address that is in the source, a question where configuration decides.
package plaintext

import (
	"cmp"
	"slices"
	"strings"

	"github.com/gostride/gostride/analyzers/checks/judge"
	"github.com/gostride/gostride/dfd"
	"github.com/gostride/gostride/stride"
)

// Check is the check for the list of all checks.
var Check = stride.Check{Name: "plaintext", Rules: []*stride.Rule{Plain}, Program: Program}

// Program judges a linked program.
func Program(p *dfd.Program) []stride.Finding {
	f := judge.Of(p)
	seen := map[dfd.Place]bool{}
	var out []stride.Finding
	for _, u := range p.Uses {
		if !judge.Live(u) || seen[u.Place] {
			continue
		}
		if a := address(u); a != nil {
			seen[u.Place] = true
			out = append(out, row(f, u, a))
		}
	}
	return out
}

// found is an address in the open.
type found struct {
	host   string // "" where it is not in the source
	how    string // what says that it is not encrypted
	status string
}

// address gives the worst address that a use connects to, nil where none is known to be in the open.
func address(u *dfd.Use) *found {
	var values []*dfd.Value
	switch {
	case u.Role == "open" && strings.HasPrefix(judge.Text(u.Args["driver"]), "sqlite"): // a file
	case u.Role == "open":
		values = []*dfd.Value{u.Args["dsn"], u.Args["addr"]}
	case judge.ThirdParty(u):
		values = []*dfd.Value{u.Args["url"], u.Args["host"]}
	}
	var worst *found
	for _, v := range values {
		if v == nil {
			continue
		}
		for _, text := range v.Text {
			how, host := open(u, text)
			if how == "" {
				continue
			}
			a := &found{host: host, how: how, status: stride.Open}
			switch {
			case host == judge.UnknownHost && u.Role != "open", !judge.Beyond(host):
				continue
			case host == judge.UnknownHost:
				a.host, a.status = "", stride.ToConfirm
			case len(v.From("config", "input")) > 0:
				a.status = stride.ToConfirm
			}
			if worst == nil || worst.status == stride.ToConfirm && a.status == stride.Open {
				worst = a
			}
		}
	}
	return worst
}

func row(f *judge.Facts, u *dfd.Use, a *found) stride.Finding {
	hits := f.HitsOf(u)
	find := f.Finding(Plain, hits)
	find.Evidence, find.Symbols = []dfd.Place{u.Place}, []string{u.Place.Func}
	find.Target = cmp.Or(u.Element, target(f, u), find.Target, f.AnyProcess())
	to := cmp.Or(a.host, "a host from configuration")
	find.Title = "Somebody on the way reads and changes what goes to " + to
	find.Action = "Encrypt the connection that " + judge.CallOf(u) + " in " + judge.In(u.Place) + " opens, and verify the other side."
	find.Note = "Not encrypted: " + a.how + "."
	word := "weak"
	if a.status == stride.ToConfirm {
		word, find.Tier, find.Status = "unknown", stride.Unknown, stride.ToConfirm
		find.Note = "Does the connection that " + judge.CallOf(u) + " in " + judge.In(u.Place) + " opens ever leave the machine? It is not encrypted: " + a.how + "."
	}
	find.Controls = []*dfd.Control{f.Control("transport-encryption", word, a.how, judge.Entries(hits), u.Place)}
	return find
}

// target is the store that an open is of, by its technology where it is the only one.
func target(f *judge.Facts, u *dfd.Use) string {
	var ids []string
	for _, e := range f.Elements {
		if e.Tech == u.Tech && (e.Kind == "store" || e.Kind == "external") && !slices.Contains(ids, e.ID) {
			ids = append(ids, e.ID)
		}
	}
	if len(ids) == 1 {
		return ids[0]
	}
	return ""
}
