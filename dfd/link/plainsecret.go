package link

import (
	"strings"
	"unicode"

	"github.com/gostride/gostride/analyzers/summary"
	"github.com/gostride/gostride/dfd"
)

// A credential that is written in the code turns away whoever does not know it, like any other; that it can be read there is another matter. Most
// constants that something sent is compared with are none: the name of a scheme ("Bearer"), a flag, how a request was made. So a constant counts only
// against a password, or against what is sent under a secret's name.

// noPlainSecrets are the names by which an Authorization header says what follows, and flags.
var noPlainSecrets = dfd.WordSet("basic bearer digest negotiate ntlm token apikey key hawk mutual jwt oauth true false yes no on off null none undefined nil")

// plainSecret says that what was sent in a part of the request under a name is compared with texts of the code that are credentials; sure is
// false where they may be something else.
func (l *linker) plainSecret(sent, other set, from, name string) (found, sure bool) {
	list := l.sets.list[other]
	sure = true
	for _, a := range list {
		k := l.atoms.list[a]
		if k.kind != aConst || summary.Kind(k.x) != summary.KindString {
			return false, false
		}
		ok, certain := l.plainText(k.s, sent, from, name)
		if !ok {
			return false, false
		}
		sure = sure && certain
	}
	return len(list) > 0, sure
}

// plainText is plainSecret for one text.
func (l *linker) plainText(text string, sent set, from, name string) (found, sure bool) {
	secret := text
	if scheme, rest, ok := strings.Cut(text, " "); ok && noPlainSecrets[strings.ToLower(scheme)] {
		secret = strings.TrimSpace(rest)
	}
	switch low := strings.ToLower(strings.TrimRight(secret, ": ")); {
	case len(low) < 2, noPlainSecrets[low]:
		return false, false
	case l.fromCredentials(sent):
		return true, true
	case !passwordName(name) && !secretItself(name):
		return false, false
	case from == "cookie": // anybody may set one, but not to what he does not know
		return true, false
	case strings.EqualFold(name, "authorization") && (l.marked(sent, "part") || l.marked(sent, "piece")): // which part?
		return strings.ContainsFunc(secret, func(c rune) bool { return !unicode.IsLetter(c) }), false
	}
	return true, true
}

// secretItself says that a name is that of a credential, not of something about one: X-API-Key, not X-Auth-Method.
func secretItself(name string) bool {
	words := dfd.NameWords(name)
	if len(words) == 0 || credentialName(name) != isSecret {
		return false
	}
	last := words[len(words)-1]
	return last != "auth" && credentialName(last) == isSecret || last == "key"
}

// plainCompare is compareGuard for a text that stands in a comparison.
func (l *linker) plainCompare(i *inst, at int32, x summary.Ref, text string) facts {
	sent := l.get(i, x)
	if !l.hasOrigin(sent, "input") {
		return none
	}
	return l.compareGuard(i, at, nil, nil, sent, l.sets.of(l.atoms.get(atomKey{kind: aConst, x: int32(summary.KindString), s: text})))
}

// plainKey: a credential that was sent is one of the keys that the code has in a map.
func (l *linker) plainKey(i *inst, at int32, sent set, keys []string) facts {
	from, name := l.inputFrom(sent)
	if from != "header" && from != "query" && from != "cookie" || l.onlyNames(sent) || forgeryName(name) {
		return none
	}
	all := true
	for _, k := range keys {
		found, sure := l.plainText(k, sent, from, name)
		if !found {
			return none
		}
		all = all && sure
	}
	scheme := "apikey"
	if l.fromCredentials(sent) {
		scheme = "basic"
	}
	return l.shown(guard{kind: "auth", scheme: scheme, i: i, at: at, subject: sent}, all)
}

// listedSecret: a credential that was sent is in a list of the code's, of the configuration's or of a store's: slices.Contains(keys, key).
func (l *linker) listedSecret(i *inst, at int32, h *hit, sent set) facts {
	if !l.hasOrigin(sent, "input") {
		return none
	}
	out := none
	if _, name := l.inputFrom(sent); !secretItself(name) {
		return none
	}
	for _, a := range h.args {
		if a == sent || l.hasOrigin(a, "input") {
			continue
		}
		of := builder{t: l.sets}
		for _, e := range l.elems(nil, a) {
			of.addSet(e)
		}
		if of.addSet(l.rest(a)); of.set() != 0 {
			out = out.plus(l.compareGuard(i, at, nil, nil, sent, of.set()))
		}
	}
	return l.only(out, "auth", "switched")
}
