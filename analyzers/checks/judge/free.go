package judge

import (
	"slices"

	"github.com/gostride/gostride/dfd"
)

// Free returns the inputs of a value that let somebody else choose its text at a hit: past what was done to them (safe are
// further marks that make them harmless in this place) and past checks that hold there. What a check lets through that
// could not be read counts as checked: a finding needs certainty.
func (f *Facts) Free(h Hit, v *dfd.Value, safe ...string) []dfd.Origin {
	return slices.DeleteFunc(Inputs(v), func(o dfd.Origin) bool {
		switch InputKind(o) {
		case "ip", "flag", "env", "request":
			return true
		}
		strength, _ := f.Checked(h, o)
		return !Chosen(o) || slices.ContainsFunc(safe, o.Has) || strength > None
	})
}

// Site is the place of a call, for one row a call.
func Site(h Hit) string { return h.Use.Place.File + " " + h.Use.Place.Func + " " + h.Use.Symbol }
