// Package queries embeds statements.
package queries

import "embed"

//go:embed recent.sql
var Recent string

// Files are the statements by name.
//
//go:embed *.sql
var Files embed.FS
