package reference

import (
	"bytes"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/gostride/gostride/dfd"
	"github.com/gostride/gostride/dfd/join"
	"github.com/gostride/gostride/dfd/render/jsonmodel"
)

// TestFleetMerged: the models of three binaries, each analysed by itself and read back from its file, join to what they are as
// one program; in any order of the files, to the same bytes.
func TestFleetMerged(t *testing.T) {
	names := []string{"api", "scheduler", "worker"}
	files := map[string][]byte{}
	for _, n := range names {
		var b bytes.Buffer
		if err := jsonmodel.Write(&b, linkedProgram(t, routing, "fleet/"+n).Model); err != nil {
			t.Fatal(err)
		}
		files[n] = b.Bytes()
	}
	merged := func(order ...int) (*dfd.Model, string) {
		var models []*dfd.Model
		for _, n := range order {
			m, err := jsonmodel.Read(bytes.NewReader(files[names[n]]))
			if err != nil {
				t.Fatal(err)
			}
			models = append(models, m)
		}
		m, err := join.Models(models)
		if err != nil {
			t.Fatal(err)
		}
		var b bytes.Buffer
		if err := jsonmodel.Write(&b, m); err != nil {
			t.Fatal(err)
		}
		return m, b.String()
	}
	m, first := merged(0, 1, 2)
	for _, order := range [][]int{{2, 1, 0}, {1, 0, 2}, {1, 2, 0}} {
		if _, other := merged(order...); other != first {
			t.Errorf("the order %v of the files matters:\n%s", order, cmp.Diff(first, other))
		}
	}
	if diff := cmp.Diff(routes(linkedProgram(t, routing, "fleet")), routes(&dfd.Program{Model: m})); diff != "" {
		t.Errorf("joined from files (+) it is not what it is as one program (-):\n%s", diff)
	}
	if _, err := join.Models([]*dfd.Model{m, m}); err == nil || !strings.Contains(err.Error(), "process") {
		t.Errorf("a model joined with itself: %v", err)
	}
	for _, f := range m.Flows {
		if m.Element(f.From) == nil || m.Element(f.To) == nil {
			t.Errorf("flow %s has an end that is not there", f.ID)
		}
	}
	targets := map[string]bool{}
	for _, e := range m.Elements {
		targets[e.ID] = true
	}
	for _, f := range m.Flows {
		targets[f.ID] = true
	}
	for _, x := range m.Threats {
		if !targets[x.Target] {
			t.Errorf("threat %s is about %s, which is not there", x.ID, x.Target)
		}
	}
}
