package link

import (
	"cmp"
	"reflect"
	"strings"

	"github.com/gostride/gostride/analyzers/catalog"
	"github.com/gostride/gostride/analyzers/summary"
	"github.com/gostride/gostride/dfd"
)

// structCommand is a command that is a field of a struct: kong calls the method Run of the field's type, go-flags Execute.
type structCommand struct {
	words string
	insts []*inst
}

// structCommands lists the commands among the fields of a struct, those within them included.
func (l *linker) structCommands(o, t int32, words string, depth int) []structCommand {
	if t < 0 || depth > 6 || l.typeTab[t].kind != summary.KindStruct || l.typeTab[t].named && !l.typeTab[t].own {
		return nil
	}
	given := l.sets.of(l.origin("config", "flag:", 0))
	l.put(l.cell(o, l.fWild), given)
	var out []structCommand
	for _, f := range l.typeTab[t].fields {
		name, method := commandField(f)
		if method == "" && !f.Embedded {
			continue
		}
		sub := l.sub(o, l.strs.get(fieldSym(l.typeTab[t].name, f.Name)), l.typeID(f.Type))
		path := words
		if method != "" {
			path = strings.TrimSpace(words + " " + name)
			if m, ok := l.method(l.objs[sub].typ, method); ok && l.funcs[l.syms.get(m.Sym)] != nil {
				out = append(out, structCommand{path, []*inst{l.runCommand(l.syms.get(m.Sym), l.sets.of(l.objAtom(sub)), given)}})
				l.put(l.cell(sub, l.fWild), given)
			}
		}
		out = append(out, l.structCommands(sub, l.deref(l.typeID(f.Type)), path, depth+1)...)
	}
	return out
}

// commandField gives the word that a field's tag makes a command and the method that is called for it, "" where it is none.
func commandField(f summary.Field) (name, method string) {
	tag := reflect.StructTag(f.Tag)
	if name, ok := tag.Lookup("command"); ok {
		return name, "Execute"
	}
	if _, ok := tag.Lookup("cmd"); !ok {
		return "", ""
	}
	return cmp.Or(tag.Get("name"), dashed(f.Name)), "Run"
}

// runCommand evaluates a command's method: what it is passed is bound by type, and was filled from the command line too.
func (l *linker) runCommand(sym int32, recv, given set) *inst {
	g := l.funcs[sym]
	args := l.paramsOf(l.atoms.get(atomKey{kind: aFunc, x: sym}), false)
	args[0] = recv
	for _, a := range args[1:] {
		l.eachObj(a, func(o int32) {
			if t := l.objs[o].typ; t >= 0 && l.typeTab[t].own {
				l.put(l.cell(o, l.fWild), given)
			}
		})
	}
	l.startingUp = true
	return l.instanceIn(g, args, -1, nil, context{})
}

func fieldSym(typ, field string) string { return base(typ) + "." + field }

// parsedStructs visits the structs that a command line is parsed into.
func (l *linker) parsedStructs(visit func(h *hit, o, typ int32)) {
	for n := 0; n < len(l.insts); n++ {
		l.insts[n].eachRow(func(_ int32, h *hit, r *catalog.Row) {
			if r.Role == "config" && r.Attr["kind"] == "commands" {
				l.eachObj(l.arg(&site{}, h, r, "into"), func(o int32) { visit(h, o, l.pointedAt(h, r, o)) })
			}
		})
	}
}

// pointedAt gives the type of what a call is to fill: that of the object, or, for a variable without one, that of the argument.
func (l *linker) pointedAt(h *hit, r *catalog.Row, o int32) int32 {
	if t := l.objs[o].typ; t >= 0 {
		return t
	}
	in := &h.i.fn.code[h.at]
	if n := r.Args["into"][0].Index; n < len(in.Args) {
		if d := h.i.fn.defOf(in.Args[n]); d >= 0 && h.i.fn.code[d].Op == summary.OpMakeInterface {
			return l.deref(l.typ(h.i.fn.p, h.i.fn.code[d].Type))
		}
	}
	return -1
}

// structEntries gives the entry points that the fields of parsed structs are.
func (a *assembly) structEntries() []*entry {
	var out []*entry
	a.l.parsedStructs(func(h *hit, o, typ int32) {
		for _, c := range a.l.structCommands(o, typ, "", 0) {
			out = append(out, &entry{kind: "cli", path: c.words, innerSym: c.insts[0].fn.sym, insts: c.insts, inner: c.insts, listener: -1, handler: -1, reg: h.i.at(h.at)})
		}
	})
	return out
}

// mainEntry gives the program itself as an entry point, where it has no other and reads its command line.
func (a *assembly) mainEntry(r *root, name string) []*entry {
	reads := false
	for i := range a.reached {
		i.eachRow(func(_ int32, _ *hit, row *catalog.Row) {
			reads = reads || (row.Role == "input" || row.Role == "config") && row.Attr["from"] == "flag"
		})
	}
	if !reads {
		return nil
	}
	main := r.start[len(r.start)-1]
	return []*entry{{kind: "cli", path: name, innerSym: main.fn.sym, insts: []*inst{main}, inner: []*inst{main}, listener: -1, handler: -1,
		reg: dfd.Place{File: main.fn.file(), Line: int(main.fn.f.Line), Func: main.fn.name}}}
}

// dashed spells a Go name as kong names a command: DryRun is dry-run.
func dashed(name string) string {
	var b strings.Builder
	for n, c := range name {
		if c >= 'A' && c <= 'Z' {
			if n > 0 && !(name[n-1] >= 'A' && name[n-1] <= 'Z') {
				b.WriteByte('-')
			}
			c += 'a' - 'A'
		}
		b.WriteRune(c)
	}
	return b.String()
}
