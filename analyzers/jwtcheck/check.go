// Package jwtcheck judges how tokens are verified: with what key, and whether anybody acts on the outcome.
//
// In: uses of the roles verify, parse-only and sign, the auth guards, and where a key's value comes from. Out: at most one
// row a key and one a verification: jwt-key, jwt-unchecked, jwt-unverified, and jwt-hardening as LOW. It does not say
// whether a route should need a token at all; missingauth does.
package jwtcheck

import (
	"slices"

	"github.com/gostride/gostride/analyzers/checks/judge"
	"github.com/gostride/gostride/dfd"
	"github.com/gostride/gostride/stride"
)

// Check is the check for the list of all checks.
var Check = stride.Check{Name: "jwtcheck", Rules: []*stride.Rule{Key, Unchecked, Unverified, Hardening}, Program: Program}

// Program judges a linked program.
func Program(p *dfd.Program) []stride.Finding {
	f := judge.Of(p)
	var out []stride.Finding
	out = append(out, unverified(f)...)
	out = append(out, unchecked(f)...)
	out = append(out, keys(f)...)
	out = append(out, left(f)...)
	return append(out, hardening(f)...)
}

// isToken accepts uses about signed tokens.
func isToken(u *dfd.Use) bool {
	switch scheme := u.Attr["scheme"]; u.Role {
	case "verify", "parse-only":
		return scheme == "jwt" || scheme == "paseto" || scheme == "oidc"
	case "sign":
		return true
	}
	return false
}

func verifies(u *dfd.Use) bool { return u.Role == "verify" && isToken(u) }

// guarded reports whether a hit's outcome is acted on: an auth guard that it decides holds at the handler's start or at
// something that the entry point reaches afterwards.
func guarded(f *judge.Facts, h judge.Hit) bool {
	decided := func(hit judge.Hit) bool {
		return slices.ContainsFunc(f.Held(hit, "auth", "login"), func(g *dfd.Guard) bool { return decides(f, g, h.Use) })
	}
	if decided(judge.Hit{Reach: dfd.Reach{Entry: h.Entry.ID}, Entry: h.Entry}) {
		return true
	}
	return slices.ContainsFunc(f.From(h.Entry.ID), decided)
}

// decides reports whether a guard is the outcome of a use. A call whose key differs from one caller to the next is several uses;
// a guard names one of them.
func decides(f *judge.Facts, g *dfd.Guard, u *dfd.Use) bool {
	d := f.Use(g.Use)
	return g.Use == u.ID || d != nil && d.Symbol == u.Symbol && judge.Spot(d.Place) == judge.Spot(u.Place)
}

// optional reports whether a hit's outcome was found to tell anonymous callers from known ones.
func optional(f *judge.Facts, h judge.Hit) bool {
	c := f.Chains[h.Entry.ID]
	return c != nil && slices.ContainsFunc(c.Optional, func(id string) bool {
		g := f.Guards[id]
		return g != nil && decides(f, g, h.Use)
	})
}

// identityUsed reports whether anything that an entry point does, other than to read the token, depends on an identity
// that keep accepts.
func identityUsed(f *judge.Facts, entry string, keep func(dfd.Origin) bool) bool {
	return slices.ContainsFunc(f.From(entry), func(h judge.Hit) bool { return !isToken(h.Use) && judge.Mentions(h.Use.Args, keep) })
}

func anyIdentity(o dfd.Origin) bool { return o.Kind == "identity" || forged(o) }

func forged(o dfd.Origin) bool { return o.Has("unverified") }
