package link

import (
	"slices"
	"strings"
)

// maxHosts is how many hosts of constant addresses a value keeps that holds too much else.
const maxHosts = 32

// hostsOf gives what is kept of the constants of a value that holds more than are kept apart: whom they lead to. An address with a constant
// host becomes that host, and a gap for what stood behind it; a diagram is drawn by them, checks do not go by them. Of too many the first by their
// spelling: so a value that grows comes to an end.
func (l *linker) hostsOf(list []atom) []atom {
	var found []string
	for _, a := range list {
		if k := l.atoms.list[a]; k.kind == aConst || k.kind == aTemplate {
			if t := hostAlone(k.s); t != "" && !slices.Contains(found, t) {
				found = append(found, t)
			}
		}
	}
	slices.Sort(found)
	var out []atom
	for _, t := range found[:min(len(found), maxHosts)] {
		out = append(out, l.text(t))
	}
	return out
}

// hostAlone is an address without what stands behind its host, which is a gap: "https://api.example.com/{}"; "" where the host is not constant.
func hostAlone(t string) string {
	at := strings.Index(t, "://")
	if at < 1 || host(t) == "" || !strings.HasPrefix(t, "http") && !strings.HasPrefix(t, "ws") {
		return ""
	}
	end := strings.IndexAny(t[at+3:], "/?#")
	if end < 0 {
		end = len(t) - at - 3
	}
	return t[:at+3+end] + hostKept
}

// hostKept stands for what was behind a host that is kept of an address: a gap, and a mark that no text of a program has.
const hostKept = "/{}\x01"

// keptHost says that a text is what is left of an address, or was put together with one, and which host that is.
func keptHost(t string) (string, bool) { return host(t), strings.Contains(t, "\x01") }
