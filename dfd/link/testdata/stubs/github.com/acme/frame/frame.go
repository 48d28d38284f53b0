// Package frame is a library that no model describes: it makes handlers.
package frame

import "net/http"

// Basic goes around a handler.
func Basic(next http.HandlerFunc, password string) http.HandlerFunc { panic("") }

// Shrink goes around a handler.
func Shrink(next http.HandlerFunc) http.HandlerFunc { panic("") }

// Answer is a handler that gives an error back.
type Answer func(w http.ResponseWriter, r *http.Request) error

// Given makes a handler of another kind of handler.
func Given(a any, more ...any) http.HandlerFunc { panic("") }

// Page is a handler.
func Page(title string) http.HandlerFunc { panic("") }

// Render writes a page of a value.
func Render(w http.ResponseWriter, v any) { panic("") }
