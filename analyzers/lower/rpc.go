package lower

import (
	"go/constant"
	"go/types"
	"strings"

	"github.com/gostride/gostride/analyzers/summary"
)

// A program may take the generated code of its gRPC services from another module, whose bodies are not read. What it calls to register
// a service, RegisterXServer(grpc.ServiceRegistrar, XServer), tells the methods by the type of the second parameter, and the constants
// beside it their full names.

// registered has the methods of a service filled in, where a call registers one by another module's generated code.
func (l *lowerer) registered(obj *types.Func) {
	if obj == nil || obj.Pkg() == nil || obj.Pkg() == l.in.Pkg || l.in.Own(plainPath(obj.Pkg().Path())) || !strings.HasPrefix(obj.Name(), "Register") {
		return
	}
	sig := obj.Signature()
	if sig.Recv() != nil || sig.Params().Len() != 2 || !registrar(sig.Params().At(0).Type()) {
		return
	}
	t := types.Unalias(sig.Params().At(1).Type())
	if named, ok := t.(*types.Named); ok && types.IsInterface(t) && named.Obj().Pkg() == obj.Pkg() && "Register"+named.Obj().Name() == obj.Name() {
		l.types.ask(t, wantMethods|wantNames)
	}
}

// registrar reports whether services are registered on a type: *grpc.Server, grpc.ServiceRegistrar.
func registrar(t types.Type) bool {
	obj := namedOf(t)
	return obj != nil && obj.Pkg() != nil && plainPath(obj.Pkg().Path()) == "google.golang.org/grpc" && (obj.Name() == "Server" || obj.Name() == "ServiceRegistrar")
}

// fullNames lists the methods of a service with their full names: of constants, which newer generators write, else by the service's name
// in a package of which nothing is known.
func (l *lowerer) fullNames(t types.Type) []summary.Field {
	obj, it := namedOf(t), t.Underlying().(*types.Interface)
	service := strings.TrimSuffix(obj.Name(), "Server")
	var out []summary.Field
	for m := range it.Methods() {
		if !m.Exported() {
			continue
		}
		f := summary.Field{Name: m.Name(), Tag: "/{unknown}." + service + "/" + m.Name()}
		if c, ok := obj.Pkg().Scope().Lookup(service + "_" + m.Name() + "_FullMethodName").(*types.Const); ok && c.Val().Kind() == constant.String {
			f.Tag = constant.StringVal(c.Val())
		}
		out = append(out, f)
	}
	return out
}
