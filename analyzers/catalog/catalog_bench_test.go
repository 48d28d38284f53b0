package catalog

import (
	"os"
	"testing"
)

func BenchmarkBuiltin(b *testing.B) {
	for b.Loop() {
		if _, err := readCompact(compact); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		if _, err := Load(os.DirFS("models")); err != nil {
			b.Fatal(err)
		}
	}
}
