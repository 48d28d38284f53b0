package dfd

import "testing"

func TestMarkOwnCalls(t *testing.T) {
	path := func(text string) map[string]*Value { return map[string]*Value{"path": {Text: []string{text}}} }
	own := &Use{Role: "call", Tech: "grpc", Args: path("/shop.Orders/Place")}
	others := &Use{Role: "call", Tech: "grpc", Args: path("/bank.Accounts/Debit")}
	http := &Use{Role: "call", Tech: "http", Args: path("/shop.Orders/Place")}
	p := &Program{Model: &Model{EntryPoints: []*EntryPoint{{Kind: "grpc", Path: "/shop.Orders/Place"}, {Kind: "http", Path: "/bank.Accounts/Debit"}}}, Uses: []*Use{own, others, http}}
	p.MarkOwnCalls()
	if own.Attr["own"] == "" {
		t.Error("a method that the program serves is somebody else's")
	}
	for _, u := range []*Use{others, http} {
		if u.Attr["own"] != "" {
			t.Errorf("%s over %s is the program's own", u.Args["path"].Text[0], u.Tech)
		}
	}
}
