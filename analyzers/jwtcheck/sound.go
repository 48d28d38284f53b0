package jwtcheck

import (
	"slices"
	"strings"

	"github.com/gostride/gostride/analyzers/checks/judge"
	"github.com/gostride/gostride/dfd"
	"github.com/gostride/gostride/stride"
)

// sound fills the row of a key that nobody outside can know as far as the code shows: mitigated where the verification is
// acted on and the key cannot be empty, else a question.
func sound(f *judge.Facts, find *stride.Finding, hits []judge.Hit, key *dfd.Value, names string) {
	hits = slices.DeleteFunc(slices.Clone(hits), func(h judge.Hit) bool { return h.Use.Role != "verify" })
	firm := slices.DeleteFunc(slices.Clone(hits), func(h judge.Hit) bool { return inPassing(f, h) })
	if len(firm) > 0 {
		hits = firm
	}
	entries := judge.Entries(hits)
	u := hits[0].Use
	find.Entries, find.Title = judge.IDs(entries), "A forged token acts as any user on "+judge.Routes(entries)
	switch {
	case !judge.Follows(key) || len(judge.Inputs(key))+len(judge.Answered(key)) > 0 || names == "" && from(key, names) == "":
		ask(f, find, entries, "Where does the key of "+judge.CallOf(u)+" in "+judge.In(u.Place)+" come from, and who knows it? It could not be followed.")
		return
	case names != "" && (!required(key) || guessable(key)):
		ask(f, find, entries, "Is "+judge.Code(names)+" always set, to something nobody can guess? It could not be seen that the program refuses to start without it, and with an empty key anybody signs tokens.")
		find.Action = "Refuse to start when " + judge.Code(names) + " is empty."
		return
	}
	if len(firm) == 0 {
		ask(f, find, entries, "Which of these routes lead by "+judge.In(u.Place)+"? What is around their handlers could not be told apart.")
		return
	}
	find.Status = stride.Mitigated
	find.Action = "Keep the verification in " + judge.In(u.Place) + " and its key in configuration."
	find.Note = judge.CallOf(u) + " in " + judge.In(u.Place) + " refuses on error; key from " + from(key, names) + pinned(u)
	find.Controls = []*dfd.Control{f.Control("key-origin", "present", from(key, names), entries, find.Evidence[0])}
	if asked := demanding(entries); len(asked) > 0 {
		find.Controls = append(find.Controls, f.Control("token-verification", "present", judge.Call(u.Symbol), asked, u.Place))
	}
}

// demanding leaves out entry points that a caller gets to without a token: one that he brings is verified, none is asked for.
func demanding(entries []*dfd.EntryPoint) []*dfd.EntryPoint {
	return slices.DeleteFunc(slices.Clone(entries), func(e *dfd.EntryPoint) bool { return e.Auth.Optional || e.Auth.Verdict == "public" })
}

// inPassing reports whether a verification lies around a handler of which nobody is found to be kept out, nor to be told from strangers: it
// may be on another route's way.
func inPassing(f *judge.Facts, h judge.Hit) bool {
	return h.Reach.Beside && h.Entry.Auth.Verdict == "public" && !h.Entry.Auth.Optional && !optional(f, h)
}

func ask(f *judge.Facts, find *stride.Finding, entries []*dfd.EntryPoint, question string) {
	find.Tier, find.Status, find.Note = stride.Unknown, stride.ToConfirm, question
	find.Controls = []*dfd.Control{f.Control("key-origin", "unknown", "", entries, find.Evidence[0])}
}

// required reports whether the program refuses to start without the settings that a key comes from.
func required(key *dfd.Value) bool {
	return !slices.ContainsFunc(key.From("config"), func(o dfd.Origin) bool { return !o.Has("required") })
}

// from says where a key comes from that nobody outside can know, or that anybody may; "" where nothing says so.
func from(key *dfd.Value, names string) string {
	if names != "" {
		return names + " (required)"
	}
	var kinds []string
	for _, o := range key.From("secret", "store", "fresh", "external") {
		kind := map[string]string{"secret": "a secret store", "store": "a store", "fresh": "a value made at start-up", "external": "another service"}[o.Kind]
		if !slices.Contains(kinds, kind) {
			kinds = append(kinds, kind)
		}
	}
	if kinds == nil && len(judge.Alternatives(key)) > 0 { // others than public ones are literals
		return "a public key"
	}
	return judge.List(kinds)
}

// optionWords are the options of a verification.
var optionWords = map[string]string{"methods": "algorithms", "exp": "expiry", "iss": "issuer", "aud": "audience", "nbf": "not-before"}

func pinned(u *dfd.Use) string {
	var words []string
	for _, o := range options(u) {
		if w := optionWords[o]; w != "" {
			words = append(words, w)
		}
	}
	if words == nil {
		return ""
	}
	return "; " + judge.List(words) + " pinned"
}

func options(u *dfd.Use) []string {
	return strings.FieldsFunc(u.Attr["options"], func(r rune) bool { return r == ',' || r == ' ' })
}

// hardening reports what the verifications that hold could pin and do not. Where the options are not known it is silent.
func hardening(f *judge.Facts) []stride.Finding {
	hits := slices.DeleteFunc(f.Served(verifies), func(h judge.Hit) bool { return len(open(f, h)) == 0 || !guarded(f, h) })
	var out []stride.Finding
	for _, same := range judge.By(hits, func(h judge.Hit) string { return at(h) + strings.Join(open(f, h), " ") }) {
		u := same[0].Use
		lacks := judge.List(open(f, same[0]))
		find := f.Finding(Hardening, same)
		find.Title = "Verifying a token does not pin: " + lacks
		find.Action = "Give " + judge.CallOf(u) + " in " + judge.In(u.Place) + " the options for: " + lacks + "."
		find.Note = "golang-jwt: " + judge.Code("jwt.WithValidMethods") + ", " + judge.Code("jwt.WithExpirationRequired") + ", " + judge.Code("jwt.WithAudience")
		out = append(out, find)
	}
	return out
}

// open lists what a verification leaves open and the program does not look at by itself: where it compares a time of the token
// with the clock, a token without one does not pass either.
func open(f *judge.Facts, h judge.Hit) []string {
	lacks := missing(h.Use)
	timed := func(g *dfd.Guard) bool { return len(judge.Identity(f.GuardArg(g, "value"))) > 0 }
	held := func(o judge.Hit) bool { return slices.ContainsFunc(f.Held(o, "recent"), timed) }
	if slices.ContainsFunc(f.AtStart(h.Entry, "recent"), timed) || slices.ContainsFunc(f.Effects(h.Entry), held) {
		lacks = slices.DeleteFunc(slices.Clone(lacks), func(s string) bool { return s == optionWords["exp"] })
	}
	return lacks
}

// missing lists what a verification leaves open, nil where its options are not known.
func missing(u *dfd.Use) []string {
	known := options(u)
	if slices.Contains(known, "key") { // a key that is given as an option comes with its algorithm
		known = append(known, "methods")
	}
	if _, seen := u.Attr["options"]; !seen || slices.Contains(known, "?") {
		return nil
	}
	var lacks []string
	for _, o := range []string{"methods", "exp"} {
		if !slices.Contains(known, o) {
			lacks = append(lacks, optionWords[o])
		}
	}
	if u.Attr["scheme"] == "oidc" && !slices.Contains(known, "aud") {
		lacks = append(lacks, optionWords["aud"])
	}
	return lacks
}
