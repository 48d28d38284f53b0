// Package join puts the models of several binaries together: one process for each, and the flows between them.
//
// In: linked programs (dfd/link, one for each binary of a repository) or model files that were read back, in any order. Out:
// one program in which each process keeps its own entry points, uses, controls and threats.
//
// Ids stay, but where two parts use one id for things of their own: then each is told apart by its binary (names.go). A caller,
// a third party or a boundary outside of the binaries is one in all of them. Stores are one where the code shows it
// (stores.go), a call from one binary to another becomes a flow between them (calls.go), and a message goes from its producer to
// its consumer (topics.go). What is joined says why: an edge that is missing costs less than one that is wrong.
//
// It knows no syntax and rates nothing.
package join

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/gostride/gostride/dfd"
)

// Error says that two parts cannot be joined. A and B are their positions in the list.
type Error struct {
	A, B    int
	Process string // that both hold
}

func (e *Error) Error() string {
	return fmt.Sprintf("two of the models hold the process %s", e.Process)
}

// part is one of the joined programs.
type part struct {
	*dfd.Program
	at  int    // position in the caller's list
	tag string // its binaries, for ids
}

// Programs joins programs. They are taken over: the caller must not use them any more.
func Programs(list []*dfd.Program) (*dfd.Program, error) {
	parts := make([]*part, len(list))
	for n, p := range list {
		parts[n] = &part{Program: p, at: n}
	}
	slices.SortStableFunc(parts, func(a, b *part) int { return cmp.Compare(a.key(), b.key()) })
	if err := distinct(parts); err != nil {
		return nil, err
	}
	tell(parts)
	stores := matchStores(parts)
	tellUses(parts)
	out := unite(parts)
	stores.explain(out.Model)
	connectCalls(out)
	out.MarkOwnCalls()
	connectTopics(out.Model)
	finish(out)
	return out, nil
}

// Models joins model files, of which the facts behind them are not known.
func Models(list []*dfd.Model) (*dfd.Model, error) {
	var ps []*dfd.Program
	for _, m := range list {
		ps = append(ps, &dfd.Program{Model: m})
	}
	p, err := Programs(ps)
	if err != nil {
		return nil, err
	}
	return p.Model, nil
}

// key puts parts in an order that is theirs, not the caller's.
func (p *part) key() string {
	ids := []string{}
	for _, x := range p.Processes {
		ids = append(ids, x.ID)
	}
	slices.Sort(ids)
	return strings.Join(ids, "\x00") + "\x00" + p.Module
}

// distinct refuses parts that are, wholly or partly, one program.
func distinct(parts []*part) error {
	owner := map[string]*part{}
	for _, p := range parts {
		for _, x := range p.Processes {
			if o := owner[x.ID]; o != nil {
				return &Error{A: min(o.at, p.at), B: max(o.at, p.at), Process: x.Name}
			}
			owner[x.ID] = p
		}
	}
	return nil
}
