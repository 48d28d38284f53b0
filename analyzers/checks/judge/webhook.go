package judge

import (
	"slices"
	"strings"

	"github.com/gostride/gostride/dfd"
)

// Hook is what tells that an entry point takes events which another service sends.
type Hook int

// From nothing to evidence in the code. Named: the path says so, and nothing else.
const (
	NoHook Hook = iota
	NamedHook
	SureHook
)

// parsers are library functions that read an event without looking at who sent it.
var parsers = []string{".ParseWebHook", ".ParseWebhook", ".ParseHook", "slackevents.ParseEvent", "slack.SlashCommandParse"}

// Webhook says what tells that an entry point takes events of another service, in words.
func (f *Facts) Webhook(e *dfd.EntryPoint) (Hook, string) {
	if !Remote(e) || slices.Contains([]string{"GET", "HEAD", "OPTIONS"}, e.Method) {
		return NoHook, ""
	}
	for _, h := range f.From(e.ID) {
		u := h.Use
		switch {
		case f.InMiddleware(h) && f.readersToo(u): // what stands in front of pages as well makes no route one of another service's
		case u.Role == "verify" && u.Attr["scheme"] == "signature":
			return SureHook, "it verifies a signature by " + CallOf(u)
		case slices.ContainsFunc(parsers, func(p string) bool { return strings.HasSuffix(u.Symbol, p) }):
			return SureHook, "it reads an event by " + CallOf(u)
		case u.Role == "decode" && len(Content(u.Args["from"])) > 0 && eventType(u.Args["into"]):
			return SureHook, "it reads a " + Code(Call(u.Args["into"].Type))
		case u.Role == "input" && (u.Attr["from"] == "header" || u.Attr["refines"] != ""):
			if name := Text(u.Args["name"]); SignatureHeader(name) {
				return SureHook, "it reads the header " + Code(name)
			}
		}
	}
	if namedHook(e.Path) && f.readsBody(e) {
		return NamedHook, "its path"
	}
	return NoHook, ""
}

// readersToo reports whether routes that only ask get to a use as well.
func (f *Facts) readersToo(u *dfd.Use) bool {
	return slices.ContainsFunc(u.On, func(r dfd.Reach) bool { e := f.entries[r.Entry]; return e != nil && e.Method == "GET" })
}

// eventType reports whether a value is an event as a service's own library declares it.
func eventType(v *dfd.Value) bool {
	if v == nil {
		return false
	}
	t := strings.TrimLeft(v.Type, "*[]")
	return strings.HasPrefix(t, "github.com/stripe/stripe-go") && strings.HasSuffix(t, ".Event") ||
		strings.HasPrefix(t, "github.com/google/go-github") && strings.HasSuffix(t, "Event")
}

// SignatureHeader reports whether a header carries a signature of the body or a secret of a webhook, by its name: those that
// services document, and those that say so.
func SignatureHeader(name string) bool {
	n := strings.ToLower(name)
	if n == "x-gitlab-token" || n == "x-telegram-bot-api-secret-token" || n == "paypal-transmission-sig" {
		return true
	}
	return n != "signature-input" && (strings.Contains(n, "signature") || strings.Contains(n, "hmac"))
}

// namedHook reports whether an element of a path says that it is one.
func namedHook(path string) bool {
	return slices.ContainsFunc(strings.Split(strings.ToLower(path), "/"), func(s string) bool {
		return s == "webhook" || strings.HasSuffix(s, "-webhook") || strings.HasSuffix(s, "_webhook")
	})
}

func (f *Facts) readsBody(e *dfd.EntryPoint) bool {
	return slices.ContainsFunc(f.From(e.ID), func(h Hit) bool { return ReadsBody(h.Use) && !f.InMiddleware(h) })
}

// Effects lists what an entry point's own handler does beyond its own time: changes, calls, messages.
func (f *Facts) Effects(e *dfd.EntryPoint) []Hit {
	return slices.DeleteFunc(slices.Clone(f.From(e.ID)), func(h Hit) bool {
		return h.Cost() == "" || h.Reach.Failed || f.InMiddleware(h)
	})
}
