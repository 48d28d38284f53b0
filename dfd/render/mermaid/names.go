package mermaid

import (
	"fmt"
	"strings"
)

// longestSlug is how many bytes of a name go into the name of a node.
const longestSlug = 40

// names gives each node and boundary a name of letters, digits and underscores. A letter for its kind stands before it, so
// that none is a word of Mermaid's.
type names struct {
	byID  map[string]string
	taken map[string]bool
}

func newNames() *names { return &names{byID: map[string]string{}, taken: map[string]bool{}} }

// of is the name of the thing with that id, made at the first call. Nodes and boundaries have ids of their own.
func (n *names) of(letter, id, label string) string {
	key := id
	if letter == "b" {
		key = "boundary " + id
	}
	if name, ok := n.byID[key]; ok {
		return name
	}
	base := letter + "_" + slug(label)
	name := base
	for i := 2; n.taken[name]; i++ {
		name = fmt.Sprintf("%s_%d", base, i)
	}
	n.byID[key], n.taken[name] = name, true
	return name
}

// known is the name of a node that was drawn.
func (n *names) known(id string) string { return n.byID[id] }

// slug keeps the ASCII letters and digits of a text, with single underscores between its words. Mermaid seeks the word
// style anywhere in a line.
func slug(s string) string {
	words := strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !alnum(r) })
	joined := strings.ReplaceAll(strings.Join(words, "_"), "style", "styl")
	return strings.TrimRight(joined[:min(len(joined), longestSlug)], "_")
}
