package link

import (
	"strconv"
	"strings"

	"github.com/gostride/gostride/analyzers/catalog"
)

// The routes of a grpc-gateway are compiled into the generated code: NewPattern(version, ops, pool, verb) is a small program
// that puts a path template together on a stack.
const (
	opPush    = 1 // any one segment
	opLitPush = 2 // the literal pool[operand]
	opPushM   = 3 // any number of segments
	opConcatN = 4 // the last operand segments become one
	opCapture = 5 // the last segment is bound to the name pool[operand]
)

// gatewayPattern reads a compiled template back.
func (l *linker) gatewayPattern(i *inst, h *hit) set {
	if len(h.args) < 4 {
		return 0
	}
	ops, pool := l.inOrder(i, h.args[1]), l.inOrder(i, h.args[2])
	var stack []string
	for n := 0; n+1 < len(ops); n += 2 {
		op, err1 := strconv.Atoi(ops[n])
		arg, err2 := strconv.Atoi(ops[n+1])
		if err1 != nil || err2 != nil || arg < 0 || op >= opLitPush && op != opPushM && op != opConcatN && arg >= len(pool) {
			return 0
		}
		switch op {
		case opPush:
			stack = append(stack, "*")
		case opPushM:
			stack = append(stack, "**")
		case opLitPush:
			stack = append(stack, pool[arg])
		case opConcatN:
			if arg > len(stack) {
				return 0
			}
			joined := strings.Join(stack[len(stack)-arg:], "/")
			stack = append(stack[:len(stack)-arg], joined)
		case opCapture:
			if len(stack) == 0 {
				return 0
			}
			stack[len(stack)-1] = capture(pool[arg], stack[len(stack)-1])
		}
	}
	path := "/" + strings.Join(stack, "/")
	if verb, part := l.texts(h.args[3]); part == "" && len(verb) == 1 && verb[0] != "" {
		path += ":" + verb[0]
	}
	return l.sets.of(l.text(path))
}

// capture words a named part of a template: each wildcard in it bears the name.
func capture(name, template string) string {
	segs := strings.Split(template, "/")
	n := 0
	for k, s := range segs {
		switch s {
		case "*", "**":
			x := name
			if n > 0 {
				x += "_" + strconv.Itoa(n+1)
			}
			if s == "**" {
				x += "..."
			}
			segs[k] = "{" + x + "}"
			n++
		}
	}
	return strings.Join(segs, "/")
}

// expandCaptures writes {name=messages/*} as the path that it stands for.
func expandCaptures(p string) string {
	for {
		i := strings.IndexByte(p, '{')
		for i >= 0 {
			j := strings.IndexByte(p[i:], '}')
			if j < 0 {
				return p
			}
			name, template, ok := strings.Cut(p[i+1:i+j], "=")
			if ok {
				p = p[:i] + capture(name, template) + p[i+j+1:]
				break
			}
			k := strings.IndexByte(p[i+j:], '{')
			if k < 0 {
				return p
			}
			i += j + k
		}
		if i < 0 {
			return p
		}
	}
}

// onlyTexts keeps the texts of a value: a library's struct may stand for one.
func (l *linker) onlyTexts(s set) set {
	b := builder{t: l.sets}
	for _, a := range l.sets.list[s] {
		if k := l.atoms.list[a].kind; k == aConst || k == aTemplate {
			b.add(a)
		}
	}
	return b.set()
}

// inOrder gives the constant elements of a list by position; what was not set is 0.
func (l *linker) inOrder(i *inst, s set) []string {
	var out []string
	l.eachObj(s, func(o int32) {
		for _, f := range l.objs[o].keys {
			name := l.strs.list[f]
			if !l.elemKey(f) || len(name) < 3 {
				continue
			}
			n, err := strconv.Atoi(name[1 : len(name)-1])
			if err != nil || n < 0 || n > 1000 {
				continue
			}
			for len(out) <= n {
				out = append(out, "0")
			}
			if t, _ := l.texts(l.take(i, l.cell(o, f))); len(t) == 1 {
				out[n] = t[0]
			}
		}
	})
	return out
}

// routerOptions evaluates the middleware that a router is given when it is made.
func (l *linker) routerOptions(s *site, h *hit) {
	l.eachOption(h, "use", func(o *hit, r *catalog.Row) {
		for _, x := range l.argList(s.i, o, r, "middleware") {
			l.each(x, func(a atom) { l.middleware(a) })
		}
	})
}

// eachOption calls f for the options of a kind among the arguments of a call.
func (l *linker) eachOption(h *hit, role string, f func(o *hit, r *catalog.Row)) {
	for _, x := range h.args {
		for _, e := range append(l.elems(nil, x), x) {
			l.eachObj(e, func(o int32) {
				if ob := &l.objs[o]; ob.row != nil && ob.hit != nil && ob.row.Role == "option" && ob.row.Attr["for"] == role {
					f(ob.hit, ob.row)
				}
			})
		}
	}
}
