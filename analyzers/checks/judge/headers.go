package judge

import (
	"slices"
	"strings"

	"github.com/gostride/gostride/dfd"
)

// Headers lists the headers that are set before an answer on every way: in the functions on its way, and by those that they call.
func (f *Facts) Headers(h Hit) []*dfd.Use {
	ids := slices.Clone(h.Reach.Before)
	for _, g := range f.Held(h, "disposition", "security-headers") {
		ids = append(ids, g.Use)
	}
	slices.Sort(ids)
	var out []*dfd.Use
	for _, id := range slices.Compact(ids) {
		if u := f.Use(id); u != nil && u.Role == "set-header" {
			out = append(out, u)
		}
	}
	return out
}

// StopsScript reports whether a Content-Security-Policy keeps a document from running anything.
func StopsScript(csp string) bool {
	for _, directive := range strings.Split(strings.ToLower(csp), ";") {
		directive = strings.Join(strings.Fields(directive), " ")
		if directive == "sandbox" || directive == "script-src 'none'" || directive == "default-src 'none'" {
			return true
		}
	}
	return false
}
