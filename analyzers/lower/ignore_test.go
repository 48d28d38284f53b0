package lower_test

import (
	"fmt"
	"slices"
	"testing"
)

func TestIgnores(t *testing.T) {
	got := []string{}
	for _, p := range lowered(t, `
-- go.mod --
module example.com/m

go 1.26
-- a.go --
package m

//gostride:ignore one -- the whole function
func F() {
	println()
}

func G() {
	println() //nolint:gostride // the line
	// more words
	//gostride:ignore two,three -- the statement below
	println(
		1,
	)
	println("//gostride:ignore none -- a string")
	/*gostride:ignore none -- no directive*/
} //gostride:ignore end -- nothing begins here

// Doc.
//
//nolint:other,gostride // among others
func H() {} 
-- a_test.go --
package m

//gostride:ignore test -- tests are not read
func T() {}
`) {
		for _, g := range p.Ignores {
			got = append(got, fmt.Sprintf("%s:%d %d-%d %v %s", p.Files[g.File], g.Line, g.From, g.To, g.Rules, g.Reason))
		}
	}
	want := []string{
		"a.go:3 4-6 [one] the whole function",
		"a.go:9 9-9 [] the line",
		"a.go:11 12-14 [three two] the statement below",
		"a.go:17 17-17 [end] nothing begins here",
		"a.go:21 22-22 [] among others",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%q\nwant\n%q", got, want)
	}
}
