//go:build verify

package main

import "testing"

// TestVerify resolves what has changed since verified.lock was written against the real libraries, from the module proxy.
func TestVerify(t *testing.T) {
	if err := run(t.Context(), "..", false, false, nil); err != nil {
		t.Fatal(err)
	}
}
