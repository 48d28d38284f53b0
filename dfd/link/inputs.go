package link

import (
	"cmp"
	"maps"
	"reflect"
	"slices"
	"sort"
	"strconv"
	"strings"

	"github.com/gostride/gostride/analyzers/summary"
	"github.com/gostride/gostride/dfd"
)

// note adds what a use takes from the caller to the inputs of its entry point.
func (a *assembly) note(ep *dfd.EntryPoint, u *usedBy) {
	m := a.inputsAt(ep.ID)
	if u.u.Role == "decode" {
		if !u.thrownAway() {
			a.noteDecoded(m, u.u)
		}
		return
	}
	from := u.u.Attr["from"]
	if from == "" && u.u.Attr["refines"] != "" { // a part of what was taken earlier: url.Values.Get of URL.Query
		from = a.l.takenFrom(u.h.recv)
	}
	if u.u.Attr["bind"] == "auto" && (ep.Method == "GET" || ep.Method == "HEAD") { // such a request has no body: binders read its query
		from = "query"
	}
	if from == "" || from == "ip" || u.row.Attr["kind"] == "parse" {
		return
	}
	if u.u.Role == "context-get" {
		for _, t := range u.u.Args["key"].Text {
			if in := (dfd.Input{Name: t, From: from}); strings.Contains(ep.Path, "{"+t) {
				m[in] = true
			}
		}
		return
	}
	if v := u.u.Args["name"]; v != nil && len(v.Text) > 0 {
		for _, t := range v.Text {
			if from == "path" {
				t = strings.TrimPrefix(t, ":") // beego names a parameter as the pattern writes it
			}
			m[dfd.Input{Name: t, From: from}] = true
		}
		return
	}
	for _, k := range u.v.i.fn.indexed(u.at, u.v.i.constantIn(a.l)) { // mux.Vars(r)["id"]
		m[dfd.Input{Name: k, From: from}] = true
	}
	if fields := map[dfd.Input]bool{}; u.u.Attr["bind"] == "auto" {
		a.noteFields(fields, u.u, from)
		maps.Copy(m, fields)
		if len(fields) > 0 { // what is bound is what they say
			return
		}
	}
	m[dfd.Input{Name: from, From: from}] = true
	if from == "path" || u.u.Attr["bind"] == "rest" {
		a.notePath(m, ep, u.u, from)
		return
	}
	a.noteFields(m, u.u, from)
	if t := a.l.receivedType(u.v.i, u.at); t >= 0 { // a message of a stream
		a.noteMembers(m, t, from, u.u.Attr["bind"])
	}
}

// notePath adds the fields of a struct that is filled from the path: those that the pattern names, all where none is. What fills a
// struct with the rest takes the others.
func (a *assembly) notePath(m map[dfd.Input]bool, ep *dfd.EntryPoint, u *dfd.Use, from string) {
	fields := map[dfd.Input]bool{}
	a.noteFields(fields, u, from)
	in := maps.Clone(fields)
	maps.DeleteFunc(in, func(f dfd.Input, _ bool) bool {
		return f.From == from && strings.Contains(ep.Path, "{"+f.Name) != (from == "path")
	})
	if len(in) == 0 && from == "path" {
		in = fields
	}
	maps.Copy(m, in)
}

// noteReceived adds the parts of a message that a consumer makes use of, and what a command takes from its command line.
func (a *assembly) noteReceived(ep *dfd.EntryPoint, e *entry, us []*usedBy) {
	m := a.inputsAt(ep.ID)
	if ep.Kind != "queue" && ep.Kind != "cli" && ep.Kind != "tcp" {
		noteNames(m, us)
		return
	}
	for _, u := range us {
		for _, v := range u.u.Args {
			for _, o := range v.From("input") {
				from, name, _ := strings.Cut(o.Name, ":")
				switch {
				case from != "message":
				case ep.Kind == "cli": // the arguments that a handler is passed
					m[dfd.Input{Name: cmp.Or(name, "args"), From: "flag"}] = true
				case ep.Kind == "tcp" && e.within != nil: // bytes, whatever fields they were put into
					m[dfd.Input{Name: from, From: from}] = true
				default:
					m[dfd.Input{Name: cmp.Or(name, from), From: from}] = true
				}
			}
			for _, o := range v.From("config") {
				if from, name, _ := strings.Cut(o.Name, ":"); ep.Kind == "cli" && name != "" && (from == "flag" || from == "env") {
					m[dfd.Input{Name: name, From: from}] = true
				}
			}
		}
	}
}

// noteNames adds the names of files that the caller sends, where the program does something with them.
func noteNames(m map[dfd.Input]bool, us []*usedBy) {
	for _, u := range us {
		for _, v := range u.u.Args {
			for _, o := range v.From("input") {
				if from, name, _ := strings.Cut(o.Name, ":"); from == "filename" {
					m[dfd.Input{Name: cmp.Or(name, from), From: from}] = true
				}
			}
		}
	}
}

// inputsAt are the inputs of an entry point so far, to add to.
func (a *assembly) inputsAt(entry string) map[dfd.Input]bool {
	if a.inputs[entry] == nil {
		a.inputs[entry] = map[dfd.Input]bool{}
	}
	return a.inputs[entry]
}

// indexed are the keys that the result of a call is asked for, as far as text knows them.
func (f *fn) indexed(at int32, text func(summary.Ref) string) []string {
	if at < 0 || int(at) >= len(f.code) || f.code[at].Dst < 0 {
		return nil
	}
	made := []summary.Ref{summary.MakeRef(summary.RefReg, int(f.code[at].Dst))}
	var out []string
	for n := range f.code {
		in := &f.code[n]
		if in.Op == summary.OpExtract && in.N == 0 && in.Args[0] == made[0] { // md, ok := metadata.FromIncomingContext(ctx)
			made = append(made, summary.MakeRef(summary.RefReg, int(in.Dst)))
			continue
		}
		if in.Op != summary.OpLoadElem || !slices.Contains(made, in.Args[0]) {
			continue
		}
		if k := text(in.Args[1]); k != "" { // also by way of http.CanonicalHeaderKey
			out = append(out, k)
		}
	}
	return out
}

// constantIn gives the texts that are always the same in an instance, "" for others.
func (i *inst) constantIn(l *linker) func(summary.Ref) string {
	return func(r summary.Ref) string { return l.constant(l.get(i, r)) }
}

// written is the text that an operand is written as, "" for what is no constant.
func (f *fn) written(r summary.Ref) string {
	if r.Kind() != summary.RefConst || f.p.p.Consts[r.Index()].Kind != summary.KindString {
		return ""
	}
	return f.p.p.Consts[r.Index()].Text
}

// noteTyped adds what a framework fills a handler's own parameter with: fields by their tags, and the field Body from the
// body (huma).
func (a *assembly) noteTyped(ep *dfd.EntryPoint, e *entry) {
	if !e.typed {
		return
	}
	m := a.inputsAt(ep.ID)
	for _, i := range e.inner {
		for n, p := range i.fn.f.Params {
			if t := a.l.typ(i.fn.p, p.Type); t >= 0 && !(n == 0 && i.fn.f.Recv) {
				a.noteTagged(m, bare(a.l.typeTab[t].name), 0)
				if name := "param" + strconv.Itoa(n); strings.Contains(ep.Path, "{"+name) { // a worded controller's
					m[dfd.Input{Name: name, From: "path"}] = true
				}
			}
		}
	}
}

func (a *assembly) noteTagged(m map[dfd.Input]bool, name string, depth int) {
	t, ok := a.l.types[name]
	if !ok || depth > 4 || a.l.typeTab[t].kind != summary.KindStruct || !a.l.typeTab[t].own {
		return
	}
	for _, f := range a.l.typeTab[t].fields {
		if f.Embedded {
			a.noteTagged(m, bare(f.Type), depth+1)
			a.noteLibrary(m, bare(f.Type))
			continue
		}
		for _, from := range []string{"path", "query", "header", "cookie", "form"} {
			if v, _, _ := strings.Cut(reflect.StructTag(f.Tag).Get(from), ","); v != "" {
				m[dfd.Input{Name: v, From: cmp.Or(a.sentAs(bare(f.Type)), from)}] = true
			}
		}
		if f.Name == "Body" || f.Name == "RawBody" {
			m[dfd.Input{Name: "body", From: "body"}] = true
			if b, ok := a.l.types[bare(f.Type)]; ok {
				for _, x := range a.l.typeTab[b].fields {
					m[dfd.Input{Name: outerName(x), From: "body"}] = true
				}
			}
		}
	}
}

// noteLibrary adds what a library's struct that is part of an own one is filled with, where rows of its fields say so.
func (a *assembly) noteLibrary(m map[dfd.Input]bool, typ string) {
	for _, r := range a.l.cat.Fields(typ) {
		if r.Role == "input" && r.Args["name"] != nil && r.Args["name"][0].Base == "const" {
			m[dfd.Input{Name: r.Args["name"][0].Const, From: r.Attr["from"]}] = true
		}
	}
}

// sentAs says what a value of a library's type was sent as, where a row of the type says it: a file of a form.
func (a *assembly) sentAs(typ string) string {
	for _, r := range a.l.cat.Lookup(typ) {
		if r.Role == "input" {
			return r.Attr["from"]
		}
	}
	return ""
}

// noteDecoded adds what a decoder reads from the request.
func (a *assembly) noteDecoded(m map[dfd.Input]bool, u *dfd.Use) {
	if u.Args["from"] == nil {
		return
	}
	for _, o := range u.Args["from"].From("input") {
		from, _, _ := strings.Cut(o.Name, ":")
		if from == "" { // what several callers pass together
			continue
		}
		m[dfd.Input{Name: from, From: from}] = true
		a.noteFields(m, u, from)
	}
}

// thrownAway says that what is read goes to io.Discard.
func (u *usedBy) thrownAway() bool {
	g := u.v.i.fn
	for _, into := range u.row.Args["into"] {
		if into.Base != "arg" || into.Index >= len(g.code[u.at].Args) {
			continue
		}
		at := g.defOf(g.code[u.at].Args[into.Index])
		if at >= 0 && g.code[at].Op == summary.OpLoad && g.code[at].Args[0].Kind() == summary.RefGlobal && strings.HasSuffix(g.p.p.Syms[g.code[at].Args[0].Index()], ".Discard") {
			return true
		}
	}
	return false
}

// noteFields: what is filled from the request is named by the fields that it goes to.
func (a *assembly) noteFields(m map[dfd.Input]bool, u *dfd.Use, from string) {
	into := u.Args["into"]
	if into == nil {
		return
	}
	if t, known := a.l.types[strings.TrimLeft(into.Type, "*")]; known {
		a.noteMembers(m, t, from, u.Attr["bind"])
	}
}

// takenFrom says from what part of a request a value comes, "" where it comes from none or from several.
func (l *linker) takenFrom(s set) string {
	from := ""
	for _, a := range l.sets.list[s] {
		k := l.atoms.list[a]
		if k.kind != aOrigin || l.origins.list[k.x].kind != "input" {
			continue
		}
		kind, _, _ := strings.Cut(l.origins.list[k.x].name, ":")
		if from != "" && from != kind {
			return ""
		}
		from = kind
	}
	return from
}

// sortedInputs lists inputs; the whole body, query or form only where none of its parts is named.
func sortedInputs(m map[dfd.Input]bool) []dfd.Input {
	out := make([]dfd.Input, 0, len(m))
	parts := map[string]int{}
	for i := range m {
		parts[i.From]++
	}
	for i := range m {
		if i.Name != i.From || parts[i.From] == 1 {
			out = append(out, i)
		}
	}
	sort.Slice(out, func(i, j int) bool {
		if out[i].From != out[j].From {
			return out[i].From < out[j].From
		}
		return out[i].Name < out[j].Name
	})
	return out
}
