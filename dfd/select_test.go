package dfd_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/gostride/gostride/dfd"
	"github.com/gostride/gostride/dfd/dfdtest"
)

func TestSelectEntries(t *testing.T) {
	m := dfdtest.Service().Model
	m.EntryPoints = append(m.EntryPoints, &dfd.EntryPoint{ID: "ep-any", Kind: "http", Method: "ANY", Methods: []string{"PUT"}, Path: "/any", Handler: "example.com/upload/internal/any.Handle[example.com/x/y.T]"})
	tests := []struct{ pattern, want string }{
		{"POST /upload", "ep-upload"},
		{"post /upload", "ep-upload"},
		{"/upload/", "ep-upload"},
		{"ep-upload", "ep-upload"},
		{"DELETE /api/v1/users/:who", "ep-user"},
		{"/api/v1/users/{x}", "ep-user"},
		{"PUT /any", "ep-any"},
		{"kafka uploads", "ep-thumbs"},
		{"GET /api/*/users", "ep-users"},
		{"/api/**", "ep-users ep-user"},
		{"* /heal*", "ep-health"},
		{"GET /**", "ep-health ep-users"},
		{"**", "ep-upload ep-health ep-users ep-user ep-thumbs ep-any"},
		{"Upload", "ep-upload"},
		{"Handler.Upload", "ep-upload"},
		{"httpapi.(*Handler).Upload", "ep-upload"},
		{"example.com/upload/internal/httpapi.(*Handler).Upload", "ep-upload"},
		{"internal/httpapi", "ep-upload ep-health"},
		{"httpapi", "ep-upload ep-health"},
		{"./internal/...", "ep-upload ep-health ep-users ep-user ep-thumbs ep-any"},
		{"./internal/any", "ep-any"},
		{"internal/admin/...", "ep-users ep-user"},
	}
	for _, test := range tests {
		got, err := dfd.SelectEntries(m, test.pattern)
		if err != nil {
			t.Errorf("%q: %v", test.pattern, err)
		} else if s := strings.Join(got, " "); s != test.want {
			t.Errorf("%q: got %s, want %s", test.pattern, s, test.want)
		}
	}
}

func TestSelectEntriesFindsNothing(t *testing.T) {
	m := dfdtest.Service().Model
	for _, pattern := range []string{"", " ", "GET /upload", "PUT /any", "pload", "ttpapi", "/api/*", "(*", "[", "./other/..."} {
		_, err := dfd.SelectEntries(m, pattern)
		var none *dfd.NoEntryError
		if !errors.As(err, &none) || len(none.Nearest) == 0 || strings.Contains(err.Error(), "\n") {
			t.Errorf("%q: %v", pattern, err)
		}
	}
	_, err := dfd.SelectEntries(m, "POST /uplaod")
	want := `no entry point matches "POST /uplaod"; nearest: "POST /upload", `
	if err == nil || !strings.HasPrefix(err.Error(), want) {
		t.Errorf("got %v, want %s…", err, want)
	}
	_, err = dfd.SelectEntries(&dfd.Model{}, "x")
	if err == nil || err.Error() != `no entry point matches "x": the program has none` {
		t.Error(err)
	}
}

func FuzzSelectEntries(f *testing.F) {
	for _, s := range append(dfdtest.HostileTexts, "*a*b*c", "/**/x/**", "GET /*", "a.(*b).c") {
		f.Add(s, s)
	}
	f.Fuzz(func(t *testing.T, pattern, path string) {
		m := dfdtest.Service().Model
		m.EntryPoints[0].Path, m.EntryPoints[0].Handler = path, path
		if ids, err := dfd.SelectEntries(m, pattern); err == nil && len(ids) == 0 {
			t.Error("neither found nor an error")
		} else if err != nil && strings.Contains(err.Error(), "\n") {
			t.Errorf("more than a line: %q", err)
		}
	})
}
