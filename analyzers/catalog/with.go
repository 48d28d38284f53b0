package catalog

import (
	"crypto/sha256"
	"encoding/hex"
	"maps"
	"slices"
	"strings"
)

// With returns a catalogue that has user's models as well. A symbol that both describe in different words is an error that
// names both places, unless the user's rows say override: true, which drops c's rows for that symbol.
func (c *Catalog) With(user *Catalog) (*Catalog, error) {
	out := &Catalog{
		sources:  slices.Concat(c.sources, user.sources),
		packages: maps.Clone(c.packages),
	}
	var f faults
	for _, path := range sortedKeys(user.packages) {
		theirs := user.packages[path]
		theirs.decode()
		ours := c.packages[path]
		if ours == nil {
			out.packages[path] = theirs
			continue
		}
		ours.decode()
		out.packages[path] = ours.with(theirs, &f)
	}
	out.techs.fill(out.sources, &f)
	out.data.fill(out.sources, &f)
	if err := f.err(); err != nil {
		return nil, err
	}
	sum := sha256.Sum256([]byte(c.digest + user.digest))
	out.digest = hex.EncodeToString(sum[:12])
	return out, nil
}

func (m *models) with(user *models, f *faults) *models {
	dropped := map[string]bool{}
	for _, r := range user.rows {
		if r.override {
			dropped[r.Symbol] = true
		}
	}
	out := &models{library: m.library}
	for _, r := range m.rows {
		if !dropped[r.Symbol] {
			out.put(r)
		}
	}
	for _, r := range user.rows {
		ours := out.symbols[r.Symbol]
		switch {
		case dropped[r.Symbol] || len(m.symbols[r.Symbol]) == 0:
			mine := *r
			mine.Library = m.library
			out.put(&mine)
		case !slices.ContainsFunc(ours, func(o *Row) bool { return o.content() == r.content() }):
			f.add(r.file, r.line, "%s is modelled differently in %s; say override: true to replace that model", r.key(), ours[0].Place())
		}
	}
	return out
}

// VerifyKey changes when the file's rows or the versions they are checked against do.
func (f File) VerifyKey() string {
	lines := slices.Clone(f.Verified)
	for _, r := range f.Rows {
		lines = append(lines, r.key()+"\t"+r.content())
	}
	slices.Sort(lines)
	sum := sha256.Sum256([]byte(strings.Join(lines, "\n")))
	return hex.EncodeToString(sum[:8])
}
