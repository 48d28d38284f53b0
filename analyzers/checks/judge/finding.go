package judge

import (
	"cmp"
	"slices"

	"github.com/gostride/gostride/dfd"
	"github.com/gostride/gostride/stride"
)

// Finding starts a finding of a rule on hits that have one cause: entry points, places, a trace and the symbols that it
// is known again by. The target is the element that the first hit touches; for S, R and E, and where it touches none, the
// process that serves it (DESIGN §7: only a process is spoofed, disputed or taken over).
func (f *Facts) Finding(rule *stride.Rule, hits []Hit) stride.Finding {
	entries := Entries(hits)
	out := stride.Finding{Rule: rule, Entries: IDs(entries), Doubted: f.doubted(hits), Tier: stride.Shown, Status: stride.Open}
	for _, h := range Certain(hits) {
		out.Evidence = appendNew(out.Evidence, h.Use.Place)
		if len(out.Trace) == 0 {
			out.Trace = h.Reach.Trace()
		}
	}
	for _, h := range hits {
		if fn := h.Use.Place.Func; fn != "" {
			out.Symbols = appendNew(out.Symbols, fn)
		}
	}
	if len(entries) > 0 {
		out.Target = entries[0].Element
	}
	if len(hits) > 0 && !aboutProcess(rule.STRIDE) {
		out.Target = cmp.Or(hits[0].Use.Element, out.Target)
	}
	if len(hits) > 0 && Records(hits[0].Use) || len(hits) > 0 && f.ElementOf(hits[0].Use) != nil {
		out.Store = f.StoreName(hits[0].Use)
	}
	return out
}

// Certain returns the hits that their entry points are certain to get to, all where there is none.
func Certain(hits []Hit) []Hit {
	sure := slices.DeleteFunc(slices.Clone(hits), func(h Hit) bool { return h.Reach.Doubt() != "" })
	if len(sure) == 0 {
		return hits
	}
	return sure
}

// doubted says of entry points that are not certain to get to any of the hits why that is so.
func (f *Facts) doubted(hits []Hit) map[string]stride.Doubt {
	out, sure := map[string]stride.Doubt{}, map[string][]Hit{}
	for _, h := range hits {
		switch why := h.Reach.Doubt(); {
		case h.Entry == nil:
		case why == "":
			sure[h.Entry.ID] = append(sure[h.Entry.ID], h)
		default:
			out[h.Entry.ID] = stride.Doubt{Why: cmp.Or(out[h.Entry.ID].Why, why)}
		}
	}
	for id, certain := range sure {
		delete(out, id)
		switch passed := slices.DeleteFunc(slices.Clone(certain), func(h Hit) bool { return h.Reach.Shared && h.Reach.Tells == nil }); {
		case len(passed) == 0:
			out[id] = stride.Doubt{Why: "Functions on the way stand for several calls: what they are passed here may be what another route passes.", Either: true}
		case !f.whichever(passed):
			out[id] = stride.Doubt{Why: "One of several functions is called on the way, of which not all do it: which one it is here is not known.", Either: true}
		}
	}
	return out
}

// whichever reports whether an entry point does what its hits do whichever of several functions it is that is called on the way: the others
// may do the same to another store.
func (f *Facts) whichever(hits []Hit) bool {
	var ways [][]dfd.Choice
	for _, h := range hits {
		ways = append(ways, h.Reach.Choices)
	}
	if dfd.Covered(ways) {
		return true
	}
	for _, x := range f.From(hits[0].Entry.ID) {
		if x.Reach.Doubt() == "" && slices.ContainsFunc(hits, func(h Hit) bool { return kin(x.Use, h.Use) }) {
			ways = append(ways, x.Reach.Choices)
		}
	}
	return dfd.Covered(ways)
}

// Whichever reports whether each of the entry points does what its hits do whichever of several functions it is that is called on the way.
func (f *Facts) Whichever(hits []Hit) bool {
	return !slices.ContainsFunc(By(hits, func(h Hit) string { return h.Reach.Entry }), func(of []Hit) bool { return of[0].Entry != nil && !f.whichever(of) })
}

// kin reports whether two uses do the same to stores of whatever kind.
func kin(a, b *dfd.Use) bool {
	stores := func(u *dfd.Use) bool { return Records(u) || IsObject(u) || IsFile(u) }
	return a.Op == b.Op && stores(a) && stores(b)
}

func aboutProcess(letter string) bool { return letter == "S" || letter == "R" || letter == "E" }

// Raise puts a finding's likelihood one step up or down from its rule and says why. A step that leads nowhere is no step.
func Raise(f *stride.Finding, by int, why string) {
	levels := []string{stride.Low, stride.Medium, stride.High}
	at := slices.Index(levels, cmp.Or(f.Likelihood, f.Rule.Likelihood)) + by
	if at < 0 || at >= len(levels) {
		return
	}
	f.Likelihood = levels[at]
	f.Because = appendNew(f.Because, why)
}

// Behind lowers a finding that only a privileged caller gets to, and raises one that anybody does if unbroken is set.
func (f *Facts) Behind(find *stride.Finding, hits []Hit, unbroken bool) {
	switch f.Widest(hits) {
	case Privileged:
		Raise(find, -1, "only callers with a role get there")
	case Anonymous:
		if unbroken {
			Raise(find, 1, "anybody gets there without signing in")
		}
	}
}

// Lumped reports whether inputs all stand for several callers' at once: none of them is known by name.
func Lumped(inputs []dfd.Origin) bool {
	return len(inputs) > 0 && !slices.ContainsFunc(inputs, Named)
}

// Merged makes a question of a finding all of whose inputs stand for several callers' at once: which of them passes one is not known.
func Merged(find *stride.Finding, hits []Hit, inputs []dfd.Origin) {
	if Lumped(inputs) {
		Doubt(find, hits)
	}
}

// Doubt makes a question of a finding on a call that more callers get to than are kept apart.
func Doubt(find *stride.Finding, hits []Hit) {
	if find.Tier != stride.Shown {
		return
	}
	find.Tier, find.Status = stride.Unknown, stride.ToConfirm
	find.Note = "More callers get to " + CallOf(hits[0].Use) + " in " + In(hits[0].Use.Place) + " than are kept apart. Which of them pass text of a request, and is it harmless there?"
}

// StoreName is a store's part of a row's identity: technology, name and tables or bucket.
func (f *Facts) StoreName(u *dfd.Use) string {
	e := f.ElementOf(u)
	if e == nil {
		return ""
	}
	name := e.Tech + " " + e.Name
	for _, t := range u.Tables {
		name += " " + bare(t)
	}
	return name
}

// StoreTitle is a store's name for people.
func (f *Facts) StoreTitle(u *dfd.Use) string {
	if e := f.ElementOf(u); e != nil && e.Name != "" && e.Tech != "filesystem" {
		return e.Name
	}
	switch {
	case IsFile(u):
		return "the file system"
	case IsObject(u):
		return "the bucket"
	}
	return "the store"
}

func appendNew[T comparable](list []T, v T) []T {
	if slices.Contains(list, v) {
		return list
	}
	return append(list, v)
}

func comparePlaces(a, b dfd.Place) int {
	return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Func, b.Func), cmp.Compare(a.What, b.What))
}
