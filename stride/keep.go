package stride

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"

	"github.com/gostride/gostride/dfd"
)

// Kept is a row as an earlier model file knows it: its id, and what its two keys came to.
type Kept struct{ ID, Outer, Inner string }

// Keys gives what is kept of a row.
func Keys(t *dfd.Threat) Kept { return Kept{t.ID, keyDigest(t.Outer), keyDigest(t.Inner)} }

func keyDigest(key string) string {
	sum := sha256.Sum256([]byte(key))
	return hex.EncodeToString(sum[:4])
}

// Keep gives rows the ids that an earlier model file has for them: both keys equal, the same row; one equal and no other row
// that could be meant, the row has moved or its route or table is called differently. Where several could be meant, the row
// is a new one.
func Keep(p *dfd.Program, earlier []Kept) {
	k := &keeper{rows: slices.Clone(p.Threats), earlier: slices.Clone(earlier), ids: make(map[*dfd.Threat]string)}
	k.match(func(x Kept) string { return x.Outer + x.Inner })
	k.match(func(x Kept) string { return x.Outer })
	k.match(func(x Kept) string { return x.Inner })
	used := newMinter("T-")
	for _, id := range k.ids {
		used.used[id] = true
	}
	var renamed []string
	for _, t := range p.Threats {
		id := k.ids[t]
		if id == "" {
			if id = t.ID; used.used[id] {
				id = used.mint(t.Outer + "\x00" + t.Inner)
			}
			used.used[id] = true
		}
		if id != t.ID {
			renamed = append(renamed, t.ID, id)
		}
		k.ids[t] = id
	}
	replace := strings.NewReplacer(renamed...)
	for _, t := range p.Threats {
		t.ID = k.ids[t]
		t.Reason, t.Mitigation.Note = replace.Replace(t.Reason), replace.Replace(t.Mitigation.Note)
		for i := range t.Because {
			t.Because[i] = replace.Replace(t.Because[i])
		}
	}
	Sort(p.Threats)
}

// keeper pairs rows with earlier ones; what is paired leaves both lists.
type keeper struct {
	rows    []*dfd.Threat
	earlier []Kept
	ids     map[*dfd.Threat]string
}

func (k *keeper) match(key func(Kept) string) {
	now, was := make(map[string][]*dfd.Threat), make(map[string][]Kept)
	for _, t := range k.rows {
		now[key(Keys(t))] = append(now[key(Keys(t))], t)
	}
	for _, x := range k.earlier {
		was[key(x)] = append(was[key(x)], x)
	}
	for name, rows := range now {
		if len(rows) == 1 && len(was[name]) == 1 {
			k.ids[rows[0]] = was[name][0].ID
		}
	}
	k.rows = slices.DeleteFunc(k.rows, func(t *dfd.Threat) bool { return k.ids[t] != "" })
	k.earlier = slices.DeleteFunc(k.earlier, func(x Kept) bool {
		rows := now[key(x)]
		return len(rows) == 1 && k.ids[rows[0]] == x.ID
	})
}

// SortKept puts kept rows into the order in which they are written.
func SortKept(rows []Kept) {
	slices.SortFunc(rows, func(a, b Kept) int { return cmp.Or(cmp.Compare(a.ID, b.ID), cmp.Compare(a.Outer, b.Outer)) })
}
