package jwtcheck

import (
	"cmp"
	"slices"

	"github.com/gostride/gostride/analyzers/checks/judge"
	"github.com/gostride/gostride/dfd"
	"github.com/gostride/gostride/stride"
)

// left reports settings that leave a check out of a library's verification: SkipExpiryCheck: true. One row a place.
func left(f *judge.Facts) []stride.Finding {
	var out []stride.Finding
	seen := map[dfd.Place]bool{}
	for _, u := range f.Uses {
		status := switchedOn(u)
		if u.Role != "setting" || u.Attr["kind"] != "unchecked" || !judge.Live(u) || status == "" || seen[u.Place] {
			continue
		}
		seen[u.Place] = true
		hits := f.HitsOf(u)
		find := f.Finding(Hardening, hits)
		find.Evidence, find.Symbols = []dfd.Place{u.Place}, []string{u.Place.Func}
		find.Target = cmp.Or(find.Target, f.AnyProcess())
		find.Title = "Verifying a token leaves out: " + optionWords[u.Attr["option"]]
		find.Action = "Remove " + judge.CallOf(u) + " in " + judge.In(u.Place) + "."
		find.Status = status
		if status == stride.ToConfirm {
			find.Tier = stride.Unknown
			find.Note = "Who sets " + judge.Code(cmp.Or(judge.List(judge.Configured(u.Args["value"])), u.Attr["if"], "the value")) + ", and does something else check it then?"
		}
		out = append(out, find)
	}
	return out
}

// switchedOn says whether a setting is on for certain ("open"), by somebody's choice ("to-confirm"), or not ("").
func switchedOn(u *dfd.Use) string {
	v := u.Args["value"]
	on := slices.Contains(judge.Alternatives(v), "true")
	switch {
	case v == nil:
		return ""
	case on && u.Attr["if"] == "" && len(v.From("config")) == 0:
		return stride.Open
	case on, len(v.From("compare")) > 0, len(v.From("config")) > 0 && !slices.Contains(judge.Alternatives(v), "false"):
		return stride.ToConfirm
	}
	return ""
}
