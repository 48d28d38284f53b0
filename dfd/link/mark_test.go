package link

import (
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/gostride/gostride/analyzers/lower/lowertest"
)

// TestMarkIsNoKey: the name of the mark that asks for a sign-in is no key that tokens are verified with, however the two are written.
func TestMarkIsNoKey(t *testing.T) {
	ar := parse(t, "testdata/entries/goyave.txtar")
	p := linked(t, lowertest.Load(t, lowertest.Write(t, string(txtar.Format(vendored(t, ar)))), "./..."))
	marked := 0
	for _, g := range p.Guards {
		if !strings.Contains(g.Symbol, "SetMeta") {
			continue
		}
		marked++
		if g.Args["key"] != nil {
			t.Errorf("%s has the key %v", g.ID, g.Args["key"])
		}
	}
	if marked == 0 {
		t.Error("no mark was found")
	}
}
