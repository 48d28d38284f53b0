package link

import "testing"

func TestOpensFor(t *testing.T) {
	for _, c := range []struct {
		name  string
		flags int
		want  string
	}{
		{"Linux: make, truncate", 0x1 | 0x40 | 0x200, ""},
		{"Linux: make, append", 0x1 | 0x40 | 0x400, "append"},
		{"Linux: make a new one", 0x2 | 0x40 | 0x80, "new"},
		{"Linux: append to what is there, or macOS: truncate", 0x1 | 0x400, ""},
		{"Linux: truncate, or macOS: make", 0x1 | 0x200, ""},
		{"macOS: make, truncate", 0x1 | 0x200 | 0x400, ""},
		{"macOS: make, append", 0x1 | 0x200 | 0x8, "append"},
		{"macOS: make a new one", 0x1 | 0x200 | 0x800, "new"},
		{"read", 0, ""},
		{"write what is there", 0x1, "old"},
	} {
		if got := opensFor(c.flags); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}
