package cors

import (
	"slices"
	"strings"

	"github.com/gostride/gostride/analyzers/checks/judge"
	"github.com/gostride/gostride/dfd"
)

// sentByBrowser reports whether a browser may tell an entry point by itself who its user is, for a page of any site: by a cookie, or by what
// it asks for once, such as a password or a certificate. What a page has to put into a header, pages of other sites do not have. Where all
// may ask, there is nothing that others may not read.
func sentByBrowser(f *judge.Facts, e *dfd.EntryPoint) bool {
	if slices.ContainsFunc(f.From(e.ID), func(h judge.Hit) bool { return ofCookies(h.Use) }) {
		return true
	}
	if e.Auth.Verdict == "public" && !e.Auth.Optional {
		return false
	}
	if !slices.Contains([]string{"jwt", "apikey"}, e.Auth.Scheme) || len(e.Auth.Schemes) > 1 {
		return true
	}
	return byLibrary(f, e) && slices.ContainsFunc(f.Uses, func(u *dfd.Use) bool { return u.Role == "set-cookie" || ofCookies(u) })
}

// byLibrary reports whether a library finds out who is calling, wherever it looks for that.
func byLibrary(f *judge.Facts, e *dfd.EntryPoint) bool {
	return slices.ContainsFunc(f.AtStart(e, "auth"), func(g *dfd.Guard) bool { return g.Library })
}

// ofCookies accepts what reads a cookie, or a session that is found by one.
func ofCookies(u *dfd.Use) bool {
	return strings.HasPrefix(u.Role, "session") || u.Tech == "cookie" || u.Role == "input" && u.Attr["from"] == "cookie"
}
