package main

import (
	"os"
	"testing"

	"github.com/gostride/gostride/analyzers/catalog"
)

// TestPage: docs/catalogue.md is what the models say.
func TestPage(t *testing.T) {
	c, err := catalog.Load(os.DirFS("../models"))
	if err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile("../../../docs/catalogue.md")
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != page(c) {
		t.Error("docs/catalogue.md is out of date: go generate ./analyzers/catalog")
	}
}
