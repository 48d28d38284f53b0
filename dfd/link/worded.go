package link

import (
	"go/token"
	"strconv"
	"strings"
	"unicode"

	"github.com/gostride/gostride/analyzers/catalog"
	"github.com/gostride/gostride/analyzers/summary"
)

// Controllers of iris: the words of a method's name are its route, GetFollowersBy(name string) is GET /followers/{param1}, where the
// controller's BeforeActivation names none of its own for it: b.Handle("GET", "/export", "Exported").

// worded lists what a controller answers by the names of its methods.
func (l *linker) worded(h *hit, r *catalog.Row) []action {
	var out []action
	for _, v := range l.argList(nil, h, r, "handler") {
		l.eachObj(v, func(o int32) {
			t := l.objs[o].typ
			if t < 0 {
				return
			}
			told := l.toldRoutes(t)
			for _, m := range l.methodsOf(t) {
				g := l.funcs[l.syms.get(m.Sym)]
				if g == nil || !token.IsExported(m.Name) || told[m.Name] {
					continue
				}
				if verb, path := l.wordedRoute(g, m.Name); verb != "" {
					out = append(out, action{methods: []string{verb}, path: path, handler: l.wordedMethod(o, g, m)})
				}
			}
		})
	}
	return out
}

// toldRoutes are the methods of a controller for which its BeforeActivation names routes.
func (l *linker) toldRoutes(t int32) map[string]bool {
	out := map[string]bool{}
	m, ok := l.method(t, "BeforeActivation")
	g := l.funcs[l.syms.get(m.Sym)]
	if !ok || g == nil {
		return out
	}
	for _, i := range instsOf(g) {
		i.eachRow(func(_ int32, h *hit, r *catalog.Row) {
			if r.Attr["kind"] == "named-action" {
				names, _ := l.texts(l.arg(&site{}, h, r, "name"))
				for _, n := range names {
					out[n] = true
				}
			}
		})
	}
	return out
}

// namedAction is the method that a controller's BeforeActivation names in a call.
func (l *linker) namedAction(h *hit, r *catalog.Row) []action {
	if h.i == nil || !h.i.fn.f.Recv || len(h.i.args) == 0 {
		return nil
	}
	names, _ := l.texts(l.arg(&site{}, h, r, "name"))
	verbs, _ := l.texts(l.arg(&site{}, h, r, "method"))
	var out []action
	l.eachObj(h.i.args[0], func(o int32) {
		for _, name := range names {
			m, ok := l.method(l.objs[o].typ, name)
			if g := l.funcs[l.syms.get(m.Sym)]; ok && g != nil && len(verbs) > 0 {
				out = append(out, action{methods: verbs, handler: l.wordedMethod(o, g, m)})
			}
		}
	})
	return out
}

func (l *linker) wordedMethod(o int32, g *fn, m summary.Method) set {
	if l.wordedFns == nil {
		l.wordedFns = map[*fn]bool{}
	}
	l.wordedFns[g] = true
	return l.methodValue(o, g, l.embedded(l.sets.of(l.objAtom(o)), m))
}

// wordedVerbs are the words that a route's method can be, as they begin a name.
var wordedVerbs = map[string]string{"Get": "GET", "Post": "POST", "Put": "PUT", "Patch": "PATCH", "Delete": "DELETE", "Head": "HEAD", "Options": "OPTIONS",
	"Connect": "CONNECT", "Trace": "TRACE", "Any": "ANY", "All": "ANY"}

// wordedRoute takes a method's name apart; verb is "" where it begins with none.
func (l *linker) wordedRoute(g *fn, name string) (verb, path string) {
	words := capitalWords(name)
	if verb = wordedVerbs[words[0]]; verb == "" {
		return "", ""
	}
	n := 0 // of the parameters so far
	for k, w := range words[1:] {
		at := l.pathParam(g, n+1)
		if w == "Wildcard" && k > 0 && words[k] == "By" {
			continue
		}
		if w != "By" || at < 0 {
			path += "/" + strings.ToLower(w)
			continue
		}
		n = at
		end := ""
		if k+2 < len(words) && words[k+2] == "Wildcard" {
			end = "..."
		}
		path += "/{param" + strconv.Itoa(n) + end + "}"
		for k+2 == len(words) { // the last By stands for all that is left
			if at = l.pathParam(g, n+1); at < 0 {
				break
			}
			n = at
			path += "/{param" + strconv.Itoa(n) + "}"
		}
	}
	return verb, path
}

// pathParam is the first parameter from n on that a part of a path can fill, the receiver being 0; -1 for none.
func (l *linker) pathParam(g *fn, n int) int {
	for ; n < len(g.f.Params); n++ {
		if t := l.typ(g.p, g.f.Params[n].Type); t >= 0 {
			switch l.typeTab[t].kind {
			case summary.KindString, summary.KindNumber, summary.KindBool:
				return n
			}
		}
	}
	return -1
}

func capitalWords(name string) []string {
	var out []string
	begin := 0
	for n, c := range name {
		if n > 0 && unicode.IsUpper(c) {
			out = append(out, name[begin:n])
			begin = n
		}
	}
	return append(out, name[begin:])
}

// wordedArgs: the texts among the parameters of such a method are parts of the path.
func (l *linker) wordedArgs(g *fn, args []set) {
	for n := l.pathParam(g, 1); n > 0 && n < len(args); n = l.pathParam(g, n+1) {
		if t := l.typ(g.p, g.f.Params[n].Type); l.typeTab[t].kind == summary.KindString {
			args[n] = l.sets.of(l.origin("input", "path:param"+strconv.Itoa(n), l.funcPlace(g)))
		}
	}
}

// injected fills the fields of a controller with what is offered of their types.
func (l *linker) injected(s *site, h *hit, r *catalog.Row) {
	for _, v := range l.argList(s.i, h, r, "handler") {
		l.eachObj(v, func(o int32) {
			t := l.objs[o].typ
			if t < 0 || l.typeTab[t].kind != summary.KindStruct {
				return
			}
			for _, f := range l.typeTab[t].fields {
				ft := l.typeID(f.Type)
				to := l.cell(o, l.strs.get(base(l.typeTab[t].name)+"."+f.Name))
				l.put(to, l.take(s.i, l.offer(ft)))
				if l.typeTab[ft].kind != summary.KindInterface {
					continue
				}
				for _, a := range l.sets.list[l.take(s.i, l.allOffers())] {
					if at := l.typeOfAtom(a); at >= 0 && implements(l.typeTab[at], l.typeTab[ft]) {
						l.put(to, l.sets.of(a))
					}
				}
			}
		})
	}
}
