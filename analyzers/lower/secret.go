package lower

import (
	"go/types"

	"github.com/gostride/gostride/analyzers/summary"
)

// secrets notes the parameters of a library's function whose names say that they are secrets. Of a library without a model that is all
// that is known of them.
func (l *lowerer) secrets(sym string, obj *types.Func) {
	if obj.Pkg() == nil || obj.Pkg() == l.in.Pkg || l.in.Own(obj.Pkg().Path()) || l.asked[sym] {
		return
	}
	if l.asked == nil {
		l.asked = map[string]bool{}
	}
	l.asked[sym] = true
	params := obj.Signature().Params()
	for n := range params.Len() {
		if p := params.At(n); summary.SecretName(p.Name()) && isText(p.Type()) {
			l.out.Secrets = append(l.out.Secrets, summary.Secret{Sym: sym, Name: p.Name(), Arg: int32(n)})
		}
	}
}

// isText reports whether a type is text or bytes.
func isText(t types.Type) bool {
	switch u := t.Underlying().(type) {
	case *types.Basic:
		return u.Info()&types.IsString != 0
	case *types.Slice:
		b, ok := u.Elem().Underlying().(*types.Basic)
		return ok && b.Kind() == types.Byte
	}
	return false
}
