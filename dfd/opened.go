package dfd

import (
	"cmp"
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
	for _, a := range addresses {
		where := withoutSecrets(a)
		if where == "" || strings.Contains(where, "{") { // what has gaps is not known
			continue
		}
		out = append(out, openedByAddress+where)
		if where != a && strings.Contains(a, "{") {
			settings = nil // they only fill in who signs in
		}
	}
	for _, s := range settings {
		if s != "" {
			out = append(out, openedBySetting+s)
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
	words := strings.Fields(rest)
	if strings.Contains(rest, ";") { // server=db;user id=app;password=…
		words = strings.Split(rest, ";")
	}
	if len(words) > 1 { // host=db user=app password=…
		words = slices.DeleteFunc(words, func(w string) bool {
			name, _, _ := strings.Cut(strings.ToLower(strings.TrimSpace(w)), "=")
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
// constant addresses; where one side has neither, or each has another kind, nothing is known: neither same nor apart. One side
// may know more of the settings than the other: the host alone, or a file beside the environment. The address of the own
// machine may be that of two machines.
func SameOpening(a, b []string) (same, apart bool) {
	for _, kind := range []string{openedBySetting, openedByAddress} {
		x, y := ofKind(a, kind), ofKind(b, kind)
		switch {
		case len(x) > 0 && len(y) > 0 && (slices.Equal(x, y) || kind == openedBySetting && (Within(x, y) || Within(y, x))):
			return !slices.ContainsFunc(x, loopback), false
		case len(x) > 0 && len(y) > 0:
			return false, true
		case len(x) > 0 || len(y) > 0:
			return false, false
		}
	}
	return false, false
}

// Within says that all settings by which one thing is opened are among those of another, wherever each is set: a flag db-url, the
// environment's DB_URL.
func Within(a, b []string) bool {
	x, y := ofKind(a, openedBySetting), ofKind(b, openedBySetting)
	return len(x) > 0 && !slices.ContainsFunc(x, func(s string) bool {
		return !slices.ContainsFunc(y, func(t string) bool { return plainName(s) == plainName(t) })
	})
}

// plainName is the name of a setting as all spell it.
func plainName(opened string) string {
	s := strings.ToLower(SettingName(strings.TrimPrefix(opened, openedBySetting)))
	return strings.NewReplacer("-", "_", ".", "_").Replace(s)
}

// SameSetting says that two names, of different sources, are of one setting by how names of flags and of the environment are made of one
// another: billing-url and APP_BILLING_URL. A single word says too little for the longer name.
func SameSetting(a, b string) bool {
	kind := func(s string) string { k, _, _ := strings.Cut(s, ":"); return k }
	x, y := plainName(a), plainName(b)
	if len(x) > len(y) {
		x, y = y, x
	}
	return kind(a) != kind(b) && (x == y || strings.Contains(x, "_") && strings.HasSuffix(y, "_"+x))
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
		for _, s := range where(ofKind(opened, kind)) {
			if s = strings.TrimPrefix(s, kind); kind == openedBySetting {
				names = append(names, SettingName(s))
			} else {
				names = append(names, shortAddress(s))
			}
		}
		if len(names) > 0 {
			return strings.Join(names, ", ")
		}
	}
	return ""
}

// signsIn are words in names of settings that say how one is let in, not where.
var signsIn = []string{"pass", "user", "ssl", "tls", "timezone", "timeout", "secret"}

// where leaves the settings out that say how one is let in, where there are others.
func where(opened []string) []string {
	left := filter(opened, func(s string) bool {
		return !strings.HasPrefix(s, openedBySetting) || !slices.ContainsFunc(signsIn, func(w string) bool { return strings.Contains(plainName(s), w) })
	})
	if len(left) == 0 {
		return opened
	}
	return left
}

// NameOf is what a thing is called that is named by a constant, or else by a setting: "" where that is not one.
func NameOf(settings, texts []string) string {
	names := settings
	if len(names) == 0 {
		names = texts
	}
	names = slices.Compact(slices.Sorted(slices.Values(names)))
	if len(names) != 1 || strings.Contains(names[0], "{") {
		return ""
	}
	return SettingName(names[0])
}

// SettingName is the name of a setting without where it is set: env:BUCKET, file:storage.bucket.
func SettingName(s string) string {
	for _, from := range []string{"env:", "file:", "flag:", "vault:"} {
		if name, ok := strings.CutPrefix(s, from); ok {
			return name
		}
	}
	return s
}

// shortAddress is an address as people write it down: db.internal:5432/orders, whatever the form of the connection string.
func shortAddress(a string) string {
	if _, rest, ok := strings.Cut(a, "://"); ok {
		return strings.TrimRight(rest, "/")
	}
	if network, rest, ok := strings.Cut(a, "("); ok && !strings.ContainsAny(network, "/ =") { // tcp(db:3306)/shop
		return strings.Replace(rest, ")", "", 1)
	}
	if words := strings.Fields(a); len(words) > 0 && strings.Contains(words[0], "=") { // host=db port=5432 dbname=shop
		value := map[string]string{}
		for _, w := range words {
			name, v, _ := strings.Cut(w, "=")
			value[strings.ToLower(name)] = v
		}
		host, db := cmp.Or(value["host"], value["server"]), cmp.Or(value["dbname"], value["database"])
		if value["port"] != "" {
			host += ":" + value["port"]
		}
		if host == "" || db == "" {
			return host + db
		}
		return host + "/" + db
	}
	return strings.TrimPrefix(strings.TrimPrefix(a, "file:"), "./")
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

// Loopback reports whether an address to listen at is one that this host alone gets to.
func Loopback(addr string) bool {
	return slices.ContainsFunc([]string{"127.", "localhost", "[::1]"}, func(p string) bool { return strings.HasPrefix(addr, p) })
}
