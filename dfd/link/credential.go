package link

import (
	"slices"
	"strings"

	"github.com/gostride/gostride/analyzers/summary"
	"github.com/gostride/gostride/dfd"
)

// A credential is told by what it is compared with: a column, a field or a setting that holds a secret. The name under which it is sent
// counts beside that, and where what it is compared with is not known. Some names say little: a key may be one of any store.

// evidence is how surely a name is that of a credential.
type evidence int

const (
	notNamed  evidence = iota // there is no name to go by
	noSecret                  // it is none
	maybe                     // it may be one: key, session_id
	isSecret                  // it is one: api_key, token
	oneChange                 // it is good for one change: reset_token
	ofSession                 // it is one that a table of sessions keeps
)

var (
	credentialWords = dfd.WordSet("token tokens secret secrets credential credentials auth authorization authentication authenticated authorisation bearer jwt apikey apikeys sessid sig signature passphrase")
	credentialEnds  = []string{"token", "secret", "apikey", "accesskey", "authkey", "secretkey", "sessionid", "sessid", "sessionkey"}
	ownersOfKeys    = dfd.WordSet("api access auth secret app client server service admin master private license licence device agent user account write read ingest deploy webhook integration x")
	noCredentials   = dfd.WordSet("page next prev continuation cursor sync public publishable push fcm apns")
	forOneChange    = dfd.WordSet("reset verify verification confirm confirmation active activate activation invite invitation unsubscribe magic otp recovery forgot")
	renewWords      = dfd.WordSet("refresh renew renewal") // it is shown to get another one
	aboutIt         = dfd.WordSet("id name type kind count label prefix title")
)

// credentialName says how surely something is a credential by the name under which it is sent or kept.
func credentialName(name string) evidence {
	words := dfd.NameWords(name)
	switch {
	case name == "{}":
		return maybe
	case len(words) == 0:
		return notNamed
	case slices.ContainsFunc(words, func(w string) bool { return noCredentials[w] }):
		return noSecret
	}
	found := noSecret
	for n, w := range words {
		switch {
		case credentialWords[w], slices.ContainsFunc(credentialEnds, func(end string) bool { return strings.HasSuffix(w, end) }),
			(w == "key" || w == "keys") && n > 0 && ownersOfKeys[words[n-1]]:
			found = isSecret
		case w == "key" || w == "keys" || w == "session" || w == "sessions" || w == "sid":
			found = max(found, maybe)
		}
	}
	switch {
	case found == isSecret && slices.ContainsFunc(words, func(w string) bool { return forOneChange[w] }):
		return oneChange
	case found == isSecret && len(words) > 1 && aboutIt[words[len(words)-1]]:
		return maybe
	}
	return found
}

// credentialHeader: which header a value came from is evidence only by its name.
func credentialHeader(name string) bool {
	return credentialName(name) != noSecret
}

// forgeryName says that a value is a token against forged requests by its name: whoever was sent a page has one.
func forgeryName(name string) bool {
	n := strings.ToLower(name)
	return strings.Contains(n, "csrf") || strings.Contains(n, "xsrf")
}

// shownBy gives the scheme by which somebody shows who he is with what is sent so and found, or equal to what is kept under a name; "" where
// that is no credential. sure is false where it may be one.
func shownBy(from, name string, kept evidence) (scheme string, sure bool) {
	sent, session := credentialName(name), kept == ofSession
	if session {
		kept = isSecret
	}
	if from != "cookie" && slices.ContainsFunc(dfd.NameWords(name), func(w string) bool { return noCredentials[w] }) {
		return "", false
	}
	switch from {
	case "cookie": // any that is not known to say nothing
		return "session", true
	case "header":
		scheme = "apikey"
		if strings.EqualFold(name, "authorization") {
			scheme = "other"
		}
		if sent == notNamed || sent == maybe && kept != noSecret {
			sent = isSecret
		}
	case "query":
		scheme = "apikey"
	case "form", "body": // what somebody signs in with, but for a key of the API, or the token of a session
		switch {
		case kept != isSecret || sent != isSecret || slices.ContainsFunc(dfd.NameWords(name), func(w string) bool { return renewWords[w] }):
		case session:
			return "session", true
		case from == "form" && apiKeyName(name):
			return "apikey", true
		}
		return "", false
	default:
		return "", false
	}
	switch {
	case kept == isSecret, sent == isSecret && kept != oneChange:
		return scheme, true
	case sent == maybe && kept != noSecret && kept != oneChange:
		return scheme, false
	}
	return "", false
}

// columnName is credentialName for what a store keeps: what is signed is kept with its signature, which a link in a mail holds.
func columnName(name string) evidence {
	words := dfd.NameWords(name)
	if len(words) > 0 && (words[len(words)-1] == "signature" || words[len(words)-1] == "sig") {
		return maybe
	}
	return credentialName(name)
}

// apiKeyName says that a name is that of an API's key.
func apiKeyName(name string) bool {
	words := dfd.NameWords(name)
	return slices.Contains(words, "apikey") || slices.Contains(words, "api") && slices.Contains(words, "key")
}

// keptAs says how surely what a value is compared with at an instruction is a secret, by the names under which it is read.
func (l *linker) keptAs(i *inst, at int32, other set) evidence {
	if l.hasOrigin(other, "secret") {
		return isSecret
	}
	best := notNamed
	for _, x := range i.fn.code[at].Args {
		if x.Kind() != summary.RefReg && x.Kind() != summary.RefParam || l.hasOrigin(l.get(i, x), "input") {
			continue
		}
		name := l.nameOf(i, x)
		if summary.SecretName(name) {
			return isSecret
		}
		best = max(best, credentialName(name))
	}
	return best
}

// forOneChangeOnly says that a handler finds somebody by what a link holds, and that its path says that the link is for one change: a row of
// a user may keep one token for all of them, /unsubscribe?token=…
func (l *linker) forOneChangeOnly(e *entry, f facts) bool {
	if !slices.ContainsFunc(dfd.NameWords(e.path), func(w string) bool { return forOneChange[w] }) {
		return false
	}
	named := false
	for _, id := range l.only(f, "auth").ids {
		g := &l.guards[id]
		if g.scheme == "any" {
			continue
		}
		if from, _ := l.inputFrom(g.subject); from != "query" || g.row == nil || !effects[g.row.Role] {
			return false
		}
		named = true
	}
	return named
}
