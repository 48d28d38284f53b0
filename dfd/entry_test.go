package dfd

import "testing"

func TestWhere(t *testing.T) {
	for address, want := range map[string]string{
		":8080":             ":8080",
		"{config}":          "an address from the configuration",
		"{config}{config}":  "an address from the configuration",
		"{config}:{config}": "(configured):(configured)",
		"127.0.0.1{config}": "127.0.0.1(configured)",
	} {
		if got := (&Listener{Address: address}).Where(); got != want {
			t.Errorf("%s: %q, want %q", address, got, want)
		}
	}
}
