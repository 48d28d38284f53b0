package jwtcheck

import (
	"fmt"
	"slices"

	"github.com/gostride/gostride/analyzers/checks/judge"
	"github.com/gostride/gostride/dfd"
	"github.com/gostride/gostride/stride"
)

// unverified reports tokens that are read without being verified and whose content is used as identity. Where another
// check decides who the caller is, only an identity that is marked as read from such a token counts.
func unverified(f *judge.Facts) []stride.Finding {
	hits := f.Served(func(u *dfd.Use) bool { return u.Role == "parse-only" && isToken(u) })
	hits = slices.DeleteFunc(hits, func(h judge.Hit) bool { return !believed(f, h) })
	var out []stride.Finding
	for _, same := range judge.By(hits, func(h judge.Hit) string { return fmt.Sprint(at(h), ruled(f, h) != nil) }) {
		u := same[0].Use
		find := f.Finding(Unverified, same)
		find.Title = "A token with any signature acts as any user on " + judge.Routes(judge.Entries(same))
		find.Action = "Replace " + judge.CallOf(u) + " in " + judge.In(u.Place) + " by a call that verifies the signature, and return its error."
		find.Note = "With golang-jwt: " + judge.Code("jwt.ParseWithClaims(raw, &claims, keyfunc, jwt.WithValidMethods(…), jwt.WithExpirationRequired())") + "."
		find.Controls = []*dfd.Control{f.Control("token-verification", "absent", "", judge.Entries(same), u.Place)}
		if by := ruled(f, same[0]); by != nil {
			find.Tier, find.Status = stride.Unknown, stride.ToConfirm
			find.Note = "Does the policy that " + judge.CallOf(by) + " in " + judge.In(by.Place) + " is asked with the token verify its signature?"
			find.Controls[0].Verdict, find.Controls[0].Evidence = "unknown", []dfd.Place{by.Place}
		}
		out = append(out, find)
	}
	return out
}

func believed(f *judge.Facts, h judge.Hit) bool {
	whoever := func(o dfd.Origin) bool { return anyIdentity(o) && !readElsewhere(f, h, o) }
	mine := func(o dfd.Origin) bool { return forged(o) && whoever(o) }
	by := verifiedToo(f, h)
	if by == nil {
		return identityUsed(f, h.Entry.ID, mine) || guarded(f, h) || len(f.AtStart(h.Entry, "auth")) == 0 && identityUsed(f, h.Entry.ID, whoever)
	}
	itself := read(by.Args["token"], h.Use) // it tells which key the same token is verified by: that it is told in a refusal believes nothing
	past := func(x judge.Hit) bool {
		return itself && slices.ContainsFunc(f.Held(x, "auth", "login"), func(g *dfd.Guard) bool { return decides(f, g, by) })
	}
	return slices.ContainsFunc(f.From(h.Entry.ID), func(x judge.Hit) bool {
		return !isToken(x.Use) && !tells(x.Use) && judge.Mentions(x.Use.Args, mine) && !past(x)
	})
}

// readElsewhere reports whether an identity is what another call than a hit's read from a token.
func readElsewhere(f *judge.Facts, h judge.Hit, o dfd.Origin) bool {
	at := judge.Spot(o.Place)
	return at != judge.Spot(h.Use.Place) && slices.ContainsFunc(f.From(h.Entry.ID), func(x judge.Hit) bool {
		return x.Use.Role == "parse-only" && judge.Spot(x.Use.Place) == at
	})
}

// verifiedToo gives the verification of the same token on the same entry point: of the text that is read, or of what was read from it. Else nil.
func verifiedToo(f *judge.Facts, h judge.Hit) *dfd.Use {
	token := judge.Inputs(h.Use.Args["token"])
	for _, x := range f.From(h.Entry.ID) {
		v := x.Use.Args["token"]
		if verifies(x.Use) && (read(v, h.Use) || slices.ContainsFunc(judge.Inputs(v), func(o dfd.Origin) bool {
			return slices.ContainsFunc(token, func(t dfd.Origin) bool { return t.Name == o.Name && t.Place == o.Place })
		})) {
			return x.Use
		}
	}
	return nil
}

// read reports whether a token is what a call read, and nothing else: jws.Verify of what ParseSigned gave.
func read(v *dfd.Value, by *dfd.Use) bool {
	if v == nil || v.Unknown || len(v.From("input")) > 0 {
		return false
	}
	of := v.From("identity")
	return len(of) > 0 && !slices.ContainsFunc(of, func(o dfd.Origin) bool { return judge.Spot(o.Place) != judge.Spot(by.Place) })
}

// tells accepts uses that say something and do nothing.
func tells(u *dfd.Use) bool {
	return slices.Contains([]string{"respond", "abort", "set-header", "log", "write"}, u.Role)
}

// ruled returns the evaluation of a policy that is given the token itself, or nil: what a policy says is not in Go.
func ruled(f *judge.Facts, h judge.Hit) *dfd.Use {
	token := judge.Inputs(h.Use.Args["token"])
	for _, x := range f.From(h.Entry.ID) {
		if x.Use.Role == "pass" && x.Use.Attr["kind"] == "policy" && judge.Mentions(x.Use.Args, func(o dfd.Origin) bool {
			return o.Kind == "input" && slices.ContainsFunc(token, func(t dfd.Origin) bool { return t.Name == o.Name })
		}) {
			return x.Use
		}
	}
	return nil
}

// unchecked reports verifications that nobody acts on. Where the way of the request could not be followed to its end, or
// the identity is not seen to be used, it is a question.
func unchecked(f *judge.Facts) []stride.Finding {
	hits := f.Served(verifies)
	hits = slices.DeleteFunc(hits, func(h judge.Hit) bool {
		return guarded(f, h) || optional(f, h) || len(f.AtStart(h.Entry, "auth")) > 0 || !exposed(f, h.Entry.ID)
	})
	var out []stride.Finding
	for _, same := range judge.By(hits, func(h judge.Hit) string { return at(h) + certainty(f, h) }) {
		u := same[0].Use
		find := f.Finding(Unchecked, same)
		find.Title = "A token that failed verification still acts as its user on " + judge.Routes(judge.Entries(same))
		find.Action = "Act on the outcome of " + judge.CallOf(u) + " in " + judge.In(u.Place) + ": return on its error, and on a token that is not valid."
		find.Note = judge.Code("if err != nil { http.Error(w, \"invalid token\", http.StatusUnauthorized); return }")
		find.Controls = []*dfd.Control{f.Control("token-verification", "weak", "outcome not acted on", judge.Entries(same), u.Place)}
		if certainty(f, same[0]) != "" {
			find.Tier, find.Status = stride.Unknown, stride.ToConfirm
			find.Note = "Does a request with a bad token get past " + judge.In(u.Place) + "? What happens to the outcome could not be followed."
			find.Controls[0].Verdict = "unknown"
		}
		out = append(out, find)
	}
	return out
}

// exposed reports whether an entry point does something with an identity where no check of who it is, be it one of several, holds.
// What all callers of a helper pass together says nothing of one of them.
func exposed(f *judge.Facts, entry string) bool {
	return slices.ContainsFunc(f.From(entry), func(h judge.Hit) bool {
		return !isToken(h.Use) && holdsIdentity(h.Use) && len(f.Held(h, "auth", "login")) == 0
	})
}

func holdsIdentity(u *dfd.Use) bool {
	for _, v := range u.Args {
		if v != nil && !v.Many && slices.ContainsFunc(v.Origins, anyIdentity) {
			return true
		}
	}
	return false
}

// certainty parts the hits whose outcome is known to go nowhere (""), since nobody looks at it, from those that could not be followed: an
// error that is handed on may end things where it gets to, and who brings no token may be somebody without a name.
func certainty(f *judge.Facts, h judge.Hit) string {
	if h.Use.Attr["outcome"] != "ignored" || h.Reach.Heeded || h.Entry.Auth.Verdict == "unknown" || len(f.Blind([]*dfd.EntryPoint{h.Entry})) > 0 || severally(f, h) {
		return " unknown"
	}
	return ""
}

// severally reports whether another implementation of the method that verifies does so as well, called at the same place: the caller may
// act on the outcome of whichever it is, and no check of either one holds behind it.
func severally(f *judge.Facts, h judge.Hit) bool {
	caller, method := calledBy(h)
	return caller != nil && slices.ContainsFunc(f.From(h.Entry.ID), func(x judge.Hit) bool {
		by, name := calledBy(x)
		return verifies(x.Use) && x.Use.Place.Func != h.Use.Place.Func && by != nil && *by == *caller && name == method
	})
}

// calledBy gives the place that a hit's function is called at, and the function's own name, nil where the entry point itself makes the call.
func calledBy(h judge.Hit) (*dfd.Place, string) {
	way := h.Reach.Trace()
	if len(way) < 2 {
		return nil, ""
	}
	fn := h.Use.Place.Func
	return &way[len(way)-2], judge.Last(fn)
}

// at is the place of a call, for one row a call.
func at(h judge.Hit) string { return h.Use.Place.Func + " " + h.Use.Symbol }
