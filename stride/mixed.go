package stride

import "github.com/gostride/gostride/dfd"

const mixed = "functions on the way are called in more contexts than are kept apart: whether this caller passes it is not known"

// doubtMixed makes questions of the rows whose calls are only reached by way of functions that many share: what is passed there
// may be what another caller passes.
func doubtMixed(p *dfd.Program, rows []*row) {
	at := map[place]bool{} // whether all calls of a place are reached so
	for _, u := range p.Uses {
		all := len(u.On) > 0
		for _, on := range u.On {
			all = all && on.Mixed
		}
		k := place{u.Place.File, u.Place.Line}
		if before, seen := at[k]; seen {
			all = all && before
		}
		at[k] = all
	}
	for _, r := range rows {
		t := r.threat
		if t.Tier == Shown && t.Status != Mitigated && len(t.Evidence) > 0 && at[place{t.Evidence[0].File, t.Evidence[0].Line}] {
			t.Tier, t.Status, r.note = Unknown, ToConfirm, mixed
		}
	}
}

type place struct {
	file string
	line int
}
