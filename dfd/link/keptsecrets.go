package link

import (
	"cmp"
	"go/token"
	"reflect"
	"strings"

	"github.com/gostride/gostride/analyzers/catalog"
	"github.com/gostride/gostride/analyzers/summary"
	"github.com/gostride/gostride/dfd"
)

// encodes says that a call makes JSON of a value, to be answered by another.
func encodes(r *catalog.Row) bool { return r.Role == "sanitize" && r.Attr["encodes"] == "json" }

// keptSecrets adds to what is answered, or made JSON of, the passwords and hashes of passwords in it that stand there as a store keeps them, as
// argument "kept": fields of the program's own structs that JSON shows, and into which nothing is put in between.
func (a *assembly) keptSecrets(h *hit, r *catalog.Row, u *dfd.Use) {
	arg := "body"
	if encodes(r) {
		arg = "value"
	} else if r.Role != "respond" || r.Attr["kind"] != "json" {
		return
	}
	w := shownSecrets{a: a, seen: map[int32]bool{}, out: &dfd.Value{}}
	w.walk(a.l.arg(&site{}, h, r, arg), 0)
	if len(w.out.Origins) > 0 {
		u.Args["kept"] = w.out
	}
}

// shownSecrets looks for such fields in the objects of a value.
type shownSecrets struct {
	a    *assembly
	seen map[int32]bool
	out  *dfd.Value
}

const (
	maxShown = 4   // how deep they are looked for: an envelope, a list in it, its elements, what is embedded in them
	maxParts = 200 // objects that are looked at
)

func (w *shownSecrets) walk(s set, depth int) {
	if depth > maxShown {
		return
	}
	l := w.a.l
	l.eachObj(s, func(o int32) {
		if w.seen[o] || len(w.seen) > maxParts {
			return
		}
		w.seen[o] = true
		typ := l.objs[o].typ
		if w.a.structs == nil {
			w.a.structTypes(s)
		}
		if t := w.a.structs.typeOf(typ); t >= 0 {
			w.fields(o, l.typeTab[t], depth)
		}
		if typ >= 0 && l.typeTab[typ].kind == summary.KindStruct {
			return
		}
		for _, e := range l.elems(nil, l.sets.of(l.objAtom(o))) {
			w.walk(e, depth+1)
		}
		w.walk(l.content(o, l.fStar), depth+1)
	})
}

// fields looks at what JSON shows of a struct, which an object is or lists.
func (w *shownSecrets) fields(o int32, t *typeInfo, depth int) {
	l := w.a.l
	if w.encodesItself(t) {
		return
	}
	for _, f := range t.fields {
		name, _, _ := strings.Cut(reflect.StructTag(f.Tag).Get("json"), ",")
		if name == "-" || !f.Embedded && !token.IsExported(f.Name) {
			continue
		}
		s := l.fieldContent(nil, o, l.strs.get(fieldSym(t.name, f.Name)))
		switch in, ok := l.types[bare(f.Type)]; {
		case f.Embedded && ok && l.typeTab[in].own && l.typeTab[in].kind == summary.KindStruct:
			w.fields(o, l.typeTab[in], depth+1)
			w.walk(s, depth+1)
		case f.Type != "string" && f.Type != "*string" && f.Type != "[]byte":
			w.walk(s, depth+1)
		case w.password(cmp.Or(name, f.Name), t) || w.password(f.Name, t):
			w.add(typeWord(t.name)+"."+cmp.Or(name, f.Name), s)
		}
	}
}

// encodesItself says that a type of the program's makes its own JSON.
func (w *shownSecrets) encodesItself(t *typeInfo) bool {
	l := w.a.l
	_, json := l.method(l.typeID(t.name), "MarshalJSON")
	_, text := l.method(l.typeID(t.name), "MarshalText")
	return json || text
}

func (w *shownSecrets) password(name string, t *typeInfo) bool {
	m, ok := w.a.classify(name, typeWord(t.name))
	return ok && (m.Type == "password" || m.Type == "password-hash")
}

// add notes a field that holds what was read from a store, and nothing that the program says instead.
func (w *shownSecrets) add(field string, s set) {
	v := w.a.l.describe(s)
	if len(v.Text) > 0 {
		return
	}
	for _, o := range v.From("const", "store") {
		if o.Kind == "const" {
			return
		}
		w.out.Origins = append(w.out.Origins, dfd.Origin{Kind: "store", Name: field, Place: o.Place})
	}
}
