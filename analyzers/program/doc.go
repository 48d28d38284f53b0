// Package program links a whole program at its main package and rates what was found.
//
// # Analyzer gostride
//
// gostride: threats that the code shows, as diagnostics
//
// On a main package the analyzer links the summaries of all own packages it imports (made by package summarize), runs the
// checks, and reports every open threat of the program at the place that shows it, wherever that lies. On other packages
// it does nothing: what a handler reaches, and which middleware covers it, is only known where the program is whole.
//
// It does not report threats that are mitigated, questions to confirm, or anything of a module without a main package;
// THREAT-MODEL.md, which the command writes, has those.
//
// [Build] and [Message] are the same for every driver: the command calls them with what it loaded by itself.
// This is the one analyzer that knows dfd and stride.
package program
