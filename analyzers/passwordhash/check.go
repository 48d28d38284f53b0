// Package passwordhash looks for passwords that go through a fast hash.
//
// In: uses of the role hash and what they are given. Out: fast-password-hash (I), one row a call. That an input is a
// password is read off its name: nothing else in the code says so.
package passwordhash

import (
	"regexp"
	"slices"

	"github.com/gostride/gostride/analyzers/checks/judge"
	"github.com/gostride/gostride/dfd"
	"github.com/gostride/gostride/stride"
)

// Check is the check for the list of all checks.
var Check = stride.Check{Name: "passwordhash", Rules: []*stride.Rule{Fast}, Program: Program}

// Program judges a linked program.
func Program(p *dfd.Program) []stride.Finding {
	f := judge.Of(p)
	// What is written to a hash counts where the hash is made, not again where its sum is taken.
	hits := slices.DeleteFunc(f.Served(judge.Role("hash")), func(h judge.Hit) bool {
		return h.Use.Attr["kind"] == "hmac" || h.Use.Attr["kind"] == "sum" || len(passwords(h.Use)) == 0
	})
	var out []stride.Finding
	for _, same := range judge.By(hits, judge.Site) {
		u, entries := same[0].Use, judge.Entries(same)
		find := f.Finding(Fast, same)
		find.Title = "The " + judge.Described(passwords(u)) + " of " + judge.Routes(entries) + " is hashed with " + judge.Call(u.Symbol)
		find.Action = "In " + judge.In(u.Place) + ", replace " + judge.CallOf(u) + " by bcrypt or argon2id, and hash stored passwords anew when their users sign in."
		find.Note = judge.Code("bcrypt.GenerateFromPassword(password, 12)") + " and " + judge.Code("bcrypt.CompareHashAndPassword") + "."
		out = append(out, find)
	}
	return out
}

var password = regexp.MustCompile(`(?i)(passw|pwd|passphrase)`)

func passwords(u *dfd.Use) []dfd.Origin {
	return slices.DeleteFunc(judge.Inputs(u.Args["value"], "body", "form", "query", "header"), func(o dfd.Origin) bool { return !password.MatchString(o.Name) })
}
