package lower_test

import (
	"testing"

	"github.com/gostride/gostride/analyzers/lower"
	"github.com/gostride/gostride/analyzers/lower/lowertest"
	"github.com/gostride/gostride/analyzers/summary"
)

// The benchmarks work on this module itself.
func inputs(b *testing.B) []lower.Input {
	b.Helper()
	ins, err := lowertest.Inputs("../..", "./...")
	if err != nil {
		b.Fatal(err)
	}
	return ins
}

func BenchmarkLower(b *testing.B) {
	ins := inputs(b)
	for b.Loop() {
		for _, in := range ins {
			lower.Lower(in)
		}
	}
}

func BenchmarkEncode(b *testing.B) {
	var ps []*summary.Package
	for _, in := range inputs(b) {
		ps = append(ps, lower.Lower(in))
	}
	for b.Loop() {
		for _, p := range ps {
			summary.Encode(p)
		}
	}
}

func BenchmarkDecode(b *testing.B) {
	var blobs [][]byte
	bytes, instrs := 0, 0
	for _, in := range inputs(b) {
		p := lower.Lower(in)
		blobs = append(blobs, summary.Encode(p))
		bytes += len(blobs[len(blobs)-1])
		for i := range p.Funcs {
			for j := range p.Funcs[i].Blocks {
				instrs += len(p.Funcs[i].Blocks[j].Instrs)
			}
		}
	}
	for b.Loop() {
		for _, blob := range blobs {
			if _, err := summary.Decode(blob); err != nil {
				b.Fatal(err)
			}
		}
	}
	b.ReportMetric(float64(bytes), "bytes")
	b.ReportMetric(float64(instrs), "instrs")
}
