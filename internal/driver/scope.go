package driver

import (
	"path/filepath"
	"strings"
)

// own reports whether a package is analysed: it has a module and its files lie outside the module cache, the Go
// distribution and vendor folders, or its path has one of the Include prefixes. By place, not by version: a local
// replacement has a version, and to some drivers the standard library has a module.
func (l *load) own(p *listed) bool {
	if p.Dir == "" {
		return false
	}
	for _, prefix := range l.config.Include {
		prefix = strings.TrimSuffix(strings.TrimSuffix(prefix, "..."), "/")
		if p.ImportPath == prefix || strings.HasPrefix(p.ImportPath, prefix+"/") {
			return true
		}
	}
	if p.Standard || p.Module == nil || p.Module.Path == "" {
		return false
	}
	for _, elsewhere := range []string{l.env.GOMODCACHE, l.env.GOROOT} {
		if elsewhere != "" && Within(elsewhere, p.Dir) {
			return false
		}
	}
	return !vendored(l.group.dir, p.Dir)
}

// vendored reports whether dir lies in a vendor folder below top.
func vendored(top, dir string) bool {
	rel, err := filepath.Rel(top, dir)
	return err == nil && strings.Contains("/"+filepath.ToSlash(rel)+"/", "/vendor/")
}
