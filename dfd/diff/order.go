package diff

import (
	"cmp"
	"slices"
	"strings"
)

// The severities of a change, and how they order.
const (
	high   = "high"
	medium = "medium"
	low    = "low"
)

var severity = map[string]int{high: 3, medium: 2, low: 1}

var effects = map[string]int{"worse": 2, "neutral": 1, "better": 0}

func severest(a, b string) string {
	if severity[b] > severity[a] {
		return b
	}
	return a
}

// less puts what got worse first, then what is severe, then entry points before what follows from them.
func less(a, b *Change) bool {
	return cmp.Or(
		cmp.Compare(effects[b.Effect], effects[a.Effect]),
		cmp.Compare(severity[b.Severity], severity[a.Severity]),
		cmp.Compare(slices.Index(areas, a.Area), slices.Index(areas, b.Area)),
		strings.Compare(a.Subject, b.Subject),
		strings.Compare(strings.Join(a.EntryPoints, "\n"), strings.Join(b.EntryPoints, "\n")),
		strings.Compare(a.Kind, b.Kind),
	) < 0
}

// merge makes changes one that differ in their entry point only.
func merge(changes []Change) []Change {
	type same struct{ area, kind, effect, severity, subject, before, after string }
	var merged []Change
	at := make(map[same]int)
	for _, c := range changes {
		k := same{c.Area, c.Kind, c.Effect, c.Severity, c.Subject, c.Before, c.After}
		if i, ok := at[k]; ok && len(c.EntryPoints) > 0 && len(merged[i].EntryPoints) > 0 {
			merged[i].EntryPoints = append(merged[i].EntryPoints, c.EntryPoints...)
			continue
		}
		at[k] = len(merged)
		merged = append(merged, c)
	}
	return merged
}
