package plaintext

import (
	"slices"
	"strings"

	"github.com/gostride/gostride/analyzers/checks/judge"
	"github.com/gostride/gostride/dfd"
)

// schemes are those of connections that are never encrypted.
var schemes = []string{"redis", "amqp", "memcache", "memcached", "stomp", "http", "ws"}

// open says what shows that a connection by this text is not encrypted, and where it leads; "" where nothing does.
func open(u *dfd.Use, text string) (how, host string) {
	off := strings.Contains(strings.ToLower(text), "sslmode=disable")
	a := judge.AddressOf(text)
	host, rest := judge.HostOf(a.Host), strings.ToLower(a.Rest)
	switch {
	case strings.Contains(host, "/"): // a file or a socket: another driver's address, put where this one has a host
		return "", ""
	case off && (a.Form == "url" || a.Form == "words"):
		return "sslmode=disable", host
	case a.Form == "url" && slices.Contains(schemes, a.Scheme):
		return a.Scheme + "://", host
	case a.Form == "url" && a.Scheme == "mongodb" && !strings.Contains(rest, "tls=true") && !strings.Contains(rest, "ssl=true"):
		return "mongodb:// without tls", host
	case a.Form == "url":
		return "", ""
	case a.Form == "tcp" && u.Role == "open" && !strings.Contains(a.Rest, "tls=") && !strings.Contains(a.Rest, "{}"):
		return "no tls in the address", host
	case off && strings.Contains(text, "{"):
		return "sslmode=disable", judge.UnknownHost
	case off: // no host: this one
		return "", ""
	}
	redis := (strings.Contains(u.Symbol, "go-redis/") || strings.Contains(u.Symbol, "hibiken/asynq.")) && !strings.HasSuffix(u.Symbol, ".NewRing")
	if redis && u.Role == "open" && u.Args["tls"] == nil && text != "" && !strings.ContainsAny(text, "{}/ ") {
		return "no TLSConfig", judge.HostOf(text)
	}
	return "", ""
}
