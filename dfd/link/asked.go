package link

import (
	"slices"
	"strings"

	"github.com/gostride/gostride/analyzers/summary"
)

// Middleware often looks at what is asked for: some pages need no sign-in, OPTIONS is let through. What such code does is
// found out for each route by itself: conditions on the path or the method of the request are decided by those of the route,
// as far as they decide them, and the way that is not taken counts for nothing.

// asked is a route, as conditions see it.
type asked struct {
	seen   string // the path, as what is asked sees it; "" where that is not known
	id     int32
	method string // "" where any may be asked for
	name   string // of the route; "" for none, "{}" where it is not known
	path   *pattern
	// pattern is what the route was registered by, "" where that is not known: it is what echo's c.Path() gives.
	pattern string
}

// subject is what a condition is about: a text that is known, or the path of a route.
type subject struct {
	text  string
	path  *pattern
	lower bool // in lower case
	route bool // the text is the pattern of a route, as we spell it
	begin bool // it is what the path begins with: path[:n]
	fold  bool // routes are found whatever the letters' case, with a slash at the end or without: what only differs by that is no answer
}

// test decides a question by its library function's name, or "==".
func (s *subject) test(name, text string) (v, ok bool) {
	if s.path != nil {
		p := s.path
		if s.lower {
			p = p.lower()
		}
		if s.begin && name == "==" { // of as many letters as the text has, or else it is no test
			name = "strings.HasPrefix"
		}
		if s.begin && name != "strings.HasPrefix" {
			return false, false
		}
		v, ok = p.test(name, text)
		if s.fold && ok {
			w, known := p.lower().slashless().test(name, strings.ToLower(strings.TrimSuffix(text, "/")))
			ok = known && v == w
		}
		return v, ok
	}
	if s.route {
		switch {
		case name == "==":
			text = cleanPattern(text)
		case name != "strings.HasPrefix" || strings.ContainsAny(text, ":*{"):
			return false, false
		}
	}
	return (&pattern{parts: []string{s.text}}).test(name, text)
}

// trimmed is a pattern without the slash that it begins with.
func (p *pattern) trimmed() *pattern {
	out := &pattern{gaps: p.gaps, parts: slices.Clone(p.parts)}
	out.parts[0] = strings.TrimPrefix(out.parts[0], "/")
	return out
}

// slashless is a pattern without the slash that it ends in.
func (p *pattern) slashless() *pattern {
	out := &pattern{gaps: p.gaps, parts: slices.Clone(p.parts)}
	n := len(out.parts) - 1
	out.parts[n] = strings.TrimSuffix(out.parts[n], "/")
	return out
}

func (p *pattern) lower() *pattern {
	out := &pattern{gaps: p.gaps}
	for _, t := range p.parts {
		out.parts = append(out.parts, strings.ToLower(t))
	}
	return out
}

// enterRoute makes conditions on the request be decided for an entry point, until the next one.
func (l *linker) enterRoute(e *entry) {
	l.route = nil
	if e.kind != "http" && e.kind != "websocket" {
		return
	}
	l.route = l.askedFor(askedKey{method: e.method, path: e.path, tree: e.tree, name: e.name}, func() *asked {
		r := &asked{path: patternOf(e.path, e.tree), seen: e.path, name: e.name}
		if known := patternOf(e.path, false); !slices.Contains(known.gaps, anything) {
			r.pattern = e.path
		}
		if e.method != "ANY" {
			r.method = e.method
		}
		return r
	})
}

// askedKey is what a route is by; hidden where its path is not known any more.
type askedKey struct {
	method, path string
	name         string
	tree, hidden bool
	cut          bool // something was taken off its path
}

// askedFor gives one route for all ways that ask for the same: what conditions come to is found out once.
func (l *linker) askedFor(k askedKey, mk func() *asked) *asked {
	r := l.routes[k]
	if r == nil {
		r = mk()
		r.id = int32(len(l.routes) + 1)
		l.routes[k] = r
	}
	return r
}

// behindPrefix is the route as what stands behind a link sees it, which may take a prefix off the path. Where it is not known what is left, conditions
// on the path say nothing about the route.
func (l *linker) behindPrefix(c *chainLink, tree bool) {
	if l.route == nil || !c.strips() {
		return
	}
	method, name := l.route.method, l.route.name
	rest, ok := l.leftOf(l.route.seen, c)
	if !ok {
		l.route = l.askedFor(askedKey{method: method, name: name, hidden: true}, func() *asked { return &asked{method: method, name: name, path: anyPath()} })
		return
	}
	l.route = l.askedFor(askedKey{method: method, name: name, path: rest, tree: tree, cut: true}, func() *asked {
		return &asked{method: method, name: name, path: patternOf(rest, tree), seen: rest}
	})
}

// leftOf is what a link that takes a prefix off leaves of a path.
func (l *linker) leftOf(path string, c *chainLink) (rest string, ok bool) {
	if path == "" || c.hit == nil || c.row == nil || c.row.Role != "wrap" {
		return "", false
	}
	if c.routed { // what routers below see is their own patterns
		return path, true
	}
	prefixes, part := l.texts(l.arg(&site{}, c.hit, c.row, "prefix"))
	if part != "" && part != "{config}" {
		return "", false
	}
	for _, p := range prefixes {
		if p = strings.TrimSuffix(p, "/"); strings.Contains(p, "{}") {
			return "", false
		}
		if left, found := strings.CutPrefix(path, p); found && (left == "" || left[0] == '/') && (!ok || len(left) < len(rest)) {
			rest, ok = left, true
		}
	}
	if ok && rest == "" {
		rest = "/"
	}
	return rest, ok
}

// routeOf gives the route by which conditions of an instance are decided, nil where it has none on the request.
func (l *linker) routeOf(i *inst) *asked {
	if l.route == nil || l.askedBy(i.whole()) == nil {
		return nil
	}
	return l.route
}

// requestPart says which part of the request an operand is, unchanged: "path", "method", "beginning" for path[:n], "trimmed" without its first slash,
// "pattern" for that of the route, "name" for its name, "part" for what does not say which route it is, or "" for none. lower: in lower case.
func (l *linker) requestPart(i *inst, r summary.Ref, depth int) (part string, lower bool) {
	if depth > 6 {
		return "", false
	}
	switch r.Kind() {
	case summary.RefParam:
		return l.passedPart(i, r.Index(), depth)
	case summary.RefReg:
	default:
		return "", false
	}
	at := i.fn.def[r.Index()]
	if at < 0 {
		return "", false
	}
	switch in := &i.fn.code[at]; in.Op {
	case summary.OpConvert, summary.OpMakeInterface:
		return l.requestPart(i, in.Args[0], depth+1)
	case summary.OpLoadField:
		if p := l.partField(i, in, r); p != "" {
			return p, false
		}
		if part, _ := l.requestPart(i, in.Args[0], depth+1); part == "part" {
			return part, false
		}
	case summary.OpExtract:
		if part, lower := l.requestPart(i, in.Args[0], depth+1); in.N == 0 && (part == "pattern" || part == "part") {
			return part, lower
		}
	case summary.OpSlice:
		if part, lower := l.requestPart(i, in.Args[0], depth+1); part == "path" && in.N&1 == 0 {
			return "beginning", lower
		}
	case summary.OpLoad:
		if in.Args[0].Kind() == summary.RefReg && (&must{l: l, i: i}).private(in.Args[0]) {
			if k := i.fn.lastStore(at, in.Args[0]); k >= 0 {
				return l.requestPart(i, i.fn.code[k].Args[1], depth+1)
			}
		}
	case summary.OpCall:
		return l.partCall(i, at, in, depth)
	}
	return "", false
}

// partField recognises r.URL.Path and r.Method.
func (l *linker) partField(i *inst, in *summary.Instr, r summary.Ref) string {
	switch i.fn.p.p.Syms[in.Sym] {
	case "net/http.Request.Method":
		return "method"
	case "net/url.URL.Path":
		if l.isPath(l.get(i, r)) {
			return "path"
		}
	}
	return ""
}

// allSent says that a text was sent, and that nothing of it is the program's own.
func (l *linker) allSent(s set) bool {
	return l.hasOrigin(s, "input") && !slices.ContainsFunc(l.sets.list[s], func(a atom) bool {
		k := l.inner(a)
		return k.kind == aConst || k.kind == aTemplate || k.kind == aOrigin && l.origins.list[k.x].kind != "input"
	})
}

// isPath says that a value is nothing but the path of the request, as it came.
func (l *linker) isPath(s set) bool {
	for _, a := range l.sets.list[s] {
		k := l.atoms.list[a]
		if k.kind != aOrigin {
			return false
		}
		if o := l.origins.list[k.x]; o.kind != "input" || o.name != "path:" || o.marks != 0 {
			return false
		}
	}
	return s != 0
}

// partCall recognises functions of frameworks that give a part of the request, and those that hardly change it.
func (l *linker) partCall(i *inst, at int32, in *summary.Instr, depth int) (string, bool) {
	for _, h := range i.modelled(at) {
		for _, row := range h.rows {
			if row.Role == "input" && row.Attr["kind"] == "request-path" {
				return "path", false
			}
			if kind := row.Attr["kind"]; kind == "folded-path" || kind == "clean-path" && l.allSent(l.get(i, summary.MakeRef(summary.RefReg, int(in.Dst)))) {
				return kind, false
			}
			if row.Attr["kind"] == "request-method" {
				return "method", false
			}
			if row.Attr["kind"] == "route-pattern" && !l.beforeRouting(i) {
				return "pattern", false
			}
			if row.Attr["kind"] == "route-name" && !l.beforeRouting(i) {
				return "name", false
			}
			if row.Attr["kind"] == "route-part" { // what it gives depends on how far the request has come
				return "part", false
			}
		}
		if h.sym >= 0 && len(in.Args) == 1 && in.N&summary.CallMode == summary.CallStatic {
			switch l.syms.list[h.sym] {
			case "strings.ToLower":
				part, _ := l.requestPart(i, in.Args[0], depth+1)
				return part, true
			case "path.Clean":
				return l.requestPart(i, in.Args[0], depth+1)
			}
		}
		if l.withoutSlash(i, h, in) {
			if part, lower := l.requestPart(i, in.Args[0], depth+1); part == "path" {
				return "trimmed", lower
			}
		}
	}
	return "", false
}

// withoutSlash says that a call takes the slash off the beginning of a text: strings.TrimPrefix(path, "/").
func (l *linker) withoutSlash(i *inst, h *hit, in *summary.Instr) bool {
	if h.sym < 0 || len(in.Args) != 2 || in.N&summary.CallMode != summary.CallStatic || in.Args[1].Kind() != summary.RefConst {
		return false
	}
	name := l.syms.list[h.sym]
	return (name == "strings.TrimPrefix" || name == "strings.TrimLeft") && i.fn.p.p.Consts[in.Args[1].Index()].Text == "/"
}

// passedPart: all callers pass the same part of the request.
func (l *linker) passedPart(i *inst, n, depth int) (part string, lower bool) {
	i = i.whole()
	found := false
	for _, c := range i.callers {
		for _, at := range l.layout(c).calls {
			in := &c.fn.code[at]
			if in.Op != summary.OpCall || !slices.Contains(c.targets(at), i) {
				continue
			}
			if len(in.Args) != len(i.fn.f.Params) || n >= len(in.Args) || len(c.modelled(at)) > 0 {
				return "", false
			}
			p, low := l.requestPart(c, in.Args[n], depth+1)
			if p == "" || found && (p != part || low != lower) {
				return "", false
			}
			part, lower, found = p, low, true
		}
	}
	if i.root {
		return "", false
	}
	return part, lower
}
