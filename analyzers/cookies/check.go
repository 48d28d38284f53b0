// Package cookies judges sessions that live in cookies: do they leak, and can another site use them?
//
// In: uses of the role set-cookie, sessions that libraries keep and what is said of their cookies, entry points whose authentication is a session, and csrf guards. Out: cookie-flags (S),
// one row a call; csrf (S), one row a process and standing.
package cookies

import (
	"slices"
	"strings"

	"github.com/gostride/gostride/analyzers/checks/judge"
	"github.com/gostride/gostride/dfd"
	"github.com/gostride/gostride/stride"
)

// Check is the check for the list of all checks.
var Check = stride.Check{Name: "cookies", Rules: []*stride.Rule{Flags, CSRF}, Program: Program}

// Program judges a linked program.
func Program(p *dfd.Program) []stride.Finding {
	f := judge.Of(p)
	return slices.Concat(flags(f), kept(f), forged(f))
}

// carries accepts cookies that are worth stealing.
func carries(u *dfd.Use) bool {
	return u.Role == "set-cookie" && len(u.Args["value"].From("secret", "fresh", "identity")) > 0 && !sentTwice(u)
}

// sentTwice reports whether a cookie is a token against forged requests by its name: the page's script reads it and sends it in a header as
// well, and nobody is known by it.
func sentTwice(u *dfd.Use) bool {
	name := strings.ToLower(judge.Text(u.Args["name"]))
	return strings.Contains(name, "csrf") || strings.Contains(name, "xsrf")
}

// flags reports session cookies without Secure or HttpOnly.
func flags(f *judge.Facts) []stride.Finding {
	hits := slices.DeleteFunc(f.Served(carries), func(h judge.Hit) bool { return len(missing(h.Use)) == 0 })
	var out []stride.Finding
	for _, same := range judge.By(hits, judge.Site) {
		u, entries := same[0].Use, judge.Entries(same)
		lacks := judge.List(missing(u))
		find := f.Finding(Flags, same)
		find.Title = "The session cookie of " + judge.Routes(entries) + " is set without " + lacks
		find.Action = "In " + judge.In(u.Place) + ", set " + lacks + " on the cookie that " + judge.CallOf(u) + " sets."
		find.Controls = []*dfd.Control{f.Control("cookie-flags", "weak", "without "+lacks, entries, u.Place)}
		out = append(out, find)
	}
	return out
}

// missing lists the flags that a cookie certainly lacks: not set at all, or set to false.
func missing(u *dfd.Use) []string {
	var lacks []string
	for _, flag := range []struct{ arg, word string }{{"secure", "Secure"}, {"httponly", "HttpOnly"}} {
		if v := u.Args[flag.arg]; v == nil || judge.Text(v) == "false" {
			lacks = append(lacks, flag.word)
		}
	}
	return lacks
}

// sameSite reports whether a cookie is kept from other sites' requests: http.SameSiteLaxMode is 2, Strict is 3.
func sameSite(u *dfd.Use) bool {
	switch strings.ToLower(judge.Text(u.Args["samesite"])) {
	case "2", "3", "lax", "strict":
		return true
	}
	return false
}

// exempt reports whether something other than a check keeps other sites' requests without effect: the session's cookies
// are all SameSite.
func exempt(f *judge.Facts) *dfd.Use {
	var first *dfd.Use
	for _, u := range f.Uses {
		if !carries(u) || !judge.Live(u) {
			continue
		}
		if !sameSite(u) {
			return nil
		}
		if first == nil {
			first = u
		}
	}
	return first
}
