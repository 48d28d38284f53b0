package link

import (
	"net/url"
	"slices"
	"strings"

	"github.com/gostride/gostride/dfd"
)

// target gives what a call to somebody else is sent to, so that it can be told which binary of the system that is: nil where it is not one thing.
func (a *assembly) target(u *usedBy) *dfd.Target {
	switch {
	case u.u.Role != "call":
	case u.row.Tech == "grpc" || u.row.Tech == "connect":
		if v := u.u.Args["path"]; v != nil && len(v.Text) == 1 && !v.Unknown {
			t := &dfd.Target{Kind: "grpc", Path: v.Text[0]}
			t.Address, t.Setting = dialled(a.ways(u, u.row.Tech))
			return t
		}
	case u.row.Tech == "http":
		return httpTarget(u.u)
	}
	return nil
}

// dialled reads the one address, or the one setting, that a connection was opened with.
func dialled(ways [][]string) (address, setting string) {
	if len(ways) != 1 {
		return "", ""
	}
	if address, setting = dfd.OpenedAt(ways[0]); strings.Contains(address, "{") {
		address = ""
	}
	if at := strings.LastIndex(address, "/"); at >= 0 { // dns:///orders:9090
		address = address[at+1:]
	}
	return address, setting
}

// httpTarget reads the URL of a call. What was not constant in its path is {}; a host that is not constant is none.
func httpTarget(u *dfd.Use) *dfd.Target {
	v := u.Args["url"]
	if v == nil {
		return nil
	}
	t := &dfd.Target{Kind: "http", Method: u.Attr["method"]}
	if m := u.Args["method"]; m != nil && len(m.Text) == 1 && !m.Unknown {
		t.Method = strings.ToUpper(m.Text[0])
	}
	if origins := slices.DeleteFunc(v.From("config"), func(o dfd.Origin) bool { return o.Has("behind") }); len(origins) > 0 {
		t.Setting = origins[0].Name
	}
	full := slices.DeleteFunc(slices.Clone(v.Text), func(s string) bool { return host(s) == "" })
	if len(full) != 1 {
		return nil
	}
	scheme, rest, _ := strings.Cut(full[0], "://")
	at := strings.IndexAny(rest, "/?#")
	if at < 0 {
		at = len(rest)
	}
	x, err := url.Parse(scheme + "://" + rest[:at])
	if err != nil {
		return nil
	}
	t.Address = x.Host
	t.Path, _, _ = strings.Cut(rest[at:], "?")
	t.Path, _, _ = strings.Cut(t.Path, "#")
	if t.Path == "" {
		t.Path = "/"
	}
	return t
}
