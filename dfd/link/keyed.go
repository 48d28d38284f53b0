package link

import "github.com/gostride/gostride/analyzers/summary"

// Some routers keep what stands for a {name} of their pattern with the values that handlers keep for each other (fasthttp's
// UserValue). A name that the program puts nothing under is one of the pattern's.

// unput are the constant keys that nothing in the program is put under.
func (l *linker) unput(key set) []string {
	if l.putUnder == nil {
		l.findPut()
	}
	if l.putAnywhere {
		return nil
	}
	texts, _ := l.texts(key)
	var out []string
	for _, t := range texts {
		if !l.putUnder[t] {
			out = append(out, t)
		}
	}
	return out
}

func (l *linker) findPut() {
	l.putUnder = map[string]bool{}
	for _, g := range l.funcs {
		for n := range g.code {
			if in := &g.code[n]; in.Op == summary.OpCall && in.Sym >= 0 && l.putsNamed(g.p.syms[in.Sym]) {
				l.notePut(g, in)
			}
		}
	}
}

// putsNamed says that a call puts a value among those that are read with names of the pattern.
func (l *linker) putsNamed(sym int32) bool {
	for _, r := range l.lookup(sym) {
		if r.Role == "context-set" && r.Attr["from"] == "path" {
			return true
		}
	}
	return false
}

func (l *linker) notePut(g *fn, in *summary.Instr) {
	named := false
	for _, a := range in.Args {
		if a.Kind() != summary.RefConst {
			continue
		}
		if c := g.p.p.Consts[a.Index()]; c.Kind == summary.KindString {
			l.putUnder[c.Text], named = true, true
		}
	}
	l.putAnywhere = l.putAnywhere || !named
}
