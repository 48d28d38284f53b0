// Command generate writes models.gen, the form of the models that the binary embeds, from models/*.yaml, the JSON Schema
// of those files, and docs/catalogue.md. Run by go generate in analyzers/catalog.
package main

import (
	"fmt"
	"os"

	"github.com/gostride/gostride/analyzers/catalog"
)

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run() error {
	c, err := catalog.Load(os.DirFS("models"))
	if err != nil {
		return err
	}
	if err := os.WriteFile("models.gen", c.Compact(), 0o644); err != nil {
		return err
	}
	schema, err := catalog.Schema()
	if err != nil {
		return err
	}
	if err := os.WriteFile("../../docs/schema/catalog.json", schema, 0o644); err != nil {
		return err
	}
	return os.WriteFile("../../docs/catalogue.md", []byte(page(c)), 0o644)
}
