package pipeline

import (
	"fmt"
	"slices"
	"strings"

	"github.com/gostride/gostride/analyzers/catalog"
	"github.com/gostride/gostride/analyzers/summary"
	"github.com/gostride/gostride/dfd"
	"github.com/gostride/gostride/internal/driver"
)

// coverage says what the loader did not read. Files that the build leaves out are listed if they use a modelled call.
func (conf Config) coverage(res *driver.Result, cat *catalog.Catalog) dfd.Coverage {
	c := dfd.Coverage{}
	c.Packages.Analysed = len(res.Packages)
	c.Packages.Skipped = append(append([]dfd.Skipped{}, res.Skipped...), conf.ignored(res)...)
	for _, x := range res.Excluded {
		if touched := touches(x, cat); len(touched) > 0 {
			c.Files = append(c.Files, dfd.Skipped{What: x.File, Reason: fmt.Sprintf(
				"not part of the build for %s/%s%s; uses %s", res.Build.GOOS, res.Build.GOARCH, tags(res.Build.Tags), list(touched))})
		}
	}
	return c
}

func tags(ts []string) string {
	if len(ts) == 0 {
		return ""
	}
	return " with tags " + strings.Join(ts, ",")
}

// list names up to three.
func list(names []string) string {
	if n := len(names) - 3; n > 0 {
		return fmt.Sprintf("%s and %d more", strings.Join(names[:3], ", "), n)
	}
	return strings.Join(names, ", ")
}

// touches returns what a file uses that would be drawn: names with an effect, and libraries that are mostly used by their
// methods, which syntax alone does not show.
func touches(x driver.Excluded, cat *catalog.Catalog) []string {
	var out []string
	for _, symbol := range x.Uses {
		if slices.ContainsFunc(cat.Lookup(symbol), func(r *catalog.Row) bool { return !inert[r.Role] }) {
			out = append(out, symbol)
		}
	}
	for _, path := range x.Imports {
		if lib, known := cat.KnownPackage(path); known && summary.Hosted(path) {
			if !slices.ContainsFunc(out, func(s string) bool { return strings.HasPrefix(s, path+".") }) {
				out = append(out, lib)
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// inert are the roles that draw nothing: values, texts, what is known to have no effect.
var inert = map[string]bool{
	"none": true, "pass": true, "format": true, "error": true, "log": true, "decode": true, "size": true, "read-all": true,
	"clock": true, "fresh": true, "sanitize": true, "config": true, "context-set": true, "context-get": true,
	"callback": true, "set-header": true, "request-derive": true, "input": true, "hash": true, "derive": true, "temp": true,
}

// reaches names the external packages whose imports lead to a network, a database driver or a process.
func reaches(res *driver.Result) map[string]bool {
	out := map[string]bool{}
	for _, l := range res.Libraries {
		if len(l.Reaches) > 0 && !l.Std {
			out[l.Path] = true
		}
	}
	return out
}
