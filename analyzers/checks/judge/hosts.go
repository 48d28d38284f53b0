package judge

import (
	"net"
	"regexp"
	"strings"
)

// Address is what a text says of a connection: postgres://user:password@host/rest, user:password@tcp(host)/rest, or words such as
// host=… password=…. What the text does not say is "".
type Address struct {
	Form     string // url, tcp, words; "" where it is none
	Scheme   string // of a URL
	Password string // where it is constant
	Host     string // as written, with its port
	Rest     string // of a URL and tcp: what comes after the host
}

var (
	byURL      = regexp.MustCompile(`^([a-z][a-z0-9+.-]*)://(?:([^/@]*)@)?([^/?#]*)(.*)$`)
	byTCP      = regexp.MustCompile(`^([^/]*)@tcp\(([^)]*)\)/(.*)$`)
	hostWord   = regexp.MustCompile(`(?:^|\s)host=(\S+)`)
	secretWord = regexp.MustCompile(`(?:^|\s)password=([^\s{}]+)`)
)

// AddressOf reads the address of a database or a service.
func AddressOf(text string) Address {
	if m := byURL.FindStringSubmatch(text); m != nil {
		return Address{Form: "url", Scheme: m[1], Password: passwordIn(m[2]), Host: m[3], Rest: m[4]}
	}
	if m := byTCP.FindStringSubmatch(text); m != nil {
		return Address{Form: "tcp", Password: passwordIn(m[1]), Host: m[2], Rest: m[3]}
	}
	m := hostWord.FindStringSubmatch(text)
	if m == nil {
		return Address{}
	}
	a := Address{Form: "words", Host: m[1]}
	if p := secretWord.FindStringSubmatch(text); p != nil {
		a.Password = p[1]
	}
	return a
}

// passwordIn is the constant password in user:password.
func passwordIn(user string) string {
	_, password, _ := strings.Cut(user, ":")
	if strings.ContainsAny(password, "{}@") {
		return ""
	}
	return password
}

// UnknownHost is a host that is not in the source.
const UnknownHost = "{}"

// HostOf is the host of the first of several addresses.
func HostOf(s string) string {
	s, _, _ = strings.Cut(s, ",")
	s = strings.Trim(s, "'\"")
	if strings.HasPrefix(s, "{") {
		return UnknownHost
	}
	if h, _, err := net.SplitHostPort(s); err == nil {
		s = h
	}
	if strings.Contains(s, "{") {
		return UnknownHost
	}
	return strings.Trim(s, "[]")
}

// Beyond reports whether a host is another machine, or not known to be this one. Names without a dot are containers' names.
func Beyond(host string) bool {
	if host == UnknownHost {
		return true
	}
	if ip := net.ParseIP(host); ip != nil {
		return !ip.IsLoopback() && !ip.IsUnspecified() && !ip.IsLinkLocalUnicast()
	}
	return strings.Contains(host, ".") && !strings.HasPrefix(host, "/") && host != "host.docker.internal" &&
		!strings.HasSuffix(host, ".localhost") && !strings.HasSuffix(host, ".test")
}
