package link

import (
	"strings"

	"github.com/gostride/gostride/analyzers/summary"
)

// gqlgen generates a function for each field of the schema: it asks the resolvers that the program implements, behind the
// directives that the schema puts on the field. The fields of the root types are operations, each an entry point; other fields
// that have a resolver are reached by whoever may ask for their object.

// gqlField is a field of a schema, as its generated function tells.
type gqlField struct {
	object, name   string // "Mutation", "addNote"
	root, resolver string // the methods that give the resolvers of the object, and the one of the field
	of             bool   // of an object, not of a root type
	directives     []gqlDirective
}

// gqlDirective is a directive on a field, with its constant arguments.
type gqlDirective struct {
	name string
	args []string
}

// gqlFields reads the fields of the schemas in a value: those that have resolvers.
func (l *linker) gqlFields(schema set) []gqlField {
	var out []gqlField
	l.eachObj(schema, func(o int32) {
		t := l.objs[o].typ
		if t < 0 {
			return
		}
		p := l.byPath[l.pkgOf(l.syms.get(base(l.typeTab[t].name)))]
		if p == nil {
			return
		}
		for n := range p.p.Funcs {
			g := l.fnNamed(p.p.Funcs[n].Sym)
			if g == nil || !g.f.Recv || len(g.f.Params) < 3 || len(g.f.Params) > 4 || !g.generated() {
				continue
			}
			object, name, ok := strings.Cut(strings.TrimPrefix(lastName(g.name), "_"), "_")
			if !ok || !strings.HasPrefix(lastName(g.name), "_") || strings.HasPrefix(name, "_") {
				continue
			}
			f := gqlField{object: object, name: name, of: len(g.f.Params) == 4}
			l.gqlRead(g, &f)
			if f.resolver != "" && f.root != "" {
				out = append(out, f)
			}
		}
	})
	return out
}

// gqlRead looks in a generated function, and in the closures in it, for the resolver and the directives.
func (l *linker) gqlRead(g *fn, f *gqlField) {
	for at := range g.code {
		in := &g.code[at]
		switch {
		case in.Op == summary.OpCall && in.N&summary.CallMode == summary.CallInvoke && in.Sym >= 0 && l.pkgOf(g.p.syms[in.Sym]) == g.p.p.Path:
			name := strings.TrimPrefix(g.p.p.Syms[in.Sym], g.p.p.Path+".")
			if iface, method, _ := strings.Cut(name, "."); iface == "ResolverRoot" {
				f.root = method
			} else if strings.HasSuffix(iface, "Resolver") {
				f.resolver = method
			}
		case in.Op == summary.OpCall && in.N&summary.CallMode == summary.CallDynamic:
			if d := g.fieldRead(in.Args[0]); d >= 0 && strings.Contains(g.p.p.Syms[g.code[d].Sym], ".DirectiveRoot.") {
				f.directives = append(f.directives, gqlDirective{lastName(g.p.p.Syms[g.code[d].Sym]), g.constArgs(in.Args[min(4, len(in.Args)):])})
			}
		}
		for _, r := range in.Args {
			if r.Kind() == summary.RefFunc {
				if h := l.funcs[g.p.syms[r.Index()]]; h != nil && h.parent == g.sym {
					l.gqlRead(h, f)
				}
			}
		}
	}
}

// constArgs gives the constants that generated code converts to arguments: ec.unmarshalRole(ctx, "ADMIN").
func (g *fn) constArgs(args []summary.Ref) []string {
	out := make([]string, len(args))
	for n, r := range args {
		for d := g.defOf(r); d >= 0; d = g.defOf(r) {
			in := &g.code[d]
			switch in.Op {
			case summary.OpExtract, summary.OpConvert, summary.OpMakeInterface:
				r = in.Args[0]
				continue
			case summary.OpCall:
				r = in.Args[len(in.Args)-1]
				continue
			}
			break
		}
		if r.Kind() == summary.RefConst {
			out[n] = g.p.p.Consts[r.Index()].Text
		}
	}
	return out
}
