package link

import (
	"strings"

	"github.com/gostride/gostride/analyzers/catalog"
	"github.com/gostride/gostride/analyzers/summary"
)

// Generated code of another module registers a gRPC service: pb.RegisterOrdersServer(server, impl). Its body is not read. The interface
// that the implementation has to fit is the description of the service (analyzers/lower/rpc.go fills it in).

// generatedRow is the model of a function that registers such a service, nil for any other. The server is the receiver, as it is of
// RegisterService, which the generated code calls.
func (w *world) generatedRow(sym int32) *catalog.Row {
	name := lastName(w.syms.list[sym])
	if !strings.HasPrefix(name, "Register") || !strings.HasSuffix(name, "Server") {
		return nil
	}
	t, ok := w.types[strings.TrimSuffix(w.syms.list[sym], name)+strings.TrimPrefix(name, "Register")]
	if !ok || w.typeTab[t].kind != summary.KindInterface || len(w.typeTab[t].fields) == 0 {
		return nil
	}
	service := strings.TrimPrefix(w.typeTab[t].fields[0].Tag, "/")
	service = service[:strings.LastIndexByte(service, '/')]
	var methods []string
	for _, f := range w.typeTab[t].fields {
		methods = append(methods, lastElement(f.Tag))
	}
	return &catalog.Row{Library: "grpc", Package: w.pkgOf(sym), Symbol: name, Role: "rpc-service", Attr: map[string]string{"generated": strings.Join(methods, ",")},
		Args: map[string][]catalog.Arg{"service": {{Base: "const", Const: service}}, "impl": {{Base: "arg", Index: 0}}}}
}

// onServer makes the server that a service is registered on by generated code the receiver of the call.
func onServer(s *site, rows []*catalog.Row) {
	if rows[0].Attr["generated"] != "" && !s.has && len(s.args) == 2 {
		s.recv, s.args, s.has = s.args[0], s.args[1:], true
	}
}

func lastElement(path string) string { return path[strings.LastIndexByte(path, '/')+1:] }
