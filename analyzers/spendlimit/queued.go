package spendlimit

import (
	"fmt"
	"slices"
	"strings"

	"github.com/gostride/gostride/analyzers/checks/judge"
	"github.com/gostride/gostride/dfd"
	"github.com/gostride/gostride/stride"
)

// order is a paid call that a worker makes for a message, and the route by which anybody sends such messages.
type order struct {
	by   judge.Hit // the publishing
	call judge.Hit // the paid call
	sure bool      // it is the same topic; else the same broker
}

// queued reports what a worker is paid for that anybody orders: a route without sign-in leaves its request in a queue.
func queued(f *judge.Facts) []stride.Finding {
	var all []order
	for _, call := range f.Fed(func(u *dfd.Use) bool { return paid[u.Role] != "" && u.Op != "read" }) {
		if call.Entry.Kind != "queue" || call.Reach.Failed {
			continue
		}
		for _, by := range f.Served(judge.Role("publish")) {
			if sure, ok := same(call.Entry, by.Use); ok && (sure || judge.Mentions(call.Use.Args, isMessage)) && free(f, by) {
				all = append(all, order{by, call, sure})
			}
		}
	}
	var out []stride.Finding
	for _, group := range judge.By(all, func(o order) string {
		return fmt.Sprint(o.call.Use.Role, o.by.Entry.Processes, o.sure, unsure(f, o.by, f.Limiter(o.by, judge.RequestRate)))
	}) {
		out = append(out, orders(f, group))
	}
	return out
}

func isMessage(o dfd.Origin) bool { return o.Kind == "input" && judge.InputKind(o) == "message" }

// same reports whether a message that is published gets to a consumer: for sure where the topic is the same constant, perhaps where both
// name theirs by settings of the same broker.
func same(e *dfd.EntryPoint, u *dfd.Use) (sure, ok bool) {
	topics := judge.Alternatives(u.Args["topic"])
	if slices.Contains(topics, e.Path) {
		return true, true
	}
	open := len(topics) == 0 || strings.Contains(e.Path, "{")
	return false, open && strings.EqualFold(e.Method, u.Tech)
}

// free reports whether anybody publishes there what he likes, and as often as he likes.
func free(f *judge.Facts, h judge.Hit) bool {
	return f.CallerOf(h) == judge.Anonymous && !f.InMiddleware(h) && !h.Reach.Failed && f.Exposed(h.Entry) && len(judge.Content(h.Use.Args["body"])) > 0 &&
		f.Quota(h) == nil && !known(f, h) && f.Counted(h) == nil && f.Limiter(h, judge.RequestRate).Strength != judge.Firm
}

func orders(f *judge.Facts, group []order) stride.Finding {
	var hits []judge.Hit
	for _, o := range group {
		hits = append(hits, o.by)
	}
	o := group[0]
	u, call, entries := o.by.Use, o.call.Use, judge.Entries(hits)
	find := f.Finding(Spending, hits)
	find.Evidence = append(find.Evidence, call.Place)
	find.Title = "Anybody " + paid[call.Role] + " at the operator's cost by " + judge.Routes(entries) + ", which queues them for " + o.call.Entry.Title()
	find.Action = "In front of " + judge.CallOf(u) + " in " + judge.In(u.Place) + ", refuse beyond a number for each address and each day."
	find.Note = "A limiter keyed by address with 429, and a quota kept in the store for what is asked of one recipient."
	find.Controls = []*dfd.Control{f.Absence("ratelimit", entries, "limiters in front of "+judge.Call(u.Symbol), "quotas of what was queued")}
	find.Tier = stride.Absent
	if !o.sure || unsure(f, o.by, f.Limiter(o.by, judge.RequestRate)) {
		find.Tier, find.Status = stride.Unknown, stride.ToConfirm
		find.Note = "Does what " + judge.CallOf(u) + " in " + judge.In(u.Place) + " queues get to " + judge.CallOf(call) + " in " + judge.In(call.Place) + ", and what keeps one caller from doing so a thousand times?"
		find.Controls = []*dfd.Control{f.Control("ratelimit", "unknown", "", entries, u.Place)}
	}
	return find
}
