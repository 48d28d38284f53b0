package link

import (
	"testing"

	"github.com/gostride/gostride/dfd"
)

// TestNoAnswer says what writers are known to lead somewhere else than to the client, by where they came from.
func TestNoAnswer(t *testing.T) {
	from := func(typ string, kinds ...string) *dfd.Value {
		v := &dfd.Value{Type: typ}
		for _, k := range kinds {
			v.Origins = append(v.Origins, dfd.Origin{Kind: k})
		}
		return v
	}
	for _, c := range []struct {
		name   string
		writer *dfd.Value
		want   bool
	}{
		{"nothing known", nil, false},
		{"the client", from("net/http.ResponseWriter"), false},
		{"a writer that may be the client", from("io.Writer", "input"), false},
		{"what another service opened", from("io.Writer", "external"), true},
		{"what came out of a store", from("net.Conn", "store"), true},
	} {
		if got := noAnswer(c.writer); got != c.want {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}
