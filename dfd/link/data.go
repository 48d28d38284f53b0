package link

import (
	"reflect"
	"slices"
	"strings"

	"github.com/gostride/gostride/analyzers/catalog"
	"github.com/gostride/gostride/analyzers/summary"
	"github.com/gostride/gostride/dfd"
)

// Classes is what a catalogue may say of data besides its rows: what a name stands for.
type Classes interface {
	Classify(name, owner string) (catalog.DataMatch, bool)
}

// nameAt is a name that something on its way to or from a store, a third party or a caller has in the source.
type nameAt struct {
	name  string // without its owner
	owner string // the type or table it is of
	what  string // field, column, parameter …
	place dfd.Place
	input bool // the caller chose it: shown even if its name says nothing
	count bool // it is a number
}

// carried lists what travels on the flow of a use: what of the caller's input does, and whatever the names of columns,
// fields and variables that the call takes say. A name that says nothing is left out, unless the caller chose it.
func (a *assembly) carried(u *usedBy) []dfd.Datum {
	k, inputs := carriedBy{u.u, u.h, u.row, u.v.i.fn, u.at}, 0
	for _, v := range u.u.Args {
		inputs += len(v.Origins)
	}
	c, ok := a.carries[k]
	if !ok || c.inputs != inputs { // further inputs may be read elsewhere, see readElsewhere
		c = carriedData{inputs, a.travelling(u)}
		a.carries[k] = c
	}
	return c.data
}

// carriedBy is a use as a function makes it, for what travels with it.
type carriedBy struct {
	u   *dfd.Use
	h   *hit
	row *catalog.Row
	fn  *fn
	at  int32
}

type carriedData struct {
	inputs int // that were known of
	data   []dfd.Datum
}

func (a *assembly) travelling(u *usedBy) []dfd.Datum {
	names := inputNames(u.u)
	for _, c := range u.u.Columns {
		names = append(names, nameAt{name: c, owner: first(u.u.Tables, ""), what: "column", place: u.u.Place})
	}
	for _, c := range selected(u.u.SQL) {
		names = append(names, nameAt{name: c, owner: first(u.u.Tables, ""), what: "column", place: u.u.Place})
	}
	left := leftOut(neverStored)
	if cols, known := a.columnsRead(u); known && u.u.Op == "read" {
		left = notSelected(cols, left)
	}
	names = append(names, a.operandNames(u, left)...)
	if u.u.Op != "delete" {
		for _, k := range sortedArgs(u.u.Args) {
			names = append(names, a.typeNames(u.u.Args[k].Type, left)...)
		}
		if u.u.Role == "orm" {
			a.modelNames(u, &names)
		}
	}
	return a.data(names)
}

// modelNames are the fields of the type that an ORM call works on, said by an earlier call of its chain.
func (a *assembly) modelNames(u *usedBy, names *[]nameAt) {
	var s set
	a.l.eachObj(u.h.recv, func(o int32) { s = a.l.sets.union(s, a.l.chainModels(o, map[string]bool{}, map[int32]bool{})) })
	for _, t := range a.structTypes(s) {
		*names = append(*names, a.typeNames(t.name, neverStored)...)
	}
}

func sortedArgs(m map[string]*dfd.Value) []string {
	out := make([]string, 0, len(m))
	for k := range m {
		if k != "handle" && k != "fs" {
			out = append(out, k)
		}
	}
	slices.Sort(out)
	return out
}

// inputNames are what the caller called what travels with a use.
func inputNames(u *dfd.Use) []nameAt {
	var out []nameAt
	seen := map[string]bool{}
	for _, k := range sortedArgs(u.Args) {
		for _, o := range u.Args[k].Origins {
			if o.Kind != "input" {
				continue
			}
			from, n, _ := strings.Cut(o.Name, ":")
			if n == "" {
				n = from
			}
			if !seen[n] {
				seen[n] = true
				out = append(out, nameAt{name: n, what: from + " input", place: o.Place, input: true})
			}
		}
	}
	slices.SortFunc(out, func(a, b nameAt) int { return strings.Compare(a.name, b.name) })
	return out
}

// data classifies names; of several that are written alike the first that says something counts.
func (a *assembly) data(names []nameAt) []dfd.Datum {
	var out []dfd.Datum
	at := map[string]int{}
	for _, n := range names {
		d := dfd.Datum{Name: n.name}
		if m, ok := a.classify(n.name, n.owner); ok && !(m.Text && n.count) && spelledName(n.name) {
			d.Class, d.Evidence = m.Class, n.evidence(m)
			if n.place.File != "" {
				d.At = &dfd.Place{File: n.place.File, Line: n.place.Line, Func: n.place.Func}
			}
		} else if !n.input {
			continue
		}
		key := spelling.Replace(strings.ToLower(n.name))
		if i, ok := at[key]; ok {
			if out[i].Class == "" {
				out[i] = d
			}
			continue
		}
		at[key] = len(out)
		out = append(out, d)
	}
	return out
}

// spelledName says that a text is a name, not a sentence, an address or a list of settings that somebody reads by.
func spelledName(s string) bool { return !strings.ContainsAny(s, "=/{}") && strings.Count(s, " ") < 3 }

// numeric says that a type is a number.
func (l *linker) numeric(typ string) bool {
	id, ok := l.types[strings.TrimPrefix(typ, "*")]
	return ok && l.typeTab[id].kind == summary.KindNumber || numbers[strings.TrimPrefix(typ, "*")]
}

// numbers are the basic types that are numbers, for fields whose type is in no table.
var numbers = map[string]bool{"int": true, "int8": true, "int16": true, "int32": true, "int64": true, "uint": true, "uint8": true, "uint16": true,
	"uint32": true, "uint64": true, "float32": true, "float64": true}

// spelling takes away what tells accountID from account_id.
var spelling = strings.NewReplacer("_", "", "-", "", " ", "")

func (a *assembly) classify(name, owner string) (catalog.DataMatch, bool) {
	if a.l.classes == nil {
		return catalog.DataMatch{}, false
	}
	k := [2]string{name, owner}
	c, ok := a.dataOf[k]
	if !ok {
		c.is, c.known = a.l.classes.Classify(name, owner)
		a.dataOf[k] = c
	}
	return c.is, c.known
}

// classed is what a name stands for, where that is known.
type classed struct {
	is    catalog.DataMatch
	known bool
}

// evidence says which name it is, and why: column users.email: "email" stands for Email address.
func (n nameAt) evidence(m catalog.DataMatch) string {
	name := n.name
	if n.owner != "" {
		name = n.owner + "." + n.name
	}
	return n.what + " " + name + `: "` + m.Words + `" stands for ` + m.Name
}

// typeNames are the fields of an own struct, those of the structs in it included, by the names they have outside Go.
func (a *assembly) typeNames(name string, left leftOut) []nameAt {
	var out []nameAt
	a.fieldsOf(name, left, map[string]bool{}, &out)
	return out
}

// leftOut says which fields do not travel.
type leftOut func(owner string, f summary.Field) bool

// neverStored: every tag that names the field says that it is left out. What JSON alone leaves out is stored all the same.
func neverStored(_ string, f summary.Field) bool { return notStored(f.Tag) }

func notStored(tag string) bool {
	found := false
	for _, t := range dataTags {
		v, ok := reflect.StructTag(tag).Lookup(t)
		if ok && v != "-" {
			return false
		}
		found = found || ok && t != "json"
	}
	return found
}

// noColumn: the tag of an ORM leaves a field out of what is stored, whatever others say of it.
func noColumn(tag string) bool {
	for _, t := range []string{"gorm", "orm", "xorm", "bun", "pg", "db", "sql"} {
		if reflect.StructTag(tag).Get(t) == "-" {
			return true
		}
	}
	return false
}

// neverSent: what JSON leaves out is neither read from a request nor answered.
func neverSent(_ string, f summary.Field) bool {
	return reflect.StructTag(f.Tag).Get("json") == "-" || notStored(f.Tag)
}

func (a *assembly) fieldsOf(name string, left leftOut, seen map[string]bool, out *[]nameAt) {
	name = bare(name)
	if seen[name] || len(*out) > 200 {
		return
	}
	seen[name] = true
	id, ok := a.l.types[name]
	if !ok || a.l.typeTab[id].kind != summary.KindStruct || !a.l.typeTab[id].own {
		return
	}
	t := a.l.typeTab[id]
	place := dfd.Place{}
	if t.pkg != nil && t.file >= 0 && int(t.file) < len(t.pkg.p.Files) {
		place = dfd.Place{File: strings.TrimPrefix(t.pkg.p.Dir+"/"+t.pkg.p.Files[t.file], "/"), Line: int(t.line)}
	}
	owner := typeWord(name)
	for _, f := range t.fields {
		if in, ok := a.l.types[bare(f.Type)]; ok && a.l.typeTab[in].kind == summary.KindStruct && a.l.typeTab[in].own {
			a.fieldsOf(f.Type, left, seen, out)
			continue
		}
		if f.Type == "bool" || f.Type == "*bool" || left(name, f) { // says something about the data, or does not travel
			continue
		}
		count := a.l.numeric(f.Type)
		*out = append(*out, nameAt{name: outerName(f), owner: owner, what: "field", place: place, count: count})
		if _, ok := a.classify(outerName(f), owner); !ok {
			*out = append(*out, nameAt{name: f.Name, owner: owner, what: "field", place: place, count: count})
		}
	}
}

// typeWord is a type's name without its package, "" for a struct that has none.
func typeWord(name string) string {
	if strings.HasSuffix(name, ")") {
		return ""
	}
	return lastName(name)
}

// bare is a type's name without pointers, slices and arrays around it.
func bare(name string) string {
	for {
		switch {
		case strings.HasPrefix(name, "*"):
			name = name[1:]
		case strings.HasPrefix(name, "["):
			i := strings.IndexByte(name, ']')
			if i < 0 {
				return name
			}
			name = name[i+1:]
		default:
			return name
		}
	}
}

// dataTags are the tags that name a field outside Go.
var dataTags = []string{"db", "json", "bson", "form", "query", "param", "uri", "header", "xml", "dynamodbav", "firestore", "redis", "avro", "csv", "gorm", "bun", "xorm", "sql"}

func outerName(f summary.Field) string {
	for _, tag := range dataTags {
		v := reflect.StructTag(f.Tag).Get(tag)
		if tag == "gorm" || tag == "xorm" {
			if _, rest, ok := strings.Cut(v, "column:"); ok {
				v = rest
			} else {
				continue
			}
		}
		if i := strings.IndexAny(v, ",; "); i >= 0 {
			v = v[:i]
		}
		if v != "" && v != "-" && !strings.ContainsAny(v, ":='\"") {
			return v
		}
	}
	return f.Name
}

// asked adds to the flows that lead to a handler what the caller sends, and what is answered: its inputs, and the fields of
// what is read from and written to the request.
func (a *assembly) asked(ep *dfd.EntryPoint, us []*usedBy) {
	var names []nameAt
	place := dfd.Place{File: ep.File, Line: ep.Line}
	for _, in := range append(slices.Clone(ep.Inputs), sortedInputs(a.inputs[ep.ID])...) {
		if in.Name != in.From && in.From != "body" { // the body's fields have types, which say more: see below
			names = append(names, nameAt{name: in.Name, what: in.From + " input", place: place})
		}
	}
	by := byPlace(us)
	for _, u := range us {
		left := leftOut(neverSent)
		if u.u.Role == "respond" {
			left = a.unfilled(u, by, left)
		}
		for _, k := range askedArgs[u.u.Role] {
			if v := u.u.Args[k]; v != nil && (u.u.Role != "decode" || len(v.From("input")) > 0) {
				names = append(names, a.typeNames(v.Type, left)...)
			}
		}
		if u.u.Role == "respond" {
			names = append(names, a.operandNames(u, left)...)
		}
		if u.u.Role == "input" && u.u.Attr["from"] == "file" {
			names = append(names, nameAt{name: "file", what: "file input", place: u.u.Place})
		}
	}
	ds := a.data(names)
	for _, f := range a.incoming[ep.ID] {
		if f.To == ep.Element || a.leadsTo(f, ep) {
			carry(f, ds)
		}
	}
}

// askedArgs are the arguments whose types say what a request or its answer holds.
var askedArgs = map[string][]string{"input": {"into"}, "decode": {"into"}, "respond": {"body"}}

// leadsTo: the first of two flows, from the caller to the middleware that lets it through.
func (a *assembly) leadsTo(f *dfd.Flow, ep *dfd.EntryPoint) bool {
	x := a.elements[f.To]
	return x != nil && x.Subkind == "auth"
}

// carry adds data to a flow, each name once.
func carry(f *dfd.Flow, ds []dfd.Datum) {
	for _, d := range ds {
		i := slices.IndexFunc(f.Data, func(x dfd.Datum) bool {
			return strings.EqualFold(spelling.Replace(x.Name), spelling.Replace(d.Name))
		})
		switch {
		case i >= 0 && f.Data[i].Class == "":
			f.Data[i] = d
		case i < 0 && len(f.Data) < 60:
			f.Data = append(f.Data, d)
		}
	}
}
