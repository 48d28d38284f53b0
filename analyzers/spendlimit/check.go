// Package spendlimit asks of every call that is paid for: what keeps a stranger from making it a thousand times?
//
// In: calls of language models, mail, SMS and payment providers on routes that anybody reaches, the limiters and quotas that hold
// there, and what workers are paid for that such routes queue. Out: spend-limit (D), one row a provider's kind and standing.
package spendlimit

import (
	"fmt"
	"slices"

	"github.com/gostride/gostride/analyzers/checks/judge"
	"github.com/gostride/gostride/dfd"
	"github.com/gostride/gostride/stride"
)

// Check is the check for the list of all checks.
var Check = stride.Check{Name: "spendlimit", Rules: []*stride.Rule{Spending}, Program: Program}

// paid are the roles of calls that cost money, with what they do.
var paid = map[string]string{"llm": "asks a language model", "mail": "sends mails", "sms": "sends text messages", "payment": "starts payments"}

// Program judges a linked program.
func Program(p *dfd.Program) []stride.Finding {
	f := judge.Of(p)
	hits := f.Served(func(u *dfd.Use) bool { return paid[u.Role] != "" && u.Op != "read" })
	hits = slices.DeleteFunc(hits, func(h judge.Hit) bool {
		return f.CallerOf(h) != judge.Anonymous || f.InMiddleware(h) || h.Reach.Failed || !f.Exposed(h.Entry) || f.Quota(h) != nil || known(f, h) || f.Limiter(h, judge.RequestRate).Strength == judge.Firm
	})
	var out []stride.Finding
	for _, same := range judge.By(hits, func(h judge.Hit) string {
		b := f.Limiter(h, judge.RequestRate)
		return fmt.Sprint(h.Use.Role, h.Entry.Processes, b.Strength, unsure(f, h, b), f.Counted(h) != nil)
	}) {
		out = append(out, row(f, same))
	}
	return append(out, queued(f)...)
}

// known reports whether a password or a secret was right before the call.
func known(f *judge.Facts, h judge.Hit) bool { return len(f.Held(h, "login")) > 0 }

func unsure(f *judge.Facts, h judge.Hit, b judge.Bound) bool {
	return b.Strength == judge.Opaque || b.Strength == judge.None && f.Obscured(h.Entry)
}

func row(f *judge.Facts, hits []judge.Hit) stride.Finding {
	u, entries := hits[0].Use, judge.Entries(hits)
	b := f.Limiter(hits[0], judge.RequestRate)
	find := f.Finding(Spending, hits)
	find.Title = "Anybody " + paid[u.Role] + " at the operator's cost by " + judge.Routes(entries)
	find.Action = "In front of " + judge.CallOf(u) + " in " + judge.In(u.Place) + ", refuse beyond a number for each address and each day."
	find.Note = "A limiter keyed by address with 429, a quota kept in the store for what is asked of one recipient, and a budget at the provider."
	if u.Role == "llm" || u.Role == "sms" {
		find.Impact = stride.High
		find.Because = append(find.Because, "what "+judge.CallOf(u)+" sends is paid by use")
	}
	switch n := f.Counted(hits[0]); {
	case n != nil:
		find.Tier, find.Status = stride.Unknown, stride.ToConfirm
		find.Note = "Beyond how many is " + judge.Routes(entries) + " refused? " + judge.CallOf(n) + " in " + judge.In(n.Place) + " counts something first."
		find.Controls = []*dfd.Control{f.Control("ratelimit", "unknown", "counted in a store", entries, n.Place)}
	case unsure(f, hits[0], b):
		find.Tier, find.Status = stride.Unknown, stride.ToConfirm
		find.Note = "Anybody " + paid[u.Role] + " by " + judge.Routes(entries) + ": what keeps one caller from doing so a thousand times? "
		if b.Guard != nil {
			find.Note += "The limiter in " + judge.In(b.Guard.Place) + ": " + b.Why + "."
		} else {
			find.Note += "Something on the way could not be looked into."
		}
		find.Controls = []*dfd.Control{f.Control("ratelimit", "unknown", b.Value, entries, u.Place)}
	case b.Guard != nil:
		find.Controls = []*dfd.Control{f.FromGuard("ratelimit", "weak", b.Value+"; "+b.Why, b.Guard, entries)}
	default:
		find.Tier = stride.Absent
		find.Controls = []*dfd.Control{f.Absence("ratelimit", entries, "limiters in front of the call", "quotas of what was sent")}
	}
	return find
}
