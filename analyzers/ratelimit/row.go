package ratelimit

import (
	"fmt"
	"slices"

	"github.com/gostride/gostride/analyzers/checks/judge"
	"github.com/gostride/gostride/dfd"
	"github.com/gostride/gostride/stride"
)

// row makes the finding of routes that stand alike, those that cost most first.
func row(f *judge.Facts, group []route) stride.Finding {
	var work []judge.Hit
	for _, r := range group {
		work = append(work, r.work()...)
	}
	entries := judge.Entries(work)
	find := f.Finding(Missing, work)
	find.Target, find.Store = group[0].entry.Element, ""
	find.Symbols = []string{symbol(f, group[0].entry)}
	find.Title = "Many requests a second exhaust the service: " + judge.Routes(entries)
	if n := services(entries); n > 1 {
		find.Title = fmt.Sprintf("Many requests a second exhaust %d services: %s", n, judge.Routes(entries))
	}
	find.Evidence = places(group, work)
	if len(group[0].costs) > 0 {
		find.ServiceWide = true
		find.Because = append(find.Because, spent(f, work, len(entries))...)
	}
	find.Action = attach(f, group[0])
	find.Note = "With " + judge.Code("golang.org/x/time/rate") + ": one " + judge.Code("rate.Limiter") + " a key, 429 and " + judge.Code("Retry-After") + " when " + judge.Code("Allow()") + " is false."
	settle(f, &find, group[0], entries)
	return find
}

// spent says what requests cost, and which of them where it is not all.
func spent(f *judge.Facts, costs []judge.Hit, all int) []string {
	var out []string
	if usual := slices.DeleteFunc(slices.Clone(costs), func(h judge.Hit) bool { return h.Reach.Failed }); len(usual) > 0 {
		costs = usual
	}
	for _, same := range judge.By(costs, judge.Hit.Cost) {
		if same[0].Cost() == "" {
			continue
		}
		who, entries := "each request", judge.Entries(same)
		if k := entries[0].Kind; k == "websocket" || k == "tcp" {
			who = "a connection, or what is sent there,"
		}
		if len(entries) < all {
			who = judge.Routes(entries)
		}
		line := who + " " + same[0].Cost() + " (" + judge.Call(same[0].Use.Symbol) + ")"
		if !f.Whichever(same) {
			line += ", where that one of several functions is called"
		}
		out = append(out, line)
	}
	return out
}

// services is the number of processes that serve entry points.
func services(entries []*dfd.EntryPoint) int {
	seen := map[string]bool{}
	for _, e := range entries {
		for _, p := range e.Processes {
			seen[p] = true
		}
	}
	return len(seen)
}

func settle(f *judge.Facts, find *stride.Finding, r route, entries []*dfd.EntryPoint) {
	b := r.bound
	switch {
	case r.standing == limited:
		find.Status = stride.Mitigated
		find.Action = "Keep the limiter in " + judge.In(b.Guard.Place) + " in front of these routes."
		find.Note = "limiter of " + b.Value + " in " + judge.In(b.Guard.Place) + " refuses those beyond it"
		find.RestsOn = judge.RestsOnIdentity(f.GuardArg(b.Guard, "key"))
		find.Controls = []*dfd.Control{f.FromGuard("ratelimit", "present", b.Value, b.Guard, entries)}
	case r.standing == opaque && b.Guard != nil:
		find.Tier, find.Status = stride.Unknown, stride.ToConfirm
		find.Note = "Does the limiter in " + judge.In(b.Guard.Place) + " hold one caller back? " + b.Why + "."
		find.Controls = []*dfd.Control{f.FromGuard("ratelimit", "unknown", b.Value, b.Guard, entries)}
	case r.standing == opaque:
		find.Tier, find.Status = stride.Unknown, stride.ToConfirm
		find.Note = "Is there a limiter in the middleware that could not be followed?"
		find.Controls = []*dfd.Control{f.Control("ratelimit", "unknown", "", entries, f.Unseen(entries)...)}
	case b.Guard != nil:
		find.Controls = []*dfd.Control{f.FromGuard("ratelimit", "weak", b.Value+"; "+b.Why, b.Guard, entries)}
		if r.standing == spared {
			judge.Raise(find, -1, "half of it is there: "+b.Why)
		}
	default:
		find.Tier = stride.Absent
		find.Controls = []*dfd.Control{absence(f, entries)}
	}
}

// absence is the verdict on routes without a limiter. One that is asked and whose answer is not acted on is named.
func absence(f *judge.Facts, entries []*dfd.EntryPoint) *dfd.Control {
	for _, e := range entries {
		for _, h := range f.From(e.ID) {
			if h.Use.Role == "allow" && !slices.ContainsFunc(f.Held(judge.Hit{Reach: dfd.Reach{Entry: e.ID}}, "ratelimit"), func(g *dfd.Guard) bool { return g.Use == h.Use.ID }) {
				return f.Control("ratelimit", "weak", judge.Call(h.Use.Symbol)+" is asked, and nobody is refused", entries, h.Use.Place)
			}
		}
	}
	return f.Absence("ratelimit", entries, "middleware of the routes", "limiters asked in their handlers and in what those call")
}

// places are where the routes are registered, then what they do.
func places(group []route, work []judge.Hit) []dfd.Place {
	var out []dfd.Place
	add := func(p dfd.Place) {
		if !slices.Contains(out, p) {
			out = append(out, p)
		}
	}
	for _, r := range group {
		if r.entry.Registered != nil {
			add(*r.entry.Registered)
		}
	}
	for _, h := range work {
		add(h.Use.Place)
	}
	return out
}

// attach says where a limiter goes.
func attach(f *judge.Facts, r route) string {
	in, behind := f.Attached(r.entry)
	key := "user"
	if r.anonymous {
		key = "address"
	}
	where := "in front of " + judge.Routes([]*dfd.EntryPoint{r.entry})
	if in != "" {
		where = "in " + judge.In(dfd.Place{Func: in})
	}
	if r.entry.Kind == "grpc" {
		where = "as an interceptor of the gRPC server"
	}
	if behind != "" && !r.anonymous {
		where += ", behind " + judge.In(dfd.Place{Func: behind})
	}
	return "Attach a limiter " + where + ", keyed by " + key + ", that answers 429."
}

// symbol is what the row is known again by: where the limiter would be attached.
func symbol(f *judge.Facts, e *dfd.EntryPoint) string {
	in, behind := f.Attached(e)
	if in == "" {
		in = e.Handler
	}
	return in + " " + behind
}
