package lower

import (
	"go/types"
	"slices"
	"strings"

	"github.com/gostride/gostride/analyzers/summary"
)

// idles notes the library's functions called whose signatures leave them no way to reach anything.
func (l *lowerer) idles(sym int32, obj *types.Func) {
	if obj == nil || obj.Pkg() == nil || !summary.Hosted(obj.Pkg().Path()) || l.in.Own(obj.Pkg().Path()) {
		return
	}
	if l.weighed == nil {
		l.weighed = map[int32]bool{}
	}
	if l.weighed[sym] {
		return
	}
	l.weighed[sym] = true
	if idle(obj) {
		l.out.Idle = append(l.out.Idle, sym)
	}
}

// idle says that a call cannot reach a network, a store or a process by itself: what does can fail and says so, is given a context, or hands
// over something that goes on (a pointer or an interface of the library's). It is one of
//   - a method without arguments that tells something: numbers, texts, structs, and what the standard library has types for
//   - Close, which ends what was opened, and Err, which tells how it went
//   - a method SetX that returns nothing
//   - a function, not a method, that makes a value of the library's
func idle(obj *types.Func) bool {
	sig := obj.Signature()
	args, results := sig.Params(), sig.Results()
	for v := range results.Variables() {
		if types.Identical(v.Type(), types.Universe.Lookup("error").Type()) {
			return sig.Recv() != nil && args.Len() == 0 && results.Len() == 1 && (obj.Name() == "Close" || obj.Name() == "Err" || obj.Name() == "Unwrap")
		}
	}
	if slices.ContainsFunc(slices.Collect(args.Variables()), func(v *types.Var) bool { return carries(v.Type()) }) {
		return false
	}
	switch {
	case sig.Recv() == nil:
		return results.Len() == 1 && made(results.At(0).Type(), obj.Pkg())
	case results.Len() == 0:
		return strings.HasPrefix(obj.Name(), "Set") || obj.Name() == "Close" && args.Len() == 0
	case args.Len() > 0:
		return false
	}
	for v := range results.Variables() {
		if !tells(v.Type(), 0) {
			return false
		}
	}
	return true
}

// reaching are the standard packages of whose types a value may lead somewhere.
var reaching = map[string]bool{"context": true, "net": true, "net/http": true, "os": true, "io": true, "io/fs": true, "database/sql": true, "mime/multipart": true}

// carries says that by a value something can be reached: a context, a connection, a reader, a channel.
func carries(t types.Type) bool {
	switch t := types.Unalias(t).(type) {
	case *types.Chan, *types.Signature:
		return true
	case *types.Pointer:
		return carries(t.Elem())
	case *types.Named:
		return t.Obj().Pkg() != nil && reaching[t.Obj().Pkg().Path()]
	}
	return false
}

// made says that a value is of a type of the library's: what is done with it comes later.
func made(t types.Type, pkg *types.Package) bool {
	if p, ok := types.Unalias(t).(*types.Pointer); ok {
		t = p.Elem()
	}
	n, ok := types.Unalias(t).(*types.Named)
	if !ok || n.Obj().Pkg() != pkg {
		return false
	}
	_, basic := n.Underlying().(*types.Basic)
	return !basic
}

// known are the types of those packages that only tell something.
var known = map[string]bool{"Context": true, "Addr": true, "IP": true, "IPNet": true, "Header": true, "Cookie": true, "FileMode": true, "FileInfo": true}

// tells says that a value is all there is to it.
func tells(t types.Type, depth int) bool {
	if depth > 3 {
		return false
	}
	t = types.Unalias(t)
	if n, ok := t.(*types.Named); ok && n.Obj().Pkg() != nil && !summary.Hosted(n.Obj().Pkg().Path()) {
		return !reaching[n.Obj().Pkg().Path()] || known[n.Obj().Name()] // a time, an address, a header
	}
	switch u := t.Underlying().(type) {
	case *types.Basic:
		return true
	case *types.Struct:
		return true
	case *types.Slice:
		return tells(u.Elem(), depth+1)
	case *types.Array:
		return tells(u.Elem(), depth+1)
	case *types.Map:
		return tells(u.Elem(), depth+1)
	case *types.Pointer:
		n, ok := types.Unalias(u.Elem()).(*types.Named)
		return ok && tells(n, depth+1) && n.Obj().Pkg() != nil && !summary.Hosted(n.Obj().Pkg().Path())
	}
	return false
}
