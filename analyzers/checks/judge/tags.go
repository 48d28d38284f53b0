package judge

import (
	"slices"
	"strings"

	"github.com/gostride/gostride/dfd"
)

// Demanded returns what the tags of the struct that an input was bound into demand of it ("required,max=100"), where the binding
// itself looks at them or a validator is called on the way to the hit; "" else.
func (f *Facts) Demanded(h Hit, o dfd.Origin) string {
	name := InputName(o)
	for _, b := range f.From(h.Reach.Entry) {
		if b.Use.Role != "input" && b.Use.Role != "decode" || Spot(b.Use.Place) != Spot(o.Place) {
			continue
		}
		key, rule, _ := strings.Cut(b.Use.Attr["rule:"+name], ":")
		switch {
		case key == "binding" && strings.Contains(b.Use.Symbol, "gin"):
			return rule
		case rule != "" && f.validated(h):
			return rule
		}
	}
	return ""
}

// validated reports whether a validator of structs has let the request through on every way to a hit.
func (f *Facts) validated(h Hit) bool {
	return slices.ContainsFunc(f.Held(h, "confine"), func(g *dfd.Guard) bool { return g.Value == "validated" })
}
