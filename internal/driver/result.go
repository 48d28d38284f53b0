package driver

import (
	"go/types"

	"github.com/gostride/gostride/analyzers/summary"
	"github.com/gostride/gostride/dfd"
)

// Result is what was read.
type Result struct {
	Root      string     // absolute; what all folder and file names are relative to
	Modules   []Module   // the analysed modules, the first named first
	Packages  []*Package // own packages, imports before importers, else by path
	Roots     []string   // main packages that the patterns match, sorted
	Matched   []string   // all packages that the patterns match, sorted
	Libraries []Library  // external packages that own ones import, sorted by path
	Build     dfd.Build
	Deps      string // DepsExport or DepsSource: what was used
	Skipped   []dfd.Skipped
	Excluded  []Excluded // own files that the build configuration leaves out, sorted
	// Types are the declarations of own packages and of the external ones that they import, by import path. Only with Config.KeepTypes.
	Types map[string]*types.Package
}

// Module is an analysed module.
type Module struct {
	Path string
	Dir  string // absolute
}

// Package is one own package. Dir and Files are names, not contents.
type Package struct {
	Path    string
	Name    string
	Module  string
	Dir     string           // relative to Result.Root, '/'-separated, "" for the root itself
	Summary *summary.Package // its Dir is relative to Result.Root; nil with Config.TypesOnly
}

// Library is an external package that own packages import.
type Library struct {
	Path    string
	Module  string
	Version string
	Std     bool
	Reaches []string // of net, os/exec and database/sql/driver, those in its import closure
	Imports []string // what it imports itself, sorted
	Files   []string // absolute names of its Go files
}

// Excluded is an own file that build constraints leave out.
type Excluded struct {
	File    string // relative to Result.Root
	Package string
	Imports []string // sorted
	Uses    []string // import/path.Name of what it mentions of its imports, sorted
}
