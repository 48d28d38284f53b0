package judge

import (
	"net"
	"strings"
)

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
