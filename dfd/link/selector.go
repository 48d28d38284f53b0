package link

import (
	"regexp"
	"slices"
	"strings"

	"github.com/gostride/gostride/analyzers/catalog"
)

// A selector runs its middleware for some operations only: those that it names, that begin as it says, that match an expression,
// or that a function of the program picks. That function is evaluated once per operation, as interceptors are (see pin.go).

// selection is one condition of a selector.
type selection struct {
	h   *hit
	row *catalog.Row
}

// selections lists the conditions that were put on selectors, by selector.
func (l *linker) selections() map[int32][]selection {
	out := map[int32][]selection{}
	for _, i := range l.insts {
		i.eachRow(func(_ int32, h *hit, r *catalog.Row) {
			if !strings.HasPrefix(r.Attr["kind"], "select-") {
				return
			}
			l.eachObj(h.recv, func(o int32) { out[o] = append(out[o], selection{h, r}) })
		})
	}
	return out
}

// pinSelectors evaluates the functions that pick operations, for each operation that the program names.
func (l *linker) pinSelectors() {
	var fs []atom
	for _, list := range l.selections() {
		for _, s := range list {
			if s.row.Attr["kind"] == "select-match" {
				l.each(l.arg(&site{}, s.h, s.row, "values"), func(a atom) { fs = append(fs, a) })
			}
		}
	}
	if len(fs) == 0 {
		return
	}
	slices.Sort(fs)
	fs = slices.Compact(fs)
	for _, op := range l.operations() {
		for _, f := range fs {
			l.pick(f, op)
		}
	}
}

// operations lists the methods of services, and the operations that handlers say they are.
func (l *linker) operations() []string {
	names := map[string]bool{}
	for n, end := 0, len(l.insts); n < end; n++ {
		l.insts[n].eachRow(func(_ int32, h *hit, r *catalog.Row) {
			if r.Role == "rpc-service" {
				for _, name := range l.descriptor(h, r).names {
					for _, m := range l.rpcMethods(h, r) {
						names[rpcPath(name, m.name)] = true
					}
				}
			}
			for _, t := range l.operation(h, r) {
				names[t] = true
			}
		})
	}
	return keysOf(names)
}

// operation is the name that a handler gives to what it does.
func (l *linker) operation(h *hit, r *catalog.Row) []string {
	if r.Attr["kind"] != "operation" {
		return nil
	}
	t, _ := l.texts(l.arg(&site{}, h, r, "value"))
	return t
}

// pick evaluates a function that picks, for one operation.
func (l *linker) pick(a atom, op string) []*inst {
	a = l.untyped(a)
	k := l.atoms.list[a]
	g := l.funcs[k.x]
	if k.kind != aFunc && k.kind != aClosure || g == nil || len(g.f.Params) == 0 {
		return nil
	}
	key := pinKey{a, op}
	if x, ok := l.pins[key]; ok {
		return x
	}
	l.pinned[op] = !strings.Contains(op, unknownPart)
	args := l.paramsOf(a, false)
	args[len(args)-1] = l.sets.of(l.text(strings.ReplaceAll(op, unknownPart, "{}")))
	free := int32(-1)
	if k.kind == aClosure {
		free = k.y
	}
	x := []*inst{l.instanceIn(g, args, free, nil, context{targs: l.targsOf(l.sets.of(a))})}
	l.pins[key] = x
	return x
}

// selects says whether a selector with these conditions is for an operation.
func (l *linker) selects(list []selection, op string) (yes, known bool) {
	known = op != "" && !strings.Contains(op, unknownPart)
	for _, s := range list {
		if s.row.Attr["kind"] == "select-match" {
			y, k := l.picks(s, op)
			yes, known = yes || y, known && k
			continue
		}
		t, part := l.listTexts(l.arg(&site{}, s.h, s.row, "values"))
		known = known && part == ""
		for _, x := range t {
			switch s.row.Attr["kind"] {
			case "select-path":
				yes = yes || x == op
			case "select-prefix":
				yes = yes || strings.HasPrefix(op, x)
			case "select-regex":
				re, err := regexp.Compile(x)
				yes = yes || err == nil && re.FindString(op) == op
			}
		}
	}
	return yes && op != "", known || yes && op != ""
}

// picks says whether the functions of a condition pick an operation.
func (l *linker) picks(s selection, op string) (yes, known bool) {
	never, always := true, true
	l.each(l.arg(&site{}, s.h, s.row, "values"), func(a atom) {
		is := l.pick(a, op)
		for _, i := range is {
			never, always = never && l.outcome(i, 0, wantTrue, false).top, always && l.outcome(i, 0, wantFalse, false).top
		}
		if len(is) == 0 {
			never, always = false, false
		}
	})
	return always && !never, never != always
}

// selected gives a chain with the selectors in it replaced by their middleware where they are for the operation, and left out
// where they are not.
func (w *routeWalk) selected(chain []chainLink, op string) []chainLink {
	var out []chainLink
	for _, c := range chain {
		if c.row == nil || c.row.Attr["kind"] != "selector" || c.hit == nil {
			out = append(out, c)
			continue
		}
		switch yes, known := w.l.selects(w.l.selections()[c.hit.made], op); {
		case !known:
			out = append(out, c)
		case yes:
			for _, mw := range w.l.argList(nil, c.hit, c.row, "handler") {
				for _, x := range w.link(mw, c.at) {
					x.loose = x.loose || c.loose
					out = append(out, x)
				}
			}
		}
	}
	return out
}

// operationOf is the operation of an entry point: the method of a service, or what its handler says; "" where that is not one.
func (l *linker) operationOf(e *entry) string {
	if e.kind == "grpc" {
		return e.path
	}
	names := map[string]bool{}
	for _, i := range e.insts {
		i.eachRow(func(_ int32, h *hit, r *catalog.Row) {
			for _, t := range l.operation(h, r) {
				names[t] = true
			}
		})
	}
	if len(names) != 1 {
		return ""
	}
	return keysOf(names)[0]
}
