// Package checks lists the checks.
//
// A check is one folder under analyzers/: documents (stride.Rule), a function over the linked program, and its tests. What
// they share is in judge, what their tests share in checktest. A new check is a folder and a line here.
package checks

import (
	"github.com/gostride/gostride/analyzers/auditlog"
	"github.com/gostride/gostride/analyzers/authlog"
	"github.com/gostride/gostride/analyzers/bodylimit"
	"github.com/gostride/gostride/analyzers/bucketacl"
	"github.com/gostride/gostride/analyzers/command"
	"github.com/gostride/gostride/analyzers/cookies"
	"github.com/gostride/gostride/analyzers/cors"
	"github.com/gostride/gostride/analyzers/debugexposed"
	"github.com/gostride/gostride/analyzers/decompression"
	"github.com/gostride/gostride/analyzers/dirlisting"
	"github.com/gostride/gostride/analyzers/errleak"
	"github.com/gostride/gostride/analyzers/filemode"
	"github.com/gostride/gostride/analyzers/filename"
	"github.com/gostride/gostride/analyzers/goroutines"
	"github.com/gostride/gostride/analyzers/graphqllimits"
	"github.com/gostride/gostride/analyzers/hardcoded"
	"github.com/gostride/gostride/analyzers/idor"
	"github.com/gostride/gostride/analyzers/inlineupload"
	"github.com/gostride/gostride/analyzers/jwtcheck"
	"github.com/gostride/gostride/analyzers/massassign"
	"github.com/gostride/gostride/analyzers/missingauth"
	"github.com/gostride/gostride/analyzers/missingrole"
	"github.com/gostride/gostride/analyzers/oauthflow"
	"github.com/gostride/gostride/analyzers/pagesize"
	"github.com/gostride/gostride/analyzers/passwordhash"
	"github.com/gostride/gostride/analyzers/plaintext"
	"github.com/gostride/gostride/analyzers/presign"
	"github.com/gostride/gostride/analyzers/proxyidentity"
	"github.com/gostride/gostride/analyzers/ratelimit"
	"github.com/gostride/gostride/analyzers/redirect"
	"github.com/gostride/gostride/analyzers/refusal"
	"github.com/gostride/gostride/analyzers/secretanswer"
	"github.com/gostride/gostride/analyzers/secretslog"
	"github.com/gostride/gostride/analyzers/sessionrenew"
	"github.com/gostride/gostride/analyzers/signuprole"
	"github.com/gostride/gostride/analyzers/spendlimit"
	"github.com/gostride/gostride/analyzers/sqlinjection"
	"github.com/gostride/gostride/analyzers/ssrf"
	"github.com/gostride/gostride/analyzers/storagequota"
	"github.com/gostride/gostride/analyzers/tenantfilter"
	"github.com/gostride/gostride/analyzers/throttle"
	"github.com/gostride/gostride/analyzers/timeouts"
	"github.com/gostride/gostride/analyzers/tlsverify"
	"github.com/gostride/gostride/analyzers/transaction"
	"github.com/gostride/gostride/analyzers/weakrandom"
	"github.com/gostride/gostride/analyzers/webhook"
	"github.com/gostride/gostride/analyzers/wslimits"
	"github.com/gostride/gostride/analyzers/wsorigin"
	"github.com/gostride/gostride/analyzers/xss"
	"github.com/gostride/gostride/stride"
)

// All returns every check, in the order of their names.
func All() []stride.Check {
	return []stride.Check{
		auditlog.Check,
		authlog.Check,
		bodylimit.Check,
		bucketacl.Check,
		command.Check,
		cookies.Check,
		cors.Check,
		debugexposed.Check,
		decompression.Check,
		dirlisting.Check,
		errleak.Check,
		filemode.Check,
		filename.Check,
		goroutines.Check,
		graphqllimits.Check,
		hardcoded.Check,
		idor.Check,
		inlineupload.Check,
		jwtcheck.Check,
		massassign.Check,
		missingauth.Check,
		missingrole.Check,
		oauthflow.Check,
		pagesize.Check,
		passwordhash.Check,
		plaintext.Check,
		presign.Check,
		proxyidentity.Check,
		ratelimit.Check,
		redirect.Check,
		refusal.Check,
		secretanswer.Check,
		secretslog.Check,
		sessionrenew.Check,
		signuprole.Check,
		spendlimit.Check,
		sqlinjection.Check,
		ssrf.Check,
		storagequota.Check,
		tenantfilter.Check,
		throttle.Check,
		timeouts.Check,
		tlsverify.Check,
		transaction.Check,
		weakrandom.Check,
		webhook.Check,
		wslimits.Check,
		wsorigin.Check,
		xss.Check,
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
