// Package tlsverify looks for connections that take anybody's word.
//
// In: uses of settings that switch verification off. Out: tls-verify-off (S), one row a place: open, or a question where
// a setting decides; and tls-old-version (I), one row a place.
package tlsverify

import (
	"cmp"
	"slices"
	"strings"

	"github.com/gostride/gostride/analyzers/checks/judge"
	"github.com/gostride/gostride/dfd"
	"github.com/gostride/gostride/stride"
)

// Check is the check for the list of all checks.
var Check = stride.Check{Name: "tlsverify", Rules: []*stride.Rule{Off, Old}, Program: Program}

// Program judges a linked program.
func Program(p *dfd.Program) []stride.Finding {
	f := judge.Of(p)
	var out []stride.Finding
	seen := map[dfd.Place]bool{}
	for _, u := range p.Uses {
		if judge.Live(u) && switches(u) && standing(u) != "" && !pinned(p, u) && !seen[u.Place] {
			seen[u.Place] = true // one row a place, however many ways lead there
			out = append(out, row(f, u))
		}
	}
	return append(out, old(f)...)
}

// switches accepts settings that switch the verification of the other side off.
func switches(u *dfd.Use) bool {
	switch judge.Last(u.Symbol) {
	case "InsecureSkipVerify", "InsecureIgnoreHostKey", "SkipTLSVerify", "EnableInsecureSkipVerify":
		return u.Role == "setting"
	case "HostKeyCallback":
		return u.Role == "setting" && judge.Text(u.Args["answer"]) == "nil"
	}
	return false
}

// pinned reports whether the same function that switches verification off sets one of its own.
func pinned(p *dfd.Program, u *dfd.Use) bool {
	return slices.ContainsFunc(p.Uses, func(o *dfd.Use) bool {
		own := strings.HasSuffix(o.Symbol, ".VerifyPeerCertificate") || strings.HasSuffix(o.Symbol, ".VerifyConnection")
		return own && o.Place.Func == u.Place.Func && judge.Text(o.Args["answer"]) != "nil"
	})
}

// standing says whether verification is off for certain ("open"), by somebody's setting ("unknown"), or not ("").
func standing(u *dfd.Use) string {
	v := u.Args["value"]
	switch {
	case v != nil && len(v.From("store", "input")) > 0: // somebody's own connection
		return stride.ToConfirm
	case u.Attr["beside"] == "certificate": // a server's, as a rule: it shows one, and checks none
		return stride.ToConfirm
	case u.Attr["if"] != "" && (v == nil || slices.Contains(judge.Alternatives(v), "true")):
		return stride.ToConfirm
	case v != nil && len(v.From("config")) > 0 && slices.Contains(judge.Alternatives(v), "true") && slices.Contains(judge.Alternatives(v), "false"): // a setting that is off, and a way on which it is switched on
		return stride.ToConfirm
	case slices.Contains(judge.Alternatives(v), "true") && slices.Contains(judge.Alternatives(v), "false"): // some callers say so, others do not
		return stride.ToConfirm
	case !strings.HasSuffix(u.Symbol, "Config.InsecureSkipVerify"), slices.Contains(judge.Alternatives(v), "true"): // a call, or a field
		return stride.Open
	case v != nil && len(v.From("config")) > 0 && !slices.Contains(judge.Alternatives(v), "false"), v != nil && len(v.From("compare")) > 0:
		return stride.ToConfirm
	}
	return ""
}

func row(f *judge.Facts, u *dfd.Use) stride.Finding {
	hits := f.HitsOf(u)
	find := f.Finding(Off, hits)
	find.Evidence, find.Symbols = []dfd.Place{u.Place}, []string{u.Place.Func}
	find.Target = cmp.Or(find.Target, f.AnyProcess())
	find.Title = "Somebody on the way answers in place of the other server: " + judge.Call(u.Symbol)
	find.Action = "Remove " + judge.CallOf(u) + " in " + judge.In(u.Place) + " and give the client the authority or host key that it may trust."
	find.Controls = []*dfd.Control{f.Control("peer-verification", "weak", "switched off", judge.Entries(hits), u.Place)}
	if standing(u) == stride.ToConfirm {
		find.Tier, find.Status = stride.Unknown, stride.ToConfirm
		by := judge.Code(cmp.Or(judge.List(judge.Configured(u.Args["value"])), u.Attr["if"]))
		if v := u.Args["value"]; v != nil && len(v.From("store", "input")) > 0 {
			by = "what is kept for the connection"
		} else if v != nil && len(judge.Configured(v)) == 0 && judge.Text(v) != "true" {
			by = "the value"
		}
		find.Note = "Is this the configuration of a server? It shows a certificate, and a server checks nobody's by this."
		find.Controls[0].Verdict = "unknown"
		if u.Attr["beside"] == "certificate" {
			return find
		}
		find.Note = "Who sets " + by + ", which switches verification off in " + judge.In(u.Place) + ", and for which connections?"
		find.Controls[0].Verdict = "unknown"
	}
	return find
}
