// Package driver reads Go packages from disk and hands each one, typed, to the passes.
//
// In: patterns as the go command takes them, and how to read what they name (Config). Out: what each own package
// contributes (its summary) in dependency order, and what was not read and why (Result). Syntax, type information and
// SSA are dropped as soon as a package's summary is out.
//
// A load has two steps, because asking the go command for export data of own packages would make it recompile every
// importer of an edited file:
//
//  1. the package graph, without export data;
//  2. export data, for the external packages that own ones import directly, or, where nothing is compiled yet, their
//     sources without function bodies.
//
// Own packages are parsed and type-checked from source, imports before importers. A package that does not compile loses
// the functions its errors lie in; its importers go on. The driver runs nothing of what it reads and links nothing.
package driver
