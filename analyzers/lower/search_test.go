package lower_test

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// TestManyBroken: of a package of which half the functions need what has no type the other half is read, and soon.
func TestManyBroken(t *testing.T) {
	var b strings.Builder
	b.WriteString("-- go.mod --\nmodule example.com/app\n\ngo 1.25\n-- store.go --\npackage store\n\nimport \"example.com/missing\"\n\ntype row struct{ at missing.Time; n int }\n")
	const half = 1500
	for n := range half {
		fmt.Fprintf(&b, "\nfunc good%d(r *row) int { return r.n + %d }\n\nfunc bad%d(r *row) bool { x := r.at; return x.After(x) }\n", n, n, n)
	}
	from := time.Now()
	p := lowered(t, b.String())[0]
	if took := time.Since(from); took > 15*time.Second {
		t.Errorf("took %v", took)
	}
	good, bad := 0, 0
	for _, f := range p.Funcs {
		if strings.Contains(f.Sym, ".good") && len(f.Blocks) > 0 {
			good++
		}
	}
	for _, s := range p.Skipped {
		if strings.Contains(s.What, ".bad") {
			bad++
		}
	}
	if good != half || bad != half {
		t.Errorf("%d of %d good ones read, %d of %d bad ones listed", good, half, bad, half)
	}
}
