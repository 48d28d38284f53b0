package link

import (
	"go/token"
	"strings"

	"github.com/gostride/gostride/analyzers/catalog"
)

// action is a method of a controller and how it is reached.
type action struct {
	methods []string
	path    string // below the registration's
	handler set
}

// restMethods are the methods of a controller that a framework calls for HTTP methods where nothing else is said.
var restMethods = []string{"Get", "Post", "Put", "Patch", "Delete", "Head", "Options"}

// actions lists what a registered controller answers, nil for a registration of something else. What of a controller is not
// declared in own code is the framework's own refusal.
func (l *linker) actions(h *hit, r *catalog.Row) []action {
	kind := r.Attr["kind"]
	switch kind {
	case "annotated-controller":
		return l.annotated(h, r)
	case "map":
		return l.mapped(h, r)
	case "worded-controller":
		return l.worded(h, r)
	case "described":
		return l.described(h, r)
	case "named-action":
		return l.namedAction(h, r)
	}
	if kind != "controller" && kind != "rest-controller" && kind != "auto-controller" {
		return nil
	}
	mapped := map[string][]string{} // Go method → HTTP methods
	for _, v := range l.argList(nil, h, r, "methods") {
		texts, _ := l.texts(v)
		for _, t := range texts {
			for _, pair := range strings.Split(t, ";") {
				if verbs, name, ok := strings.Cut(strings.TrimSpace(pair), ":"); ok {
					mapped[name] = append(mapped[name], strings.Split(strings.ToUpper(strings.ReplaceAll(verbs, "*", "any")), ",")...)
				}
			}
		}
	}
	if len(mapped) == 0 && kind != "auto-controller" {
		for _, m := range restMethods {
			mapped[m] = []string{strings.ToUpper(m)}
		}
	}
	var out []action
	for _, v := range l.argList(nil, h, r, "handler") {
		l.eachTyped(v, func(o, t int32) { out = append(out, l.actionsOf(o, t, kind, mapped)...) })
	}
	return out
}

func (l *linker) actionsOf(o, t int32, kind string, mapped map[string][]string) []action {
	if t < 0 {
		return nil
	}
	var out []action
	for _, m := range l.methodsOf(t) {
		g := l.funcs[l.syms.get(m.Sym)]
		if g == nil || !token.IsExported(m.Name) {
			continue
		}
		verbs, path := mapped[m.Name], ""
		if kind == "auto-controller" {
			if !g.f.Recv || len(g.f.Params) != 1 {
				continue
			}
			name := base(l.typeTab[t].name)
			name = strings.TrimSuffix(lastName(name), "Controller")
			verbs, path = []string{"ANY"}, "/"+strings.ToLower(name)+"/"+strings.ToLower(m.Name)
		}
		if len(verbs) == 0 {
			continue
		}
		a := action{methods: verbs, path: path, handler: l.methodValue(o, g, l.embedded(l.sets.of(l.objAtom(o)), m))}
		out = append(out, a)
		if kind == "rest-controller" {
			a.path = "/:objectId"
			out = append(out, a)
		}
	}
	return out
}

// methodValue is the method g of what is registered as o, as a function value.
func (l *linker) methodValue(o int32, g *fn, recv set) set {
	c := l.object(objKey{oClosure, -4, o, g.sym}, func() object { return object{kind: oClosure, typ: -1, fn: -1, parent: -1, sym: g.sym} })
	l.put(l.cell(c, l.freeField(0)), recv)
	return l.sets.of(l.atoms.get(atomKey{kind: aClosure, x: g.sym, y: c}))
}
