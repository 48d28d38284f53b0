package dfd

import (
	"slices"
	"testing"
)

// TestOpenedBy: what tells stores apart stays, who signs in does not.
func TestOpenedBy(t *testing.T) {
	for dsn, want := range map[string]string{
		"postgres://app:secret@db:5432/shop?sslmode=off": "address postgres://db:5432/shop",
		"app:secret@tcp(db:3306)/shop":                   "address tcp(db:3306)/shop",
		"host=db user=app password=secret dbname=shop":   "address host=db dbname=shop",
		"localhost:6379":   "address localhost:6379",
		"{}://{}:{}@{}/{}": "",
		"host={} user={} password={} dbname={} port={config}": "",
	} {
		got := ""
		if list := OpenedBy(nil, []string{dsn}); len(list) > 0 {
			got = list[0]
		}
		if got != want {
			t.Errorf("%s: %q, want %q", dsn, got, want)
		}
	}
	if got := OpenedBy([]string{"env:B", "", "env:A", "env:B"}, nil); !slices.Equal(got, []string{"setting env:A", "setting env:B"}) {
		t.Error(got)
	}
}
