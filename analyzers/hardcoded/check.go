// Package hardcoded looks for keys and passwords that stand in the source.
//
// In: what is given to hashes and ciphers as their key, to stores of cookies, to databases as their address, to comparisons, and uses
// of the role secret: parameters and fields of libraries that are called as only secrets are. Out: hard-coded-key and
// hard-coded-secret (both S), one row a place. Keys of tokens are jwtcheck's affair. The secret itself is never repeated.
package hardcoded

import (
	"cmp"
	"slices"
	"strings"

	"github.com/gostride/gostride/analyzers/checks/judge"
	"github.com/gostride/gostride/dfd"
	"github.com/gostride/gostride/stride"
)

// Check is the check for the list of all checks.
var Check = stride.Check{Name: "hardcoded", Rules: []*stride.Rule{Key, Credential}, Program: Program}

// Program judges a linked program.
func Program(p *dfd.Program) []stride.Finding {
	f := judge.Of(p)
	others := elsewhereJudged(f)
	seen := map[dfd.Place]bool{}
	var out []stride.Finding
	for _, u := range p.Uses {
		s := secretOf(f, u)
		if s == nil || !judge.Live(u) || seen[u.Place] || others.places[u.Place] && u.Role == "secret" {
			continue
		}
		s.literals = slices.DeleteFunc(s.literals, func(t string) bool { return others.keys[t] })
		if len(s.literals) > 0 && settled(s.value) {
			seen[u.Place] = true
			out = append(out, row(f, u, s))
		}
	}
	return out
}

// row makes the finding of a secret.
func row(f *judge.Facts, u *dfd.Use, s *secret) stride.Finding {
	hits := f.HitsOf(u)
	find := f.Finding(s.rule, hits)
	find.Evidence, find.Symbols = []dfd.Place{u.Place}, []string{u.Place.Func}
	find.Target = cmp.Or(find.Target, f.AnyProcess())
	if len(find.Trace) == 0 && len(u.On) > 0 {
		find.Trace = u.On[0].Trace()
	}
	names := judge.List(judge.Configured(s.value))
	value := "literal"
	find.Title = capital(s.what) + " stands in the source, for whoever reads it"
	find.Action = "Take " + s.what + " from configuration, refuse to start without it, and change it: it is in the history. It gets to " + judge.In(u.Place) + "."
	switch {
	case names != "":
		value = names + " with a literal as default"
		find.Title = "Without " + names + " " + s.what + " is a literal in the source, for whoever reads it"
		find.Action = "Remove the default of " + judge.Code(names) + ", refuse to start without it, and change it wherever the default was in use. It gets to " + judge.In(u.Place) + "."
	case slices.ContainsFunc(s.value.Origins, func(o dfd.Origin) bool { return o.Kind != "const" }):
		find.Title = capital(s.what) + " may be a literal in the source, for whoever reads it"
	}
	if s.named != "" {
		find.Note = "What it is for is told by its name alone: " + judge.Code(s.named) + " of " + judge.CallOf(u) + "."
	}
	find.Controls = []*dfd.Control{f.Control("key-origin", "weak", value, judge.Entries(hits), u.Place)}
	return find
}

// settled reports whether a value is a literal, or one beside a setting or what the program makes up. A literal among what callers send or a
// store holds may be what another call passes.
func settled(v *dfd.Value) bool {
	return !v.Unknown && !slices.ContainsFunc(v.Origins, func(o dfd.Origin) bool {
		return !slices.Contains([]string{"const", "config", "fresh", "secret"}, o.Kind) && o.Name != "filesystem"
	})
}

func capital(s string) string { return strings.ToUpper(s[:1]) + s[1:] }

// judged is what other uses and checks say more of.
type judged struct {
	places map[dfd.Place]bool // calls whose secret a model names
	keys   map[string]bool    // literals that are keys of tokens: jwt-key is about them
}

func elsewhereJudged(f *judge.Facts) judged {
	out := judged{map[dfd.Place]bool{}, map[string]bool{}}
	add := func(v *dfd.Value) {
		for _, t := range judge.Alternatives(v) {
			out.keys[t] = true
		}
	}
	for _, u := range f.Uses {
		switch u.Role {
		case "verify", "sign":
			if !signature(u) {
				add(u.Args["key"])
				add(u.Args["keyfunc"])
			}
			out.places[u.Place] = true
		case "compare", "kdf", "hash", "encrypt":
			out.places[u.Place] = true
		}
	}
	for _, g := range f.Guards {
		if g.Scheme == "jwt" {
			add(f.GuardArg(g, "key", "keyfunc", "secret"))
		}
	}
	return out
}
