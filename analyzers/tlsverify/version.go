package tlsverify

import (
	"cmp"
	"slices"

	"github.com/gostride/gostride/analyzers/checks/judge"
	"github.com/gostride/gostride/dfd"
	"github.com/gostride/gostride/stride"
)

// Old is the rule about versions of TLS that are broken.
var Old = &stride.Rule{
	ID: "tls-old-version", Title: "Somebody on the way reads or changes what is sent", STRIDE: "I", Also: "T",
	Reports: "TLS configurations whose MinVersion or MaxVersion is a constant below TLS 1.2.",
	Silent:  "Configurations that name no version: Go's defaults are TLS 1.2 and newer. Versions that come from configuration. Where one of several is chosen, of which some are new enough, who chooses is asked.",
	Before:  `&tls.Config{MinVersion: tls.VersionTLS10}`,
	After:   `&tls.Config{MinVersion: tls.VersionTLS12}`,
	CWE:     []string{"CWE-326", "CWE-327"}, CAPEC: []string{"CAPEC-217"}, ASVS: []string{"v5.0.0-12.1.1"},
	Likelihood: "Low", LikelihoodWhy: "both sides must agree on the old version, and somebody must be on the network path",
	Impact: "Medium", ImpactWhy: "what is known against TLS 1.0 and 1.1 recovers or changes parts of what is sent",
	Action: "Raise MinVersion to TLS 1.2 or newer, or leave it out.", Effort: "Low",
}

// broken are the versions below TLS 1.2, as numbers: SSL 3.0, TLS 1.0 and 1.1.
var broken = []string{"768", "769", "770"}

// old reports settings of such a version, one row a place.
func old(f *judge.Facts) []stride.Finding {
	var out []stride.Finding
	seen := map[dfd.Place]bool{}
	for _, u := range f.Uses {
		if u.Role != "setting" || u.Attr["kind"] != "tls-version" || !judge.Live(u) || seen[u.Place] ||
			!slices.ContainsFunc(judge.Alternatives(u.Args["value"]), func(t string) bool { return slices.Contains(broken, t) }) {
			continue
		}
		seen[u.Place] = true
		hits := f.HitsOf(u)
		find := f.Finding(Old, hits)
		find.Evidence, find.Symbols = []dfd.Place{u.Place}, []string{u.Place.Func}
		find.Target = cmp.Or(find.Target, f.AnyProcess())
		find.Title = "Somebody on the way reads or changes what is sent: " + judge.Call(u.Symbol) + " lets TLS below 1.2 be used"
		find.Action = "In " + judge.In(u.Place) + ", raise " + judge.CallOf(u) + " to TLS 1.2 or newer, or leave it out."
		if len(u.Args["value"].From("config")) > 0 || u.Attr["if"] != "" {
			find.Tier, find.Status = stride.Unknown, stride.ToConfirm
			find.Note = "Who sets " + judge.Code(cmp.Or(judge.List(judge.Configured(u.Args["value"])), u.Attr["if"])) + ", and for which connections?"
		}
		if find.Status != stride.ToConfirm && slices.ContainsFunc(judge.Alternatives(u.Args["value"]), func(t string) bool { return !slices.Contains(broken, t) }) {
			find.Tier, find.Status = stride.Unknown, stride.ToConfirm
			find.Note = "Who chooses the version that " + judge.CallOf(u) + " in " + judge.In(u.Place) + " is set to? Some of those that it may be are old."
		}
		out = append(out, find)
	}
	return out
}
