package dfd

import "testing"

func TestCovered(t *testing.T) {
	a, b := Choice{"x", 1, 2}, Choice{"x", 2, 2}
	c, d := Choice{"y", 1, 2}, Choice{"y", 2, 2}
	for name, x := range map[string]struct {
		ways [][]Choice
		want bool
	}{
		"no way":                       {nil, false},
		"a certain one":                {[][]Choice{{a}, {}}, true},
		"one of two":                   {[][]Choice{{a}}, false},
		"both":                         {[][]Choice{{a}, {b}}, true},
		"of two calls":                 {[][]Choice{{a}, {d}}, false},
		"both, one of them one of two": {[][]Choice{{a}, {b, c}}, false},
		"both, each way":               {[][]Choice{{a}, {b, c}, {b, d}}, true},
		"both by one way":              {[][]Choice{{{"x", 3, 2}}}, true},
	} {
		if got := Covered(x.ways); got != x.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}
