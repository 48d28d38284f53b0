// Package bodylimit asks of every body that is read: how large may it be?
//
// In: uses that read a request's body, and the limits that hold on the way there. Out: unbounded-body (D), one row a
// process and standing, since one middleware limits all.
package bodylimit

import (
	"fmt"
	"slices"
	"strings"

	"github.com/gostride/gostride/analyzers/checks/judge"
	"github.com/gostride/gostride/dfd"
	"github.com/gostride/gostride/stride"
)

// Check is the check for the list of all checks.
var Check = stride.Check{Name: "bodylimit", Rules: []*stride.Rule{Unbounded}, Program: Program}

// Program judges a linked program.
func Program(p *dfd.Program) []stride.Finding {
	f := judge.Of(p)
	stored := make(map[*dfd.EntryPoint]bool)
	for _, h := range f.Uploads() {
		stored[h.Entry] = true
	}
	hits := slices.DeleteFunc(f.Served(reads), func(h judge.Hit) bool { return stored[h.Entry] || judge.Asks(h.Entry) })
	groups := judge.By(hits, func(h judge.Hit) string {
		b := f.BodyLimit(h, judge.BodyLimit)
		if b.Strength <= judge.Feeble {
			return strings.Join(h.Entry.Processes, ",") + fmt.Sprint(b.Strength, unsure(f, h, b))
		}
		return strings.Join(h.Entry.Processes, ",") + fmt.Sprint(b.Strength, b.Value)
	})
	var out []stride.Finding
	for _, same := range groups {
		out = append(out, row(f, same))
	}
	return out
}

// reads accepts uses that read a body to its end and that do not limit it by themselves.
func reads(u *dfd.Use) bool {
	return judge.ReadsBody(u) && !passed(u) && u.Attr["read_limit"] == "" && u.Attr["default_limit"] == "" && u.Attr["limit"] == ""
}

// passed reports whether a body is copied on to something that does not keep it in memory: a file, another request, nobody.
func passed(u *dfd.Use) bool {
	into := u.Args["into"]
	return u.Attr["kind"] == "copy" && (into == nil || !strings.HasSuffix(into.Type, "bytes.Buffer") && !strings.HasSuffix(into.Type, "strings.Builder"))
}

func unsure(f *judge.Facts, h judge.Hit, b judge.Bound) bool {
	return b.Strength == judge.None && len(f.Unseen([]*dfd.EntryPoint{h.Entry})) > 0
}

func row(f *judge.Facts, hits []judge.Hit) stride.Finding {
	u, entries := hits[0].Use, judge.Entries(hits)
	b := f.BodyLimit(hits[0], judge.BodyLimit)
	find := f.Finding(Unbounded, hits)
	find.Target = entries[0].Element
	find.Title = "One large request takes the service down: " + judge.Routes(entries)
	find.Action = "Limit the body in front of " + judge.CallOf(u) + " in " + judge.In(u.Place) + ", best in one middleware for all routes."
	find.Note = judge.Code("r.Body = http.MaxBytesReader(w, r.Body, 1<<20)") + " or " + judge.Code("http.MaxBytesHandler") + " around the router."
	switch {
	case b.Strength == judge.Firm:
		find.Status = stride.Mitigated
		find.Action = "Keep the limit in " + judge.In(b.Guard.Place) + "."
		find.Note = "body limited to " + b.Value + " in " + judge.In(b.Guard.Place)
		find.Controls = []*dfd.Control{f.FromGuard("bodylimit", "present", b.Value, b.Guard, entries)}
	case b.Strength == judge.Opaque, unsure(f, hits[0], b):
		find.Tier, find.Status = stride.Unknown, stride.ToConfirm
		find.Note = "How large may a request to " + judge.Routes(entries) + " be? The limit there could not be read off."
		find.Controls = []*dfd.Control{f.Control("bodylimit", "unknown", b.Value, entries, u.Place)}
	case b.Guard != nil:
		find.Controls = []*dfd.Control{f.FromGuard("bodylimit", "weak", b.Value+", "+b.Why, b.Guard, entries)}
	default:
		find.Tier = stride.Absent
		judge.Attached(&find, entries)
		find.Controls = []*dfd.Control{f.Absence("bodylimit", entries, "MaxBytesReader, LimitReader, middleware that limits the body, the framework's default")}
	}
	f.Behind(&find, hits, false)
	return find
}
