package plaintext

import (
	"regexp"
	"slices"
	"strings"

	"github.com/gostride/gostride/analyzers/checks/judge"
	"github.com/gostride/gostride/dfd"
)

// schemes are those of connections that are never encrypted.
var schemes = []string{"redis", "amqp", "memcache", "memcached", "stomp", "http", "ws"}

var (
	byURL  = regexp.MustCompile(`^([a-z][a-z0-9+.-]*)://(?:[^/@]*@)?([^/?#]*)(.*)$`)
	byTCP  = regexp.MustCompile(`^[^/]*@tcp\(([^)]*)\)/(.*)$`)
	byKeys = regexp.MustCompile(`(?:^|\s)host=(\S+)`)
)

// open says what shows that a connection by this text is not encrypted, and where it leads; "" where nothing does.
func open(u *dfd.Use, text string) (how, host string) {
	off := strings.Contains(strings.ToLower(text), "sslmode=disable")
	if m := byURL.FindStringSubmatch(text); m != nil {
		scheme, rest := m[1], strings.ToLower(m[3])
		switch {
		case off:
			return "sslmode=disable", judge.HostOf(m[2])
		case slices.Contains(schemes, scheme):
			return scheme + "://", judge.HostOf(m[2])
		case scheme == "mongodb" && !strings.Contains(rest, "tls=true") && !strings.Contains(rest, "ssl=true"):
			return "mongodb:// without tls", judge.HostOf(m[2])
		}
		return "", ""
	}
	if m := byTCP.FindStringSubmatch(text); m != nil && u.Role == "open" && !strings.Contains(m[2], "tls=") && !strings.Contains(m[2], "{}") {
		return "no tls in the address", judge.HostOf(m[1])
	}
	if off {
		if m := byKeys.FindStringSubmatch(text); m != nil {
			return "sslmode=disable", judge.HostOf(m[1])
		}
		if strings.Contains(text, "{") {
			return "sslmode=disable", judge.UnknownHost
		}
		return "", "" // no host: this one
	}
	redis := (strings.Contains(u.Symbol, "go-redis/") || strings.Contains(u.Symbol, "hibiken/asynq.")) && !strings.HasSuffix(u.Symbol, ".NewRing")
	if redis && u.Role == "open" && u.Args["tls"] == nil && text != "" && !strings.ContainsAny(text, "{}/ ") {
		return "no TLSConfig", judge.HostOf(text)
	}
	return "", ""
}
