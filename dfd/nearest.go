package dfd

import (
	"fmt"
	"sort"
	"strings"
)

// NoEntryError says that a pattern names no entry point, and which come close. Its message is one line.
type NoEntryError struct {
	Pattern string
	Nearest []string // titles of entry points, closest first
}

func (e *NoEntryError) Error() string {
	if len(e.Nearest) == 0 {
		return fmt.Sprintf("no entry point matches %q: the program has none", e.Pattern)
	}
	quoted := make([]string, len(e.Nearest))
	for i, n := range e.Nearest {
		quoted[i] = fmt.Sprintf("%q", n) // names come from the analysed source
	}
	return fmt.Sprintf("no entry point matches %q; nearest: %s", e.Pattern, strings.Join(quoted, ", "))
}

// nearestShown is how many names an error suggests.
const nearestShown = 3

// nearest lists the titles closest to the pattern by edit distance to the title, the path or the handler's name.
func nearest(m *Model, pattern string) []string {
	best := make(map[string]int)
	for _, e := range m.EntryPoints {
		_, handler := splitSymbol(e.Handler)
		title := e.Title()
		for _, name := range []string{title, e.Path, handler, handler[strings.LastIndexByte(handler, '.')+1:]} {
			d := distance(strings.ToLower(pattern), strings.ToLower(name))
			if old, ok := best[title]; !ok || d < old {
				best[title] = d
			}
		}
	}
	titles := make([]string, 0, len(best))
	for t := range best {
		titles = append(titles, t)
	}
	sort.Slice(titles, func(i, j int) bool {
		if best[titles[i]] != best[titles[j]] {
			return best[titles[i]] < best[titles[j]]
		}
		return titles[i] < titles[j]
	})
	return titles[:min(len(titles), nearestShown)]
}

// comparedRunes bounds the work on names that somebody made long.
const comparedRunes = 120

// distance is the Levenshtein distance of the first runes of two names.
func distance(a, b string) int {
	x, y := head(a), head(b)
	row := make([]int, len(y)+1)
	for j := range row {
		row[j] = j
	}
	for i, r := range x {
		diagonal := row[0]
		row[0] = i + 1
		for j, s := range y {
			cost := diagonal
			if r != s {
				cost = 1 + min(diagonal, row[j], row[j+1])
			}
			diagonal, row[j+1] = row[j+1], cost
		}
	}
	return row[len(y)]
}

func head(s string) []rune {
	r := []rune(s)
	return r[:min(len(r), comparedRunes)]
}
