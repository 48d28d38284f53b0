package dfd

import (
	"slices"
	"strings"
)

// What Element.Opened says: each text is one of these and what it names.
const (
	openedBySetting = "setting "
	openedByAddress = "address "
)

// OpenedBy words how a store or service is got at: by these settings, at these addresses. Who signs in is left out.
func OpenedBy(settings, addresses []string) []string {
	var out []string
	for _, s := range settings {
		if s != "" {
			out = append(out, openedBySetting+s)
		}
	}
	for _, a := range addresses {
		if a = withoutSecrets(a); a != "" && !strings.Contains(a, "{") { // what has gaps is not known
			out = append(out, openedByAddress+a)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// withoutSecrets takes user, password and parameters out of a connection string.
func withoutSecrets(dsn string) string {
	scheme, rest, ok := strings.Cut(dsn, "://")
	if !ok {
		scheme, rest = "", dsn
	}
	if at := strings.LastIndexByte(rest, '@'); at >= 0 {
		rest = rest[at+1:]
	}
	rest, _, _ = strings.Cut(rest, "?")
	if words := strings.Fields(rest); len(words) > 1 { // host=db user=app password=…
		words = slices.DeleteFunc(words, func(w string) bool {
			name, _, _ := strings.Cut(strings.ToLower(w), "=")
			return name != "host" && name != "port" && name != "dbname" && name != "server" && name != "database"
		})
		rest = strings.Join(words, " ")
	}
	if scheme != "" && rest != "" {
		return scheme + "://" + rest
	}
	return rest
}

// SameOpening compares two ways to get at a store of one technology. Settings decide where both sides have some, else
// constant addresses; where one side has neither, or each has another kind, nothing is known: neither same nor apart. The
// address of the own machine may be that of two machines.
func SameOpening(a, b []string) (same, apart bool) {
	for _, kind := range []string{openedBySetting, openedByAddress} {
		x, y := ofKind(a, kind), ofKind(b, kind)
		switch {
		case len(x) > 0 && len(y) > 0 && slices.Equal(x, y):
			return !slices.ContainsFunc(x, loopback), false
		case len(x) > 0 && len(y) > 0:
			return false, true
		case len(x) > 0 || len(y) > 0:
			return false, false
		}
	}
	return false, false
}

// loopback says that an address is that of the machine which a program runs on, whichever that is.
func loopback(opened string) bool {
	return strings.HasPrefix(opened, openedByAddress) && (strings.Contains(opened, "localhost") || strings.Contains(opened, "127.0.0.1") || strings.Contains(opened, "[::1]"))
}

func ofKind(opened []string, kind string) []string {
	return filter(opened, func(s string) bool { return strings.HasPrefix(s, kind) })
}

// OpeningName is what a person calls it by: the settings, else the addresses.
func OpeningName(opened []string) string {
	for _, kind := range []string{openedBySetting, openedByAddress} {
		var names []string
		for _, s := range ofKind(opened, kind) {
			names = append(names, strings.TrimPrefix(strings.TrimPrefix(s, kind), "env:"))
		}
		if len(names) > 0 {
			return strings.Join(names, ", ")
		}
	}
	return ""
}

// OpeningKind says what OpeningName names: a setting or an address.
func OpeningKind(opened []string) string {
	if len(ofKind(opened, openedBySetting)) > 0 {
		return "setting"
	}
	return "address"
}

// OpenedAt gives the one address and the one setting that something is opened by, "" where there are none or several.
func OpenedAt(opened []string) (address, setting string) {
	if x := ofKind(opened, openedByAddress); len(x) == 1 {
		address = strings.TrimPrefix(x[0], openedByAddress)
	}
	if x := ofKind(opened, openedBySetting); len(x) == 1 {
		setting = strings.TrimPrefix(x[0], openedBySetting)
	}
	return address, setting
}
