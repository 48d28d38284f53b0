// Package weakrandom looks for secrets that are made of what can be computed.
//
// In: where the values of cookies, keys, hashes of tokens and messages come from. Out: weak-random (I), one row a call.
package weakrandom

import (
	"strings"

	"github.com/gostride/gostride/analyzers/checks/judge"
	"github.com/gostride/gostride/dfd"
	"github.com/gostride/gostride/stride"
)

// Check is the check for the list of all checks.
var Check = stride.Check{Name: "weakrandom", Rules: []*stride.Rule{Guessable}, Program: Program}

// secrets are the arguments that are secrets by what is done with them.
var secrets = map[string]struct{ arg, word string }{
	"set-cookie": {"value", "cookie"}, "session-set": {"value", "session"}, "sign": {"key", "signing key"}, "verify": {"key", "verification key"},
	"encrypt": {"key", "encryption key"}, "mail": {"body", "mail"}, "sms": {"body", "SMS"},
}

// Program judges a linked program.
func Program(p *dfd.Program) []stride.Finding {
	f := judge.Of(p)
	hits := f.Reached(func(u *dfd.Use) bool { return guessable(u.Args[secrets[u.Role].arg]) })
	var out []stride.Finding
	for _, same := range judge.By(hits, judge.Site) {
		u, entries := same[0].Use, judge.Entries(same)
		find := f.Finding(Guessable, same)
		find.Target = entries[0].Element
		find.Title = "The " + secrets[u.Role].word + " of " + judge.Routes(entries) + " is made of a random number that can be computed"
		find.Action = "Make what " + judge.CallOf(u) + " in " + judge.In(u.Place) + " gets with crypto/rand."
		for _, o := range u.Args[secrets[u.Role].arg].From("fresh") {
			if o.Place.File != "" {
				find.Evidence = append(find.Evidence, o.Place)
				find.Action = "Replace math/rand in " + judge.In(o.Place) + " by crypto/rand: it becomes the " + secrets[u.Role].word + " in " + judge.In(u.Place) + "."
			}
		}
		find.Note = judge.Code("rand.Text()") + " of crypto/rand (Go 1.24) makes a token in one call."
		if message(u) && judge.Shared(u.Args[secrets[u.Role].arg]) {
			find.Tier, find.Status = stride.Unknown, stride.ToConfirm
			find.Note = "More is sent by " + judge.CallOf(u) + " in " + judge.In(u.Place) + " than is kept apart. Does a number that proves something get there, or one that only names something?"
		}
		out = append(out, find)
	}
	return out
}

// message reports whether a use sends somebody a text, of which a random number may be the part that proves something.
func message(u *dfd.Use) bool { return u.Role == "mail" || u.Role == "sms" }

// guessable reports whether a value is made of weak random numbers and of nothing stronger.
func guessable(v *dfd.Value) bool {
	weak := false
	for _, o := range v.From("fresh", "secret") {
		if !strings.HasPrefix(o.Name, "weak") {
			return false
		}
		weak = true
	}
	return weak
}
