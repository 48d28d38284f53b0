package link

import (
	"slices"
	"strings"

	"github.com/gostride/gostride/analyzers/summary"
)

// registered are the claims that a token's own standard defines (RFC 7519, section 4.1), by the names that golang-jwt gives
// them: who issued the token, for whom and until when. A comparison with one of them is a part of checking the token, not a
// question of what the caller may do.
var registered = map[string]bool{
	"GetIssuer": true, "GetAudience": true, "GetSubject": true, "GetExpirationTime": true, "GetIssuedAt": true, "GetNotBefore": true,
	"Issuer": true, "Audience": true, "Subject": true, "ExpiresAt": true, "IssuedAt": true, "NotBefore": true, "ID": true, "Id": true,
	"iss": true, "aud": true, "sub": true, "exp": true, "iat": true, "nbf": true, "jti": true,
}

// registeredClaim reports whether an operand is such a claim: of a library's method, of a library's field, or of a map.
func (l *linker) registeredClaim(i *inst, x summary.Ref) bool {
	for n := 0; n < 6 && x.Kind() == summary.RefReg && i.fn.def[x.Index()] >= 0; n++ {
		in := &i.fn.code[i.fn.def[x.Index()]]
		switch in.Op {
		case summary.OpExtract, summary.OpConvert:
			x = in.Args[0]
		case summary.OpCall:
			for _, h := range i.modelled(i.fn.def[x.Index()]) {
				if h.sym >= 0 && registered[lastName(l.syms.list[h.sym])] {
					return true
				}
			}
			return false
		case summary.OpLoadField:
			sym := i.fn.p.p.Syms[in.Sym]
			return registered[lastName(sym)] && strings.Contains(sym, "Claims.")
		case summary.OpLoadElem:
			if len(in.Args) < 2 || in.Args[1].Kind() != summary.RefConst {
				return false
			}
			return registered[i.fn.p.p.Consts[in.Args[1].Index()].Text]
		default:
			return false
		}
	}
	return false
}

// nonceGuard: the nonce in an ID token (OpenID Connect Core, 3.1.2.1) is equal to something else. What that is, is its subject.
func (l *linker) nonceGuard(i *inst, at int32) facts {
	args := i.fn.code[at].Args
	for n, x := range args {
		if !l.nonceClaim(i, x) {
			continue
		}
		for m, y := range args {
			s := l.bytes(l.get(i, y))
			if m == n || !l.sent(s) {
				continue
			}
			if !l.nonceClaim(i, y) {
				return l.guard(guard{kind: "nonce", i: i, at: at, subject: s})
			}
			if l.otherToken(l.get(i, x), l.get(i, y)) { // a signed state holds a nonce, too; who brings it is not told
				return l.guard(guard{kind: "nonce", value: "another token's", i: i, at: at, subject: s})
			}
		}
	}
	return none
}

// otherToken says that two values come from different tokens, each of which was verified for itself.
func (l *linker) otherToken(x, y set) bool {
	tokens := func(s set) (places []int32) {
		for _, a := range l.sets.list[s] {
			if k := l.atoms.list[a]; k.kind == aOrigin && l.origins.list[k.x].kind == "identity" {
				places = append(places, l.origins.list[k.x].place)
			}
		}
		return places
	}
	of, with := tokens(x), tokens(y)
	return len(of) > 0 && len(with) > 0 && !slices.ContainsFunc(with, func(p int32) bool { return slices.Contains(of, p) })
}

// nonceClaim reports whether an operand is the nonce that an identity came with: a field of that name, or an element of a map.
func (l *linker) nonceClaim(i *inst, x summary.Ref) bool {
	for n := 0; n < 6 && x.Kind() == summary.RefReg && i.fn.def[x.Index()] >= 0; n++ {
		at := i.fn.def[x.Index()]
		switch in := &i.fn.code[at]; in.Op {
		case summary.OpExtract, summary.OpConvert:
			x = in.Args[0]
		case summary.OpLoadField:
			return lastName(i.fn.p.p.Syms[in.Sym]) == "Nonce" && l.hasOrigin(l.get(i, x), "identity")
		case summary.OpLoadElem:
			return len(in.Args) > 1 && in.Args[1].Kind() == summary.RefConst && i.fn.p.p.Consts[in.Args[1].Index()].Text == "nonce" && l.hasOrigin(l.get(i, x), "identity")
		default:
			return false
		}
	}
	return false
}
