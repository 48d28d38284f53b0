// Package wsorigin asks of every WebSocket: may a page of another site open it?
//
// In: uses of the role upgrade (what the library lets in, by its options and by default), checks of the Origin header that
// hold there, and how callers are known. Out: websocket-origin (S), one row a place and standing.
package wsorigin

import (
	"slices"
	"strings"

	"github.com/gostride/gostride/analyzers/checks/judge"
	"github.com/gostride/gostride/dfd"
	"github.com/gostride/gostride/stride"
)

// Check is the check for the list of all checks.
var Check = stride.Check{Name: "wsorigin", Rules: []*stride.Rule{Any}, Program: Program}

// Program judges a linked program.
func Program(p *dfd.Program) []stride.Finding {
	f := judge.Of(p)
	hits := f.Served(judge.Role("upgrade"))
	groups := judge.By(hits, func(h judge.Hit) string {
		v := weigh(f, h)
		return judge.Site(h) + v.status + v.why + ambientWord(f, h.Entry)
	})
	var out []stride.Finding
	for _, same := range groups {
		if v := weigh(f, same[0]); v.status != "" {
			out = append(out, row(f, same, v))
		}
	}
	return out
}

// verdict is what is said about one upgrade.
type verdict struct {
	status string // stride.Open, ToConfirm, Mitigated
	why    string
	guard  *dfd.Guard
}

// weigh judges an upgrade: by what the handler checked before it, then by the library's options, then by its default.
func weigh(f *judge.Facts, h judge.Hit) verdict {
	if strength, g := f.Checked(h, dfd.Origin{Kind: "input", Name: "header:Origin"}); strength == judge.Firm {
		return verdict{stride.Mitigated, "the Origin header is held to a list", g}
	}
	u := h.Use
	answer, skip, origins := u.Args["answer"], u.Args["skip"], judge.Alternatives(u.Args["origins"])
	if sets := judge.Alternatives(u.Args["sometimes"]); len(sets) > 0 && (judge.Text(answer) == "true" || slices.Contains(judge.Alternatives(skip), "true") || slices.Contains(origins, "*")) {
		return verdict{status: stride.ToConfirm, why: "On some ways every origin is let in, on the others the library's own check holds. Which of them does it run on?"}
	}
	switch {
	case answer != nil && judge.Text(answer) == "true":
		return verdict{status: stride.Open, why: "its check of the origin always says yes"}
	case slices.Contains(judge.Alternatives(skip), "true"):
		return verdict{status: stride.Open, why: "its check of the origin is switched off"}
	case slices.Contains(origins, "*"):
		return verdict{status: stride.Open, why: "its list of origins holds *"}
	case skip != nil && (skip.Unknown || len(skip.From("config", "compare")) > 0) && judge.Text(skip) != "false":
		return verdict{status: stride.ToConfirm, why: "Is its check of the origin switched on wherever it runs?"}
	case answer != nil && judge.Text(answer) == "false":
		return verdict{}
	case answer != nil:
		return verdict{status: stride.ToConfirm, why: "Which origins does its check let in? It is the program's own function, and was not judged."}
	case u.Attr["default_origins"] == "same":
		return verdict{status: stride.Mitigated, why: "it compares the origin with the host by itself"}
	}
	return verdict{status: stride.Open, why: "the library lets every origin in unless told otherwise"}
}

// ambient reports whether a browser adds by itself what says who is calling: a cookie, or a password that it remembers.
func ambient(f *judge.Facts, e *dfd.EntryPoint) bool {
	if e.Auth.Verdict == "public" {
		return false
	}
	for _, s := range append([]string{e.Auth.Scheme}, e.Auth.Schemes...) {
		if s == "session" || s == "basic" {
			return true
		}
	}
	return slices.ContainsFunc(f.From(e.ID), func(h judge.Hit) bool {
		return h.Use.Role == "input" && h.Use.Attr["from"] == "cookie"
	})
}

func ambientWord(f *judge.Facts, e *dfd.EntryPoint) string {
	if ambient(f, e) {
		return " ambient"
	}
	return ""
}

func row(f *judge.Facts, hits []judge.Hit, v verdict) stride.Finding {
	u, entries := hits[0].Use, judge.Entries(hits)
	find := f.Finding(Any, hits)
	find.Title = "A page of another site opens the socket of " + judge.Routes(entries)
	find.Action = "In " + judge.In(u.Place) + ", let " + judge.CallOf(u) + " take the program's own origins only."
	verdict := "weak"
	switch v.status {
	case stride.Mitigated:
		verdict, find.Status, find.Note = "present", stride.Mitigated, judge.CallOf(u)+" in "+judge.In(u.Place)+": "+v.why
		find.Action = "Keep the check of the origin at " + judge.CallOf(u) + " in " + judge.In(u.Place) + "."
	case stride.ToConfirm:
		verdict, find.Tier, find.Status, find.Note = "unknown", stride.Unknown, stride.ToConfirm, judge.CallOf(u)+" in "+judge.In(u.Place)+": "+v.why
	default:
		find.Title += ": " + v.why
		find.Note = "gorilla/websocket compares Origin and Host where CheckOrigin is not set; " + judge.Code("OriginPatterns") + " of coder/websocket lists others."
	}
	if slices.ContainsFunc(entries, func(e *dfd.EntryPoint) bool { return ambient(f, e) }) {
		find.Title = strings.Replace(find.Title, "opens the socket of", "opens, as the signed-in user, the socket of", 1)
		judge.Raise(&find, 1, "the browser adds by itself what says who is calling")
		find.Impact = stride.High
		find.Because = append(find.Because, "the socket is the signed-in user's")
	}
	find.Controls = []*dfd.Control{f.ControlBy("websocket-origin", verdict, v.why, v.guard, entries, u.Place)}
	return find
}
