package judge

import (
	"strings"

	"github.com/gostride/gostride/dfd"
)

// AccountTables are the tables that a sign-in reads, as TableOf names them: they say who somebody is, and what he may do.
func (f *Facts) AccountTables() map[string]bool {
	out := make(map[string]bool)
	for _, e := range f.EntryPoints {
		if !Remote(e) || !f.IsLogin(e) {
			continue
		}
		for _, h := range f.From(e.ID) {
			if h.Use.Op != "read" || !Records(h.Use) || f.InMiddleware(h) {
				continue
			}
			for _, t := range h.Use.Tables {
				out[TableOf(h.Use, t)] = true
			}
		}
	}
	return out
}

// TableOf names a table of a use's store as databases compare names.
func TableOf(u *dfd.Use, table string) string { return u.Element + " " + strings.ToLower(bare(table)) }
