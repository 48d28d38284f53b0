package link

import (
	"strings"

	"github.com/gostride/gostride/analyzers/summary"
)

// A basic credential is a name, a colon and a password. Programs that take it apart themselves, strings.SplitN(s, ":", 2)[0] or
// strings.Cut(s, ":"), have a name in the first part, as the first result of net/http's BasicAuth is one.

// firstPart marks what an instruction takes as the first part of a credential that was split at a colon.
func (l *linker) firstPart(i *inst, in *summary.Instr, v set) set {
	places := l.headerPlaces(v)
	if len(places) == 0 || !l.splitsAtColon(i, in) {
		return v
	}
	for _, p := range places { // what was read there is a basic credential
		l.basicPlaces[p] = true
	}
	return l.mark(v, "username")
}

// headerPlaces lists where the parts of a value that are the header Authorization were read.
func (l *linker) headerPlaces(v set) []int32 {
	var out []int32
	for _, a := range l.sets.list[v] {
		if k := l.atoms.list[a]; k.kind == aOrigin && l.origins.list[k.x].kind == "input" && strings.EqualFold(l.origins.list[k.x].name, "header:Authorization") {
			out = append(out, l.origins.list[k.x].place)
		}
	}
	return out
}

// splitsAtColon says that an instruction takes the first part of a text that was split at the first colon.
func (l *linker) splitsAtColon(i *inst, in *summary.Instr) bool {
	d := i.fn.defOf(in.Args[0])
	if d < 0 {
		return false
	}
	call := &i.fn.code[d]
	if call.Op != summary.OpCall || call.Sym < 0 || len(call.Args) < 2 {
		return false
	}
	switch i.fn.p.p.Syms[call.Sym] {
	case "strings.Cut", "bytes.Cut":
		if in.Op != summary.OpExtract || in.N != 0 {
			return false
		}
	case "strings.Split", "strings.SplitN", "bytes.Split", "bytes.SplitN":
		if in.Op == summary.OpExtract || l.elemName(i, in.Args[1]) != l.strs.get("[0]") {
			return false
		}
	default:
		return false
	}
	at, part := l.texts(l.get(i, call.Args[1]))
	return part == "" && len(at) == 1 && at[0] == ":"
}
