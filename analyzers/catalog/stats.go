package catalog

import (
	"cmp"
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"slices"
	"strings"
)

//go:embed verified.lock
var verifiedLock string

// Stats counts what a catalogue knows.
type Stats struct {
	Modules      int // third-party modules with at least one row, majors counted once
	Packages     int // packages with rows of their own, std included
	Symbols      int // package and symbol, "*" not counted
	Meaningful   int // of those, the ones with a role other than pass and none
	Rows         int
	Verified     int // rows that resolve against the real library, as verified.lock has it
	Technologies int
	DataTypes    int
	DataClasses  int
	Roles        []Count // symbols per role, most first
	Unverified   []*Row
}

// Count is how many symbols have a role.
type Count struct {
	Name string
	N    int
}

// Stats counts c. A user's rows are unverified.
func (c *Catalog) Stats() Stats {
	s := Stats{Packages: len(c.packages), Technologies: len(c.techs.byTech), DataTypes: len(c.data.types), DataClasses: len(DataClasses)}
	verified := VerifiedRows(verifiedLock)
	symbols, meaningful := map[string]bool{}, map[string]bool{}
	perRole := map[string]map[string]bool{}
	for _, r := range c.Rows() {
		s.Rows++
		if verified[r.Hash()] {
			s.Verified++
		} else {
			s.Unverified = append(s.Unverified, r)
		}
		if r.Symbol == "*" {
			continue
		}
		symbols[r.key()] = true
		if r.Role != "pass" && r.Role != "none" {
			meaningful[r.key()] = true
		}
		if perRole[r.Role] == nil {
			perRole[r.Role] = map[string]bool{}
		}
		perRole[r.Role][r.key()] = true
	}
	s.Symbols, s.Meaningful = len(symbols), len(meaningful)
	for _, role := range sortedKeys(perRole) {
		s.Roles = append(s.Roles, Count{role, len(perRole[role])})
	}
	slices.SortStableFunc(s.Roles, func(a, b Count) int { return cmp.Compare(b.N, a.N) })
	s.Modules = len(c.Modules())
	return s
}

// Modules are the third-party modules that have rows, without major versions, sorted.
func (c *Catalog) Modules() []string {
	out := map[string]bool{}
	for _, src := range c.sources {
		for _, m := range src.modules {
			if m != "std" && c.hasRows(withoutMajor(m)) {
				out[withoutMajor(m)] = true
			}
		}
	}
	return sortedKeys(out)
}

func (c *Catalog) hasRows(module string) bool {
	for p := range c.packages {
		if p = withoutMajor(p); p == module || strings.HasPrefix(p, module+"/") {
			return true
		}
	}
	return false
}

// Unread are the packages with rows that verified.lock has as ones that could not be held against the library, sorted.
func (c *Catalog) Unread() []string {
	unseen := map[string]bool{}
	for _, line := range strings.Split(verifiedLock, "\n") {
		if rest, ok := strings.CutPrefix(line, "  unseen "); ok {
			symbol, _, _ := strings.Cut(rest, " (")
			unseen[symbol] = true
		}
	}
	out := map[string]bool{}
	for _, r := range c.Rows() {
		if unseen[r.key()] {
			out[r.Package] = true
		}
	}
	return sortedKeys(out)
}

// Hash identifies a row by what it says of what.
func (r *Row) Hash() string {
	sum := sha256.Sum256([]byte(r.key() + "\t" + r.content()))
	return hex.EncodeToString(sum[:4])
}

// VerifiedRows are the hashes of the rows that a verified.lock lists as resolved.
func VerifiedRows(lock string) map[string]bool {
	out := map[string]bool{}
	for _, line := range strings.Split(lock, "\n") {
		if rest, ok := strings.CutPrefix(line, "  ok "); ok {
			for _, h := range strings.Fields(rest) {
				out[h] = true
			}
		}
	}
	return out
}
