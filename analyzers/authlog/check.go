// Package authlog asks whether anybody can tell afterwards who signed in, who tried to, and who was turned away.
//
// In: handlers that check a password, middleware that refuses callers, and the log lines and rows on their ways. Out:
// login-unrecorded and denial-unrecorded (R), one row a process. Changes of what is stored are auditlog's affair.
package authlog

import (
	"slices"

	"github.com/gostride/gostride/analyzers/checks/judge"
	"github.com/gostride/gostride/dfd"
	"github.com/gostride/gostride/stride"
)

// Check is the check for the list of all checks.
var Check = stride.Check{Name: "authlog", Rules: []*stride.Rule{SignIn, Denial}, Program: Program}

// Program judges a linked program.
func Program(p *dfd.Program) []stride.Finding {
	f := judge.Of(p)
	return slices.Concat(signIns(f), denials(f))
}
