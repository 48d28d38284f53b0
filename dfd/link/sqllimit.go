package link

import (
	"strconv"
	"strings"

	"github.com/gostride/gostride/analyzers/catalog"
	"github.com/gostride/gostride/dfd"
)

// limitArg adds to a statement's use what says how many rows it may give: LIMIT $2, FETCH FIRST ? ROWS.
func (a *assembly) limitArg(h *hit, r *catalog.Row, u *dfd.Use) {
	upper := strings.ToUpper(u.SQL)
	if !strings.Contains(upper, "LIMIT") && !strings.Contains(upper, "FETCH") {
		return
	}
	words := sqlWords(u.SQL)
	asked := 0 // placeholders so far
	for n, w := range words {
		if strings.HasPrefix(w, "?") {
			asked++
		}
		next := n + 1
		switch {
		case strings.EqualFold(w, "LIMIT"):
		case strings.EqualFold(w, "FETCH") && n+2 < len(words) && (strings.EqualFold(words[n+1], "FIRST") || strings.EqualFold(words[n+1], "NEXT")):
			next = n + 2
		default:
			continue
		}
		if next >= len(words) {
			return
		}
		name := "values"
		if len(r.Args[name]) == 0 {
			name = "args"
		}
		args := a.l.argList(nil, h, r, name)
		switch p := words[next]; {
		case strings.HasPrefix(p, "?"):
			if asked < len(args) && strings.Count(u.SQL, "?") == len(args) && !strings.Contains(u.SQL, "{}") {
				u.Args["limit"] = a.l.describe(args[asked])
			}
		case strings.HasPrefix(p, "$"):
			if k, err := strconv.Atoi(p[1:]); err == nil && k >= 1 && k <= len(args) {
				u.Args["limit"] = a.l.describe(args[k-1])
			}
		case strings.Contains(p, "{") && strings.Count(u.SQL, "{}") == 1 && u.Args["query"] != nil: // Sprintf: the only part that is not constant
			v := *u.Args["query"]
			v.Text = nil
			u.Args["limit"] = &v
		}
		return
	}
}
