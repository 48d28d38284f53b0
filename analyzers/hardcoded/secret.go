package hardcoded

import (
	"regexp"
	"slices"
	"strings"

	"github.com/gostride/gostride/analyzers/checks/judge"
	"github.com/gostride/gostride/dfd"
	"github.com/gostride/gostride/stride"
)

// secret is what a use takes that nobody else should know.
type secret struct {
	rule     *stride.Rule
	value    *dfd.Value
	literals []string
	what     string // for people: "the password of smtp.PlainAuth"
	named    string // the name by which it was told, "" where a model says what it is
}

// secretOf gives the secret that a use takes, nil for others.
func secretOf(f *judge.Facts, u *dfd.Use) *secret {
	call := judge.Call(u.Symbol)
	switch {
	case u.Role == "hash" && u.Attr["kind"] == "hmac":
		return keyOf(u, "the key that "+call+" signs with")
	case signature(u):
		return keyOf(u, "the key by which "+call+" knows the sender")
	case u.Role == "encrypt":
		return keyOf(u, "the key that "+call+" encrypts with")
	case u.Role == "open" && u.Tech == "cookie":
		return keyOf(u, "the key of session cookies ("+call+")")
	case u.Role == "open" && u.Args["dsn"] != nil:
		return address(u)
	case u.Role == "kdf":
		return account(f, u)
	case u.Role == "compare":
		return compared(f, u, call)
	case u.Role == "secret":
		return named(u, call)
	}
	return nil
}

// signature says that a use verifies a signature over a message by a key that both sides have, as against a token: of a webhook, say.
func signature(u *dfd.Use) bool {
	return u.Role == "verify" && u.Attr["scheme"] == "signature" && u.Attr["public"] == ""
}

func keyOf(u *dfd.Use, what string) *secret {
	v := u.Args["key"]
	if v == nil {
		return nil
	}
	return &secret{rule: Key, value: v, literals: judge.Alternatives(v), what: what}
}

// named is what a parameter or a field takes that is called as only secrets are.
func named(u *dfd.Use, call string) *secret {
	v := u.Args["value"]
	if v == nil {
		return nil
	}
	what := "the " + u.Attr["name"] + " that " + call + " takes"
	if strings.HasSuffix(call, "."+u.Attr["name"]) {
		what = call
	}
	literals := slices.DeleteFunc(judge.Alternatives(v), func(s string) bool { return elsewhere.MatchString(s) || public(s) })
	return &secret{rule: Credential, value: v, literals: literals, what: what, named: u.Attr["name"]}
}

// elsewhere matches texts that say where a secret lies, or stand for one: the name of a setting, a path, a template.
var elsewhere = regexp.MustCompile(`^[A-Z][A-Z0-9]*(_[A-Z0-9]+)+$|^[./~]|^[a-z]+://|^arn:|^\$|^%[a-z]$|[{}<>]|\s`)

// masked matches what stands in the place of a secret that is not shown.
var masked = regexp.MustCompile(`(?i)^[\[(*]*(redacted|hidden|masked|removed|filtered)[\])*]*$`)

func public(s string) bool {
	return judge.PublicKey(s) || strings.Trim(s, "*xX.") == "" || masked.MatchString(s)
}

// address is the password in the address of a database on another machine.
func address(u *dfd.Use) *secret {
	s := &secret{rule: Credential, value: u.Args["dsn"], what: "the password in the address that " + judge.Call(u.Symbol) + " opens"}
	for _, text := range s.value.Text {
		if remote(text) {
			s.literals = append(s.literals, text)
		}
	}
	return s
}

// remote says that an address holds a password, and is for another machine that is in the source.
func remote(text string) bool {
	a := judge.AddressOf(text)
	host := judge.HostOf(a.Host)
	return a.Password != "" && host != "" && host != judge.UnknownHost && judge.Beyond(host)
}

// account is the literal password of an account that the program makes: it is hashed on a way that writes to a store. One that is hashed when a
// package is initialised is there to be compared with.
func account(f *judge.Facts, u *dfd.Use) *secret {
	v := u.Args["value"]
	if v == nil || strings.HasSuffix(u.Place.Func, ".init") || !slices.ContainsFunc(u.On, func(r dfd.Reach) bool { return writes(f, r.Entry) }) {
		return nil
	}
	return &secret{rule: Credential, value: v, literals: judge.Alternatives(v), what: "the password of an account"}
}

func writes(f *judge.Facts, entry string) bool {
	return slices.ContainsFunc(f.From(entry), func(h judge.Hit) bool { return judge.Records(h.Use) && h.Use.Op == "write" })
}

// compared is a literal that a caller has to send.
func compared(f *judge.Facts, u *dfd.Use, call string) *secret {
	if kind := u.Attr["kind"]; kind != "password" && kind != "constant-time" {
		return nil
	}
	for _, side := range [][2]string{{"a", "b"}, {"b", "a"}} {
		own, sent := u.Args[side[0]], u.Args[side[1]]
		if own == nil || sent == nil || len(judge.Inputs(sent, "header", "body", "form", "query", "cookie", "message")) == 0 || besideAnother(f, u) {
			continue
		}
		literals := slices.DeleteFunc(judge.Alternatives(own), func(s string) bool { return strings.HasPrefix(s, "$") }) // a hash, often one to lose time with
		return &secret{rule: Credential, value: own, literals: literals, what: "what " + call + " asks a caller for"}
	}
	return nil
}

// besideAnother says that the same function compares something else that was sent with what is no literal: the literal is a user's name.
func besideAnother(f *judge.Facts, u *dfd.Use) bool {
	return slices.ContainsFunc(f.Uses, func(o *dfd.Use) bool {
		if o.Role != "compare" || o.Place.Func != u.Place.Func || o.Place == u.Place && o.Order == u.Order {
			return false
		}
		return len(judge.Alternatives(o.Args["a"]))+len(judge.Alternatives(o.Args["b"])) == 0
	})
}
