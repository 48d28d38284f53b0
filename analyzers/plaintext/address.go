package plaintext

import (
	"net"
	"regexp"
	"slices"
	"strings"

	"github.com/gostride/gostride/dfd"
)

// unknown is a host that is not in the source.
const unknown = "{}"

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
			return "sslmode=disable", hostOf(m[2])
		case slices.Contains(schemes, scheme):
			return scheme + "://", hostOf(m[2])
		case scheme == "mongodb" && !strings.Contains(rest, "tls=true") && !strings.Contains(rest, "ssl=true"):
			return "mongodb:// without tls", hostOf(m[2])
		}
		return "", ""
	}
	if m := byTCP.FindStringSubmatch(text); m != nil && u.Role == "open" && !strings.Contains(m[2], "tls=") && !strings.Contains(m[2], "{}") {
		return "no tls in the address", hostOf(m[1])
	}
	if off {
		if m := byKeys.FindStringSubmatch(text); m != nil {
			return "sslmode=disable", hostOf(m[1])
		}
		if strings.Contains(text, "{") {
			return "sslmode=disable", unknown
		}
		return "", "" // no host: this one
	}
	redis := (strings.Contains(u.Symbol, "go-redis/") || strings.Contains(u.Symbol, "hibiken/asynq.")) && !strings.HasSuffix(u.Symbol, ".NewRing")
	if redis && u.Role == "open" && u.Args["tls"] == nil && text != "" && !strings.ContainsAny(text, "{}/ ") {
		return "no TLSConfig", hostOf(text)
	}
	return "", ""
}

// hostOf is the host of the first of several addresses.
func hostOf(s string) string {
	s, _, _ = strings.Cut(s, ",")
	s = strings.Trim(s, "'\"")
	if strings.HasPrefix(s, "{") {
		return unknown
	}
	if h, _, err := net.SplitHostPort(s); err == nil {
		s = h
	}
	if strings.Contains(s, "{") {
		return unknown
	}
	return strings.Trim(s, "[]")
}

// beyond reports whether a host is another machine, or not known to be this one. Names without a dot are containers' names.
func beyond(host string) bool {
	if host == unknown {
		return true
	}
	if ip := net.ParseIP(host); ip != nil {
		return !ip.IsLoopback() && !ip.IsUnspecified() && !ip.IsLinkLocalUnicast()
	}
	return strings.Contains(host, ".") && !strings.HasPrefix(host, "/") && host != "host.docker.internal" &&
		!strings.HasSuffix(host, ".localhost") && !strings.HasSuffix(host, ".test")
}
