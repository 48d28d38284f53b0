package catalog

import (
	"fmt"
	"slices"

	"github.com/goccy/go-yaml/ast"
)

// Limits on what is parsed at all: a model file is outside text, in a review that of a stranger.
const (
	maxFile  = 1 << 20
	maxLine  = 8 << 10
	maxDepth = 100
)

// tooMuch says what of data is beyond the limits, and in which line.
func tooMuch(data []byte) (msg string, line int) {
	if len(data) > maxFile {
		return fmt.Sprintf("longer than %d bytes", maxFile), 0
	}
	depth, start := 0, 0
	line = 1
	for i, c := range data {
		switch c {
		case '\n':
			line, start = line+1, i+1
		case '[', '{':
			depth++
		case ']', '}':
			depth = max(0, depth-1)
		}
		if i-start > maxLine {
			return fmt.Sprintf("line longer than %d bytes", maxLine), line
		}
		if depth > maxDepth {
			return fmt.Sprintf("brackets nested deeper than %d", maxDepth), line
		}
	}
	return "", 0
}

// pair is one key of a mapping.
type pair struct {
	key   string
	node  ast.Node
	value ast.Node
}

func (r *reader) mapping(n ast.Node, what string) []pair {
	var values []*ast.MappingValueNode
	switch n := n.(type) {
	case *ast.MappingNode:
		values = n.Values
	case *ast.MappingValueNode:
		values = []*ast.MappingValueNode{n}
	default:
		r.fail(n, "%s: want key: value lines", what)
		return nil
	}
	var out []pair
	seen := map[string]bool{}
	for _, v := range values {
		key := scalar(v.Key)
		if seen[key] {
			r.fail(v.Key, "key %q is given twice", key)
			continue
		}
		seen[key] = true
		out = append(out, pair{key, v.Key, v.Value})
	}
	return out
}

func (r *reader) sequence(n ast.Node) []ast.Node {
	s, ok := n.(*ast.SequenceNode)
	if !ok {
		r.fail(n, "want a list")
		return nil
	}
	return s.Values
}

// texts is a list of scalars, or a single one.
func (r *reader) texts(n ast.Node) []string {
	s, ok := n.(*ast.SequenceNode)
	if !ok {
		return []string{r.text(n)}
	}
	var out []string
	for _, v := range s.Values {
		out = append(out, r.text(v))
	}
	return out
}

func (r *reader) text(n ast.Node) string {
	switch n.(type) {
	case *ast.StringNode, *ast.LiteralNode, *ast.IntegerNode, *ast.FloatNode, *ast.BoolNode:
		return scalar(n)
	}
	r.fail(n, "want a plain value")
	return ""
}

func scalar(n ast.Node) string {
	switch n := n.(type) {
	case nil:
		return ""
	case *ast.StringNode:
		return n.Value
	case *ast.LiteralNode:
		return n.Value.Value
	case ast.MapKeyNode:
		return n.GetToken().Value // as written: 1.0 stays 1.0
	}
	return fmt.Sprint(n)
}

func (r *reader) oneOf(n ast.Node, what string, values []string) string {
	v := r.text(n)
	if !slices.Contains(values, v) {
		r.fail(n, "%s", unknown(what, v, values))
	}
	return v
}
