package main

import (
	"strings"
	"testing"
)

func TestCandidates(t *testing.T) {
	versions := []string{"github.com/go-chi/chi/v5@v5.2.1", "github.com/go-chi/chi@v1.5.5", "gopkg.in/yaml.v3@v3.0.1"}
	tests := []struct {
		pkg   string
		named map[string]bool
		want  string
	}{
		{"github.com/go-chi/chi", nil, "github.com/go-chi/chi github.com/go-chi/chi/v5"},
		{"github.com/go-chi/chi", map[string]bool{"github.com/go-chi/chi/v5": true}, "github.com/go-chi/chi"},
		{"github.com/go-chi/chi/middleware", nil, "github.com/go-chi/chi/middleware github.com/go-chi/chi/v5/middleware"},
		{"github.com/go-chi/chi/v5", nil, "github.com/go-chi/chi/v5"},
		{"gopkg.in/yaml", nil, "gopkg.in/yaml.v3"},
		{"net/http", nil, "net/http"},
		{"github.com/other/lib", nil, ""},
	}
	for _, tt := range tests {
		if got := strings.Join(candidates(tt.pkg, versions, tt.named), " "); got != tt.want {
			t.Errorf("candidates(%s) = %q, want %q", tt.pkg, got, tt.want)
		}
	}
}
