package link

import (
	"github.com/gostride/gostride/analyzers/catalog"
	"github.com/gostride/gostride/analyzers/summary"
)

// Libraries take passwords and keys in more places than models name. Where a parameter, or a field of a library's struct, is called as only
// secrets are, what is put there is noted as a use of the role secret, whose attr name says by what name it was told.

// secretRow is the model of such a parameter.
func secretRow(name string, arg int) *catalog.Row {
	return &catalog.Row{Library: "by name", Role: "secret", Attr: map[string]string{"name": name}, Args: map[string][]catalog.Arg{"value": {{Base: "arg", Index: arg}}}}
}

// secretCall notes the secrets that a call of a library gives away.
func (l *linker) secretCall(s *site, sym int32) {
	if sym < 0 || s.i == nil {
		return
	}
	if rows := l.secretArgs[l.syms.list[sym]]; len(rows) > 0 {
		l.addHit(s, &hit{sym: sym, rows: rows, made: -1})
	}
}

// secretField gives the model of a library's field that is called as a secret, nil for others.
func (w *world) secretField(sym int32) []*catalog.Row {
	name := lastName(w.syms.list[sym])
	if w.secretArgs[w.syms.list[sym]] == nil && summary.SecretName(name) {
		w.secretArgs[w.syms.list[sym]] = []*catalog.Row{secretRow(name, 0)}
	}
	return w.secretArgs[w.syms.list[sym]]
}
