// Package serving starts servers, and no model describes it.
package serving

import "net/http"

func ListenAndServe(s *http.Server, file string) error { _, err := http.Get(file); return err }
