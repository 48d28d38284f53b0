package catalog

import "testing"

// TestBreadth holds the catalogue to what its issue asks for.
func TestBreadth(t *testing.T) {
	s := loadModels(t).Stats()
	t.Logf("%d modules, %d packages, %d symbols (%d with a meaning for the diagram), %d rows, %d verified, %d technologies",
		s.Modules, s.Packages, s.Symbols, s.Meaningful, s.Rows, s.Verified, s.Technologies)
	if s.Modules < 150 {
		t.Errorf("%d third-party modules, want 150", s.Modules)
	}
	if s.Meaningful < 2300 {
		t.Errorf("%d symbols with a meaning, want 2300", s.Meaningful)
	}
	if share := float64(s.Verified) / float64(s.Rows); share < 0.98 {
		t.Errorf("%.1f %% of the rows are verified, want 98: run make catalog-verify", 100*share)
	}
}
