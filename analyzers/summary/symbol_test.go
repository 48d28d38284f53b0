package summary

import "testing"

func TestSplit(t *testing.T) {
	paths := map[string]bool{"net/http": true, "github.com/nats-io/nats.go": true, "gopkg.in/yaml.v3": true, "example.com": true, "app": true}
	for _, tt := range []struct{ symbol, path, name string }{
		{"net/http.HandleFunc", "net/http", "HandleFunc"},
		{"net/http.(*Request).FormValue", "net/http", "(*Request).FormValue"},
		{"net/http.Header.Get", "net/http", "Header.Get"},
		{"github.com/nats-io/nats.go.Connect", "github.com/nats-io/nats.go", "Connect"},
		{"github.com/nats-io/nats.go.Msg.Data", "github.com/nats-io/nats.go", "Msg.Data"},
		{"github.com/nats-io/nats.go.(*Conn).Publish", "github.com/nats-io/nats.go", "(*Conn).Publish"},
		{"github.com/nats-io/nats.go/jetstream.New", "github.com/nats-io/nats.go/jetstream", "New"}, // not known: to the first dot
		{"gopkg.in/yaml.v3.Unmarshal", "gopkg.in/yaml.v3", "Unmarshal"},
		{"gopkg.in/unheard.v1.(*T).M", "gopkg.in/unheard.v1", "(*T).M"},
		{"example.com.main.func1", "example.com", "main.func1"},
		{"app.run.func1", "app", "run.func1"},
		{"error", "error", ""},
	} {
		path, name := Split(tt.symbol, func(p string) bool { return paths[p] })
		if path != tt.path || name != tt.name {
			t.Errorf("%s: %s and %s, want %s and %s", tt.symbol, path, name, tt.path, tt.name)
		}
	}
}
