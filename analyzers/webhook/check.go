// Package webhook asks of every event that another service sends: did it?
//
// In: what tells that a route takes such events (judge.Webhook), what it does with them, and the checks of signatures that
// hold before that. Out: webhook-signature (S), one row a route and standing; webhook-compare and webhook-replay as LOW.
package webhook

import (
	"slices"
	"strings"

	"github.com/gostride/gostride/analyzers/checks/judge"
	"github.com/gostride/gostride/dfd"
	"github.com/gostride/gostride/stride"
)

// Check is the check for the list of all checks.
var Check = stride.Check{Name: "webhook", Rules: []*stride.Rule{Unsigned, Compared, Replayed}, Program: Program}

// Program judges a linked program.
func Program(p *dfd.Program) []stride.Finding {
	f := judge.Of(p)
	var out []stride.Finding
	for _, e := range p.EntryPoints {
		hook, why := f.Webhook(e)
		effects := f.Effects(e)
		if hook == judge.NoHook || len(effects) == 0 || !f.Exposed(e) {
			continue
		}
		guard, all := signature(f, effects)
		switch {
		case guard != nil:
			out = append(out, held(f, effects, guard)...)
		case all: // somebody has signed in
		case hook == judge.NamedHook && (e.Auth.Verdict != "public" || len(f.Held(effects[0], "auth")) > 0): // the path alone asks nothing of what is guarded
		default:
			out = append(out, unsigned(f, e, effects, hook, why))
		}
	}
	return out
}

// signature gives a check of a signature among the authentication that holds at the effects, nil unless each has some, and
// whether each has.
func signature(f *judge.Facts, effects []judge.Hit) (*dfd.Guard, bool) {
	var found *dfd.Guard
	for _, h := range effects {
		guards := f.Held(h, "auth")
		if len(guards) == 0 {
			return nil, false
		}
		for _, g := range guards {
			if signs(f, g) && (found == nil || g.ID < found.ID) {
				found = g
			}
		}
	}
	return found, true
}

// signs reports whether a guard looks at a signature or at a secret sent beside the event.
func signs(f *judge.Facts, g *dfd.Guard) bool {
	if u := f.Use(g.Use); u != nil && u.Role == "verify" {
		return u.Attr["scheme"] == "signature"
	}
	return judge.Mentions(g.Args, sent)
}

// sent reports whether an origin is a header with a signature, or with the secret that stands for one.
func sent(o dfd.Origin) bool {
	name, header := strings.CutPrefix(o.Name, "header:")
	return o.Kind == "input" && header && judge.SignatureHeader(name)
}

// unsigned makes the row of a route whose events nobody checks. Named only, it is a question.
func unsigned(f *judge.Facts, e *dfd.EntryPoint, effects []judge.Hit, hook judge.Hook, why string) stride.Finding {
	entries := []*dfd.EntryPoint{e}
	open := slices.DeleteFunc(slices.Clone(effects), func(h judge.Hit) bool { return len(f.Held(h, "auth")) > 0 })
	find := f.Finding(Unsigned, open)
	u := open[0].Use
	find.Title = "Anybody sends events to " + judge.Routes(entries) + ", which " + open[0].Cost() + " without having seen a valid signature"
	find.Action = "Verify the signature over the body before " + judge.CallOf(u) + " in " + judge.In(u.Place) + ", and return where it does not match."
	find.Note = "That it takes another service's events: " + why + "."
	find.Tier = stride.Absent
	find.Controls = []*dfd.Control{f.Absence("webhook-signature", entries, "calls that verify signatures", "comparisons of signature headers")}
	somewhere := checkedSomewhere(f, e, open)
	if hook == judge.NamedHook || e.Auth.Verdict == "unknown" || f.Obscured(e) || somewhere != nil {
		find.Tier, find.Status = stride.Unknown, stride.ToConfirm
		find.Note = "Who may send events to " + judge.Routes(entries) + ", and what shows that he did? Something on the way could not be followed."
		if hook == judge.NamedHook {
			find.Note = "Does another service call " + judge.Routes(entries) + ", and what shows that it did? Its path says webhook; nothing else tells."
		}
		if somewhere != nil {
			find.Note = "Which events get past without a signature? " + judge.In(somewhere.Place) + " checks one before some of them are read, not before all that is done."
		}
		find.Controls[0].Verdict = "unknown"
	}
	return find
}

// checkedSomewhere gives a check of a signature that holds where some of the events are read: a route may take events of several
// services, each signed in its own way. What is read after something was done is too late.
func checkedSomewhere(f *judge.Facts, e *dfd.EntryPoint, open []judge.Hit) *dfd.Guard {
	var chosen []*dfd.Use // checks of several services, of which settings choose one
	for _, h := range f.From(e.ID) {
		late := slices.ContainsFunc(open, func(o judge.Hit) bool { return slices.Contains(h.Reach.Before, o.Use.ID) })
		if !late && (h.Use.Role == "compare" || h.Use.Role == "verify") && judge.Mentions(h.Use.Args, sent) {
			if chosen = append(chosen, h.Use); len(chosen) > 1 {
				return &dfd.Guard{Place: h.Use.Place}
			}
		}
		if late || h.Use.Role != "decode" || len(judge.Content(h.Use.Args["from"])) == 0 {
			continue
		}
		for _, g := range f.Held(h, "auth") {
			if signs(f, g) {
				return g
			}
		}
	}
	return nil
}

// held makes the rows of a route whose events are checked: that they are, and what is weak about it.
func held(f *judge.Facts, effects []judge.Hit, g *dfd.Guard) []stride.Finding {
	entries := judge.Entries(effects)
	find := f.Finding(Unsigned, effects)
	find.Title = "Anybody sends events to " + judge.Routes(entries)
	find.Status = stride.Mitigated
	find.Action = "Keep the check of the signature in " + judge.In(g.Place) + " in front of all that is done with the event."
	find.Note = "the signature is checked in " + judge.In(g.Place) + " before " + judge.CallOf(effects[0].Use)
	find.Controls = []*dfd.Control{f.FromGuard("webhook-signature", "present", "", g, entries)}
	out := []stride.Finding{find}
	if plain(f, g) {
		find := small(f, Compared, effects, g, "The time that "+judge.In(g.Place)+" takes tells how much of a webhook's signature is right")
		find.Action = "Compare with " + judge.Code("hmac.Equal") + " in " + judge.In(g.Place) + "."
		out = append(out, find)
	}
	if timeless(f, effects, g) {
		find := small(f, Replayed, effects, g, "An event recorded once is good for ever at "+judge.Routes(entries))
		find.Action = "In " + judge.In(g.Place) + ", refuse events whose signed time is more than a few minutes from now."
		out = append(out, find)
	}
	return out
}

func small(f *judge.Facts, rule *stride.Rule, effects []judge.Hit, g *dfd.Guard, title string) stride.Finding {
	find := f.Finding(rule, effects)
	find.Title = title
	find.Evidence, find.Symbols = []dfd.Place{g.Place}, []string{g.Place.Func}
	return find
}

// plain reports whether a guard compares in a time that depends on what it is given.
func plain(f *judge.Facts, g *dfd.Guard) bool {
	u := f.Use(g.Use)
	return u == nil && g.Symbol == "" && !g.Library || u != nil && u.Role == "compare" && (u.Attr["kind"] == "plain" || u.Attr["kind"] == "")
}

// timeless reports whether a signature covers a time that nothing looks at.
func timeless(f *judge.Facts, effects []judge.Hit, g *dfd.Guard) bool {
	if strings.HasSuffix(g.Symbol, "IgnoringTolerance") || strings.HasSuffix(g.Symbol, "IgnoringTimestamp") {
		return true
	}
	if u := f.Use(g.Use); u != nil && u.Role == "verify" {
		return false
	}
	if len(f.Held(effects[0], "recent")) > 0 {
		return false
	}
	return slices.ContainsFunc(f.From(effects[0].Entry.ID), func(h judge.Hit) bool {
		name := strings.ToLower(judge.Text(h.Use.Args["name"]))
		return h.Use.Role == "input" && (strings.HasSuffix(name, "timestamp") || name == "stripe-signature")
	})
}
