package stride

import (
	"cmp"
	"slices"
	"strings"

	"github.com/gostride/gostride/dfd"
)

// joinTwins makes one row of what the same code does in several binaries: each is linked by itself, so that a check finds it once for each,
// and whoever mends it mends it once. What is in order in one of them says nothing of the others: mitigated rows stay apart.
func joinTwins(m *dfd.Model, rows []*row) []*row {
	if len(m.Processes) < 2 {
		return rows
	}
	x := indexModel(m)
	at := map[string][]*row{} // by cause, one for each set of processes
	var out []*row
	for _, r := range rows {
		key, in := twinKey(r), x.processKey(r.threat.EntryPoints)
		if key == "" || in == "" {
			out = append(out, r)
			continue
		}
		n := slices.IndexFunc(at[key], func(t *row) bool { return !shareProcess(x, t, r) })
		if n < 0 {
			at[key] = append(at[key], r)
			out = append(out, r)
			continue
		}
		first := at[key][n]
		if len(r.threat.EntryPoints) > len(first.threat.EntryPoints) { // it is told by the one that says more
			*first, *r = *r, *first
		}
		first.twin(x, r)
	}
	return out
}

// twinKey is the same for rows of one cause: their rule, standing and the places that they rest on.
func twinKey(r *row) string {
	t := r.threat
	if t.Status == Mitigated || len(t.Evidence) == 0 {
		return ""
	}
	return strings.Join([]string{t.Rule, t.Tier, cmp.Or(t.Status, Open), placeKey(t.Evidence[0])}, "\x00")
}

func shareProcess(x *index, a, b *row) bool {
	in := strings.Split(x.processKey(a.threat.EntryPoints), ",")
	return slices.ContainsFunc(strings.Split(x.processKey(b.threat.EntryPoints), ","), func(p string) bool { return slices.Contains(in, p) })
}

// takeIn joins a row that keeps a target of its own.
func (r *row) takeIn(other *row) {
	if t, o := r.threat, other.threat; o.Target != t.Target {
		t.Also = sorted(append(append(slices.Clone(t.Also), o.Target), o.Also...))
	}
	r.join(other)
}

// twin adds the row of another binary.
func (r *row) twin(x *index, other *row) {
	t, o := r.threat, other.threat
	says := "so it is in " + x.processKey(o.EntryPoints) + " as well: " + o.Title
	r.takeIn(other)
	t.Because = union(slices.DeleteFunc(t.Because, func(s string) bool { return slices.Contains(o.Because, s) && strings.HasPrefix(s, "so it is in ") }), []string{says})
}
