package lower_test

import (
	"bytes"
	"reflect"
	"testing"

	"github.com/gostride/gostride/analyzers/summary"
)

// roundTrip checks that a blob gives back the package it was made from, and the same blob again.
func roundTrip(t *testing.T, p *summary.Package) {
	t.Helper()
	blob := summary.Encode(p)
	q, err := summary.Decode(blob)
	if err != nil {
		t.Fatalf("%s: %v", p.Path, err)
	}
	if !bytes.Equal(blob, summary.Encode(q)) {
		t.Errorf("%s: decoded and encoded again gives another blob", p.Path)
	}
	if a, b := summary.Dump(p), summary.Dump(q); a != b {
		t.Errorf("%s: the decoded package reads differently", p.Path)
	}
	for i := range p.Funcs {
		if a, b := p.Funcs[i], q.Funcs[i]; a.Regs != b.Regs || !reflect.DeepEqual(a.TypeParams, b.TypeParams) {
			t.Errorf("%s: %s came back changed", p.Path, a.Sym)
		}
	}
}
