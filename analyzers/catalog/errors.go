package catalog

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Error is one mistake in a model file.
type Error struct {
	File string
	Line int
	Msg  string
}

func (e *Error) Error() string {
	if e.Line == 0 {
		return fmt.Sprintf("%s: %s", e.File, e.Msg)
	}
	return fmt.Sprintf("%s:%d: %s", e.File, e.Line, e.Msg)
}

// faults collects the mistakes of a load, so that a person sees all of them at once.
type faults struct{ list []error }

func (f *faults) add(file string, line int, format string, a ...any) {
	f.list = append(f.list, &Error{file, line, fmt.Sprintf(format, a...)})
}

func (f *faults) err() error { return errors.Join(f.list...) }

func sortedKeys[V any](m map[string]V) []string {
	return slices.Sorted(maps.Keys(m))
}

// unknown says that word is none of known, and which of them it is nearest to.
func unknown(what, word string, known []string) string {
	if near := nearest(word, known); near != "" {
		return fmt.Sprintf("unknown %s %q; did you mean %q?", what, word, near)
	}
	if len(known) > 0 && len(known) < 20 {
		return fmt.Sprintf("unknown %s %q; want %s", what, word, strings.Join(known, ", "))
	}
	return fmt.Sprintf("unknown %s %q", what, word)
}

// nearest is the word of known with the smallest edit distance to word, "" where none comes close.
func nearest(word string, known []string) string {
	best, limit := "", len(word)/2+2
	for _, k := range known {
		if d := distance(strings.ToLower(word), strings.ToLower(k)); d < limit {
			best, limit = k, d
		}
	}
	return best
}

func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := diagonal
			if a[i] != b[j] {
				cost = 1 + min(diagonal, row[j], row[j+1])
			}
			diagonal, row[j+1] = row[j+1], cost
		}
	}
	return row[len(b)]
}

// Nearest is the word of known that is most like word, "" where none comes close.
func Nearest(word string, known []string) string { return nearest(word, known) }
