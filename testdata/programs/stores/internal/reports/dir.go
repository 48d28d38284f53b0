// Package reports keeps reports as files.
package reports

import (
	"os"
)

// Dir is a directory of reports; no name leads out of it.
type Dir struct{ root *os.Root }

// NewDir returns the reports below root.
func NewDir(root *os.Root) *Dir { return &Dir{root: root} }

// Read returns a report.
func (d *Dir) Read(name string) ([]byte, error) { return d.root.ReadFile(name + ".txt") }

// Write keeps a report.
func (d *Dir) Write(name string, text []byte) error {
	return d.root.WriteFile(name+".txt", text, 0o640)
}

// Remove drops a report.
func (d *Dir) Remove(name string) error { return d.root.Remove(name + ".txt") }
