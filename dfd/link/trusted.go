package link

import (
	"slices"

	"github.com/gostride/gostride/analyzers/catalog"
	"github.com/gostride/gostride/analyzers/summary"
	"github.com/gostride/gostride/dfd"
)

// trusts says that a conversion may be one to a library's type of text.
func (g *fn) trusts(t summary.Type) bool { return t.Kind == summary.KindString && t.Named && !t.Own }

// trusted is a conversion to a type that templates leave as it is, of what a request holds.
func (a *assembly) trusted(i *inst, at int32) *dfd.Use {
	in := &i.fn.code[at]
	name := i.fn.p.p.Types[in.Type].Name
	v := a.l.get(i, in.Args[0])
	unsafe := func(r *catalog.Row) bool { return r.Role == "pass" && r.Attr["unsafe"] != "" }
	if !a.l.hasOrigin(v, "input") || !slices.ContainsFunc(a.l.cat.Lookup(name), unsafe) {
		return nil
	}
	return &dfd.Use{Role: "trust", Symbol: name, Place: i.at(at), Order: int(at), Args: map[string]*dfd.Value{"value": a.l.describe(v)}, Attr: map[string]string{}}
}
