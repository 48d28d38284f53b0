package reference

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/gostride/gostride/analyzers/sqlinjection"
)

// TestConditions: what callers put into a library's conditions is a value where the condition is a map, a list of a column and a value,
// or text with placeholders; where the text itself is made of it, it is injected.
func TestConditions(t *testing.T) {
	var got []string
	for _, f := range sqlinjection.Check.Program(linkedProgram(t, storage, "xormconds")) {
		got = append(got, f.Entries...)
	}
	slices.Sort(got)
	want := []string{"http:GET /text", "http:GET /textlater", "http:GET /textwithin", "http:POST /exectext"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("statements are injected into by others (-want +got):\n%s", diff)
	}
}
