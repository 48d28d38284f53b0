package link

import (
	"github.com/gostride/gostride/analyzers/summary"
	"github.com/gostride/gostride/dfd"
)

// keyedRead is an instruction that takes a map of a request, of which elements are read by constant keys.
type keyedRead struct {
	of   summary.Ref // what holds the map
	from string
	keys []string
}

// noteKeyed adds the elements of a request's maps that are read by a constant key: r.Header["X-Trace"], r.Form["tag"].
func (a *assembly) noteKeyed(m map[dfd.Input]bool, t *travel) {
	for _, v := range t.order {
		for _, read := range a.l.keyedReads(v.i.fn) {
			if a.l.takenFrom(a.l.get(v.i, read.of)) != read.from { // of a request that the program makes
				continue
			}
			for _, k := range read.keys {
				m[dfd.Input{Name: k, From: read.from}] = true
			}
		}
	}
}

// keyedReads are those of one function.
func (l *linker) keyedReads(g *fn) []keyedRead {
	if reads, ok := l.keyed[g]; ok {
		return reads
	}
	var out []keyedRead
	for at := range g.code {
		in := &g.code[at]
		if in.Op == summary.OpLoadElem && in.Args[0].Kind() == summary.RefParam { // of the map that a handler is called with
			if k := l.writtenAs(g, in.Args[1]); k != "" {
				out = append(out, keyedRead{in.Args[0], "path", []string{k}})
			}
		}
		if in.Op != summary.OpLoadField || in.Sym < 0 {
			continue
		}
		for _, r := range l.lookup(g.p.syms[in.Sym]) {
			keys := l.keysOf(g, int32(at))
			if whole[r.Attr["from"]] && len(keys) == 0 && summary.Hosted(l.pkgOf(g.p.syms[in.Sym])) { // all of it: request.Data
				keys = []string{r.Attr["from"]}
			}
			if r.Role == "input" && len(keys) > 0 {
				out = append(out, keyedRead{summary.MakeRef(summary.RefReg, int(in.Dst)), r.Attr["from"], keys})
			}
		}
	}
	l.keyed[g] = out
	return out
}

// whole are the parts of a request that a library hands over in a field, and that handlers take as they are.
var whole = map[string]bool{"body": true, "form": true, "file": true}

// keysOf are the constant keys that a value is asked for, or what it is asserted to be: data.(map[string]any)["title"].
func (l *linker) keysOf(g *fn, at int32) []string {
	text := func(r summary.Ref) string { return l.writtenAs(g, r) }
	keys := g.indexed(at, text)
	of := summary.MakeRef(summary.RefReg, int(g.code[at].Dst))
	for n := range g.code {
		if in := &g.code[n]; in.Op == summary.OpAssert && in.Args[0] == of {
			keys = append(keys, g.indexed(int32(n), text)...)
		}
	}
	return keys
}

// writtenAs is the text that a key is written as, also where the library's function only spells it: http.CanonicalHeaderKey("X-Trace").
func (l *linker) writtenAs(g *fn, r summary.Ref) string {
	at := g.defOf(r)
	if at < 0 || g.code[at].Op != summary.OpCall || g.code[at].Sym < 0 {
		return g.written(r)
	}
	in := &g.code[at]
	for _, row := range l.lookup(g.p.syms[in.Sym]) {
		if v := row.Args["value"]; row.Role == "pass" && len(v) == 1 && v[0].Base == "arg" && v[0].Index < len(in.Args) {
			return g.written(in.Args[v[0].Index])
		}
	}
	return ""
}
