package join

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"github.com/gostride/gostride/dfd"
	"github.com/gostride/gostride/dfd/dfdtest"
	"github.com/gostride/gostride/dfd/render/jsonmodel"
)

// using is a model of one binary that uses one store.
func using(binary, tech, subkind string, opened, names []string) *dfd.Model {
	b := "boundary:service:" + binary
	return &dfd.Model{
		Schema: dfd.Schema, Module: binary, Processes: []*dfd.Process{{ID: "process:" + binary, Name: binary, Package: "example.com/" + binary}},
		Boundaries:  []*dfd.Boundary{{ID: b, Kind: "service", Name: binary}},
		EntryPoints: []*dfd.EntryPoint{{ID: "http:GET /", Kind: "http", Method: "GET", Path: "/", Element: "process:http:GET /", Processes: []string{"process:" + binary}}},
		Elements: []*dfd.Element{{ID: "process:http:GET /", Kind: "process", Name: "GET /", Boundary: b},
			{ID: "store:" + tech, Kind: "store", Subkind: subkind, Tech: tech, Name: tech, Opened: opened}},
		Flows: []*dfd.Flow{{ID: dfd.FlowID("process:http:GET /", "store:"+tech, "write"), From: "process:http:GET /", To: "store:" + tech, Op: "write", Names: names,
			EntryPoints: []string{"http:GET /"}}},
	}
}

// TestStores: which stores of two or three binaries are one.
func TestStores(t *testing.T) {
	url, other, host := []string{"setting env:URL"}, []string{"setting env:OTHER"}, []string{"address db:1"}
	local := []string{"address localhost:1"}
	users := []string{"users"}
	tests := map[string]struct {
		models []*dfd.Model
		want   int
	}{
		"the same setting":                     {[]*dfd.Model{using("a", "mysql", "sql", url, nil), using("b", "mysql", "sql", url, nil)}, 1},
		"the same address":                     {[]*dfd.Model{using("a", "mysql", "sql", host, nil), using("b", "mysql", "sql", host, nil)}, 1},
		"the same address of the own machine":  {[]*dfd.Model{using("a", "mysql", "sql", local, nil), using("b", "mysql", "sql", local, nil)}, 2},
		"the same setting, other technology":   {[]*dfd.Model{using("a", "mysql", "sql", url, nil), using("b", "redis", "kv", url, nil)}, 2},
		"the same table, other setting":        {[]*dfd.Model{using("a", "mysql", "sql", url, users), using("b", "mysql", "sql", other, users)}, 2},
		"the same table and nothing else":      {[]*dfd.Model{using("a", "mysql", "sql", nil, users), using("b", "mysql", "sql", nil, users)}, 2},
		"the same topic and nothing else":      {[]*dfd.Model{using("a", "kafka", "queue", nil, users), using("b", "kafka", "queue", url, users)}, 1},
		"the same topic at two brokers":        {[]*dfd.Model{using("a", "kafka", "queue", other, users), using("b", "kafka", "queue", url, users)}, 2},
		"a topic that could be of two brokers": {[]*dfd.Model{using("a", "kafka", "queue", other, users), using("b", "kafka", "queue", url, users), using("c", "kafka", "queue", nil, users)}, 3},
		"the disks of two machines":            {[]*dfd.Model{using("a", "filesystem", "file", nil, users), using("b", "filesystem", "file", nil, users)}, 2},
	}
	for name, x := range tests {
		m, err := Models(x.models)
		if err != nil {
			t.Fatal(err)
		}
		stores := slices.DeleteFunc(slices.Clone(m.Elements), func(e *dfd.Element) bool { return e.Kind != "store" })
		if len(stores) != x.want {
			t.Errorf("%s: %d stores, want %d", name, len(stores), x.want)
		}
		if joined := len(stores) < len(x.models); joined != (stores[0].Joined != "") {
			t.Errorf("%s: joined because of %q", name, stores[0].Joined)
		}
		if weak := strings.Contains(stores[0].Joined, "confirm"); weak != (name == "the same topic and nothing else") {
			t.Errorf("%s: said to be %q", name, stores[0].Joined)
		}
		for _, f := range m.Flows {
			if m.Element(f.From) == nil || m.Element(f.To) == nil || m.Entry(f.EntryPoints[0]) == nil || f.ID != dfd.FlowID(f.From, f.To, f.Op) {
				t.Errorf("%s: flow %+v leads nowhere", name, f)
			}
		}
	}
}

// TestCalls: which calls go to the route POST /jobs/{id} of the binary worker, which listens on port 81.
func TestCalls(t *testing.T) {
	c := &connector{Program: &dfd.Program{Model: &dfd.Model{Listeners: []*dfd.Listener{
		{ID: "l", Process: "worker", Address: ":81"}, {ID: "x", Process: "x", Address: ":82"}, {ID: "y", Process: "y", Address: ":82"}}}},
		procs: map[string]*dfd.Process{"worker": {Name: "worker"}, "x": {Name: "x"}}}
	e := &dfd.EntryPoint{Kind: "http", Method: "POST", Path: "/jobs/{id}", Processes: []string{"worker"}}
	twin := &dfd.EntryPoint{Kind: "http", Method: "POST", Path: "/jobs/{id}", Processes: []string{"x"}}
	for _, x := range []struct {
		method, address, path string
		e                     *dfd.EntryPoint
		want                  bool
	}{
		{"POST", "worker:81", "/jobs/{}", e, true},
		{"POST", "worker", "/jobs/7/", e, true},
		{"", "127.0.0.1:81", "/jobs/7", e, true},
		{"POST", "worker:80", "/jobs/7", e, false},             // another port
		{"GET", "worker:81", "/jobs/7", e, false},              // another method
		{"POST", "worker:81", "/jobs/7/log", e, false},         // another path
		{"POST", "worker.example.com:81", "/jobs/7", e, false}, // another host
		{"POST", "localhost:81", "/jobs/7", twin, false},       // another binary's port
		{"POST", "localhost:82", "/jobs/7", twin, false},       // two binaries listen there
		{"POST", "", "/jobs/7", e, false},
	} {
		if got := c.fits(&dfd.Target{Kind: "http", Method: x.method, Address: x.address, Path: x.path}, x.e); (got != "") != x.want {
			t.Errorf("%s %s%s: %q, want %v", x.method, x.address, x.path, got, x.want)
		}
	}
}

// TestNames: processes of one name are called by what tells them apart.
func TestNames(t *testing.T) {
	a, b := using("server", "mysql", "sql", nil, nil), using("server", "mysql", "sql", nil, nil)
	a.Processes[0].ID, a.Processes[0].Package = "1", "example.com/shop/cart/cmd/server"
	b.Processes[0].ID, b.Processes[0].Package = "2", "example.com/shop/user/cmd/server"
	a.EntryPoints[0].Processes, b.EntryPoints[0].Processes = []string{"1"}, []string{"2"}
	m, err := Models([]*dfd.Model{b, a})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, p := range m.Processes {
		got = append(got, p.Name)
	}
	for _, x := range m.Boundaries {
		got = append(got, x.Name)
	}
	for _, e := range m.EntryPoints {
		got = append(got, e.ID)
	}
	if want := []string{"cart", "user", "cart", "user", "http:GET / in cart", "http:GET / in user"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// FuzzModels: whatever a model file holds, joining it with another one gives a model that can be written and read.
func FuzzModels(f *testing.F) {
	var b bytes.Buffer
	if err := jsonmodel.Write(&b, dfdtest.Filled()); err != nil {
		f.Fatal(err)
	}
	f.Add(b.Bytes())
	f.Add([]byte(`{"schema": "gostride/model/v1", "processes": [{"id": "p"}], "elements": [{"id": "store:", "kind": "store"}], "boundaries": [{"id": "b", "parent": "b"}]}`))
	f.Add([]byte(`{"schema": "gostride/model/v1", "processes": [{"id": "p"}, {"id": "q"}], "elements": [{"id": "store:k", "kind": "store"}],
		"entrypoints": [{"id": "c", "path": "t", "element": "nowhere", "processes": ["p"]}, {"id": "e", "processes": ["q"]}],
		"flows": [{"id": "f", "from": "external:sender:k", "to": "nowhere", "op": "consume"}, {"id": "g", "to": "store:k", "op": "publish", "names": ["t"], "entrypoints": ["e"]}]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		m, err := jsonmodel.Read(bytes.NewReader(data))
		if err != nil {
			return
		}
		joined, err := Models([]*dfd.Model{m, using("other", "mysql", "sql", nil, nil)})
		if err != nil {
			return
		}
		var out bytes.Buffer
		if err := jsonmodel.Write(&out, joined); err != nil {
			t.Fatal(err)
		}
		if _, err := jsonmodel.Read(&out); err != nil {
			t.Error(err)
		}
	})
}

// TestOwnMachine: what binaries of one module open at the own machine's address is one store.
func TestOwnMachine(t *testing.T) {
	for module, want := range map[string]int{"example.com/app": 1, "": 2} {
		local := []string{"address localhost:3306/shop"}
		a, b := using("a", "mysql", "sql", local, nil), using("b", "mysql", "sql", local, nil)
		a.Module, b.Module = module, module
		m, err := Models([]*dfd.Model{a, b})
		if err != nil {
			t.Fatal(err)
		}
		if n := len(slices.DeleteFunc(slices.Clone(m.Elements), func(e *dfd.Element) bool { return e.Kind != "store" })); n != want {
			t.Errorf("%q: %d stores, want %d", module, n, want)
		}
	}
}
