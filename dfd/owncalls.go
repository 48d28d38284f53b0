package dfd

// MarkOwnCalls notes on uses that call a gRPC method which the program itself serves, in this process or another one of its binaries: such
// a call is no third party's, for those who ask what a request costs.
func (p *Program) MarkOwnCalls() {
	served := map[string]bool{}
	for _, e := range p.EntryPoints {
		if e.Kind == "grpc" {
			served[e.Path] = true
		}
	}
	for _, u := range p.Uses {
		if path := u.Args["path"]; u.Role == "call" && u.Tech == "grpc" && path != nil && len(path.Text) == 1 && served[path.Text[0]] {
			if u.Attr == nil {
				u.Attr = map[string]string{}
			}
			u.Attr["own"] = "yes"
		}
	}
}
