// Package checks lists the checks.
//
// A check is one folder under analyzers/: documents (stride.Rule), a function over the linked program, and its tests. What
// they share is in judge, what their tests share in checktest. A new check is a folder and a line here.
package checks

import (
	"github.com/gostride/gostride/analyzers/auditlog"
	"github.com/gostride/gostride/analyzers/bucketacl"
	"github.com/gostride/gostride/analyzers/errleak"
	"github.com/gostride/gostride/analyzers/filename"
	"github.com/gostride/gostride/analyzers/inlineupload"
	"github.com/gostride/gostride/analyzers/jwtcheck"
	"github.com/gostride/gostride/analyzers/presign"
	"github.com/gostride/gostride/analyzers/ratelimit"
	"github.com/gostride/gostride/analyzers/storagequota"
	"github.com/gostride/gostride/stride"
)

// All returns every check, in the order of their names.
func All() []stride.Check {
	return []stride.Check{
		auditlog.Check,
		bucketacl.Check,
		errleak.Check,
		filename.Check,
		inlineupload.Check,
		jwtcheck.Check,
		presign.Check,
		ratelimit.Check,
		storagequota.Check,
	}
}

// Rules returns the documents of every check, in the checks' order.
func Rules() []*stride.Rule {
	var rules []*stride.Rule
	for _, c := range All() {
		rules = append(rules, c.Rules...)
	}
	return rules
}
