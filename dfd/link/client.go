package link

import (
	"slices"
	"strings"

	"github.com/gostride/gostride/analyzers/catalog"
	"github.com/gostride/gostride/analyzers/summary"
)

// The client of an API has a method for each of its calls, hundreds of them, of which a model names those that say more than that the API is
// called. The others are one row, "*": methods that are given a context, or that say that they failed.

// restRows is what such a row says of everything else: what comes out is made of what went in.
var restRows = []*catalog.Row{{Role: "pass", Library: "clients of APIs"}}

// local begins the names of methods that fail on what they are given, and ask nobody.
var local = []string{"Marshal", "Unmarshal", "Validate", "Parse", "Decode", "Encode", "Close", "Err", "Scan", "Value", "Write", "Read", "String", "GobEncode", "GobDecode", "To", "As", "From", "With", "Set", "Add", "Build", "Body"}

// ofAPI says that rows are the one for all other symbols of a client's package.
func ofAPI(rows []*catalog.Row) bool {
	return len(rows) == 1 && rows[0].Symbol == "*" && (effects[rows[0].Role] || rows[0].Role == "telemetry")
}

// asksAPI says that a call is one that its rows speak of: for a row for all other symbols of a package, one of the API.
func (l *linker) asksAPI(s *site, sym int32, rows []*catalog.Row) bool {
	if !ofAPI(rows) {
		return true
	}
	if !s.has || s.i == nil || s.in == nil {
		return false
	}
	if l.givenContext(s) {
		return true
	}
	name := lastName(l.syms.list[sym])
	if slices.ContainsFunc(local, func(p string) bool { return strings.HasPrefix(name, p) }) {
		return false
	}
	if s.in.Type < 0 {
		return false
	}
	t := l.typeTab[l.typ(s.i.fn.p, s.in.Type)].name
	return t == "error" || strings.HasSuffix(t, " error)") || strings.HasSuffix(t, ", error)")
}

// givenContext says that the first argument of a method is a context.
func (l *linker) givenContext(s *site) bool {
	at := 1
	if s.in.N&summary.CallMode == summary.CallStatic && s.in.N&summary.CallRecv == 0 || len(s.in.Args) <= at {
		return false
	}
	t := l.refType(s.i, s.in.Args[at])
	return t >= 0 && l.typeTab[t].name == "context.Context"
}
