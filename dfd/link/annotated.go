package link

import (
	"cmp"
	"reflect"
	"slices"
	"sort"
	"strings"

	"github.com/gostride/gostride/analyzers/catalog"
)

// GoFrame binds functions and controllers whose methods take a request of their own: a tag of a field embedded in its struct says
// where it is asked for. What says nothing is reached by its name.

// annotated lists what is bound so.
func (l *linker) annotated(h *hit, r *catalog.Row) []action {
	var out []action
	for _, v := range l.argList(nil, h, r, "handler") {
		l.each(v, func(a atom) {
			a = l.untyped(a)
			k := l.atoms.list[a]
			if k.kind == aFunc || k.kind == aClosure {
				if x, ok := l.annotation(l.funcs[k.x]); ok {
					x.handler = l.sets.of(a)
					out = append(out, x)
				}
			}
		})
		around := strings.Split(r.Attr["around"], ",")
		l.eachTyped(v, func(o, t int32) { out = append(out, l.annotatedMethods(o, t, around)...) })
	}
	return out
}

// annotatedMethods lists the methods of a controller that are bound, not those that are run around each of its requests.
func (l *linker) annotatedMethods(o, t int32, around []string) []action {
	if t < 0 {
		return nil
	}
	var out []action
	for _, m := range l.methodsOf(t) {
		g := l.funcs[l.syms.get(m.Sym)]
		if g == nil || m.Name[0] < 'A' || m.Name[0] > 'Z' || slices.Contains(around, m.Name) {
			continue
		}
		x, ok := l.annotation(g)
		if !ok {
			if len(g.f.Params) != 2 || l.typeTab[l.typ(g.p, g.f.Params[1].Type)].name != "*github.com/gogf/gf/v2/net/ghttp.Request" {
				continue
			}
			x = action{methods: []string{"ANY"}, path: "/" + kebab(m.Name)}
		}
		x.handler = l.methodValue(o, g, l.embedded(l.sets.of(l.objAtom(o)), m))
		out = append(out, x)
	}
	return out
}

// annotation reads where a function is asked for from the struct that it takes last.
func (l *linker) annotation(g *fn) (action, bool) {
	if g == nil || len(g.f.Params) < 2 {
		return action{}, false
	}
	t := l.messageType(l.typ(g.p, g.f.Params[len(g.f.Params)-1].Type))
	if t < 0 {
		return action{}, false
	}
	for _, f := range l.typeTab[t].fields {
		tag := reflect.StructTag(f.Tag)
		if path := tag.Get("path"); f.Embedded && path != "" {
			methods := strings.FieldsFunc(strings.ToUpper(cmp.Or(tag.Get("method"), "any")), func(c rune) bool { return c == ',' || c == ' ' })
			for n := range methods {
				if methods[n] == "ALL" {
					methods[n] = "ANY"
				}
			}
			return action{methods: methods, path: path}, true
		}
	}
	return action{}, false
}

// mapped lists the routes of a map of path and handler.
func (l *linker) mapped(h *hit, r *catalog.Row) []action {
	var out []action
	l.eachObj(l.arg(&site{}, h, r, "handler"), func(o int32) {
		for _, f := range l.objs[o].keys {
			if n := l.strs.list[f]; l.constKey(o, n) {
				methods, path := methodBefore([]string{"ANY"}, n[1:len(n)-1])
				out = append(out, action{methods: methods, path: path, handler: l.cells[l.cell(o, f)].s})
			}
		}
	})
	sort.Slice(out, func(i, j int) bool { return out[i].path < out[j].path })
	return out
}

// methodBefore takes off a pattern the method that stands before its path, and the host that stands behind it: GET:/notes@example.org.
func methodBefore(methods []string, pattern string) ([]string, string) {
	if m, path, ok := strings.Cut(pattern, ":"); ok && strings.HasPrefix(path, "/") && !strings.ContainsAny(m, "/{") {
		methods, pattern = []string{strings.ToUpper(m)}, path
	}
	if len(methods) == 1 && methods[0] == "ALL" {
		methods = []string{"ANY"}
	}
	pattern, _, _ = strings.Cut(pattern, "@")
	return methods, pattern
}

// kebab writes a name as GoFrame does in paths: ShowAll as show-all.
func kebab(name string) string {
	var b strings.Builder
	for n, c := range name {
		if c >= 'A' && c <= 'Z' {
			if n > 0 {
				b.WriteByte('-')
			}
			c += 'a' - 'A'
		}
		b.WriteRune(c)
	}
	return b.String()
}
