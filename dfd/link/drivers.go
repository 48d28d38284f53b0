package link

import (
	"regexp"
	"strings"

	"github.com/gostride/gostride/analyzers/catalog"
	"github.com/gostride/gostride/analyzers/summary"
)

// givenDriver is what a program gave a name as a driver: sql.Register("pgx-traced", wrap(&pq.Driver{})).
type givenDriver struct {
	driver set
	tech   string // of the library's own driver
}

// register keeps a driver under the names that it is given.
func (l *linker) register(s *site, h *hit, r *catalog.Row) []set {
	names, _ := l.texts(l.arg(s, h, r, "name"))
	for _, n := range names {
		d := l.registered[n]
		d.driver = l.sets.union(d.driver, l.arg(s, h, r, "handle"))
		if r.Tech != "" {
			d.tech = r.Tech
		}
		l.registered[n] = d
	}
	return l.library(s, h, r)
}

// techsByName gives the technologies of a driver by its name: the program's own name for it, or the one that the driver takes.
func (l *linker) techsByName(name string, seen map[int32]bool) []string {
	if d, ok := l.registered[name]; ok {
		if d.tech != "" {
			return []string{d.tech}
		}
		if t := l.techsOf(d.driver, seen); len(t) > 0 {
			return t
		}
	}
	if x, ok := l.techs.TechByDriver(name); ok {
		return []string{x.Tech}
	}
	return nil
}

// techsOfDriver gives the technology of a driver or connector: what the package of its type is for, or, of a type of the program
// itself, what its fields hold.
func (l *linker) techsOfDriver(o int32, seen map[int32]bool) []string {
	ob := &l.objs[o]
	if ob.typ < 0 || l.techs == nil {
		return nil
	}
	t := l.typeTab[ob.typ]
	if !t.own {
		path, _ := summary.Split(base(t.name), l.isPackage)
		if x, ok := l.techs.TechByImport(path); ok && x.Subkind == "sql" {
			return []string{x.Tech}
		}
		return nil
	}
	var out []string
	for _, f := range t.fields {
		switch f.Type {
		case "database/sql/driver.Driver", "database/sql/driver.Connector", "database/sql/driver.DriverContext":
			if c, ok := l.cellAt(o, l.strs.get(base(t.name)+"."+f.Name)); ok {
				out = append(out, l.techsOf(l.cells[c].s, seen)...)
			}
		}
	}
	return out
}

// dsnForms are the forms of connection strings that have no scheme, and whose they are.
var dsnForms = []struct {
	form *regexp.Regexp
	tech string
}{
	{regexp.MustCompile(`@(tcp|unix)\(`), "mysql"},
	{regexp.MustCompile(`(^|\s)dbname=`), "postgresql"},
	{regexp.MustCompile(`^file:|\.(db|sqlite|sqlite3)($|\?)|^:memory:$`), "sqlite"},
}

// techOfDSN gives the technology that a connection string says, "" where it says none.
func (l *linker) techOfDSN(dsn string) string {
	if scheme, _, ok := strings.Cut(dsn, "://"); ok {
		x, _ := l.techs.TechByScheme(scheme)
		return x.Tech
	}
	for _, f := range dsnForms {
		if f.form.MatchString(dsn) {
			return f.tech
		}
	}
	return ""
}

// drivers gives the SQL technologies whose drivers the program imports.
func (l *linker) drivers() []string {
	if l.driverTechs != nil || l.techs == nil {
		return l.driverTechs
	}
	found := map[string]bool{}
	for _, p := range l.builtOf() {
		for _, im := range p.p.Imports {
			if x, ok := l.techs.TechByImport(im.Path); ok && x.Subkind == "sql" {
				found[x.Tech] = true
			}
		}
	}
	l.driverTechs = keysOf(found)
	return l.driverTechs
}

// builtOf are the packages that the program's binaries are built of, all of them where there is no main package.
func (l *linker) builtOf() []*pkgInfo {
	seen := map[string]bool{}
	var out, queue []*pkgInfo
	for _, p := range l.pkgs {
		if p.p.Main {
			queue = append(queue, p)
		}
	}
	if len(queue) == 0 {
		return l.pkgs
	}
	for ; len(queue) > 0; queue = queue[1:] {
		p := queue[0]
		if p == nil || seen[p.p.Path] {
			continue
		}
		seen[p.p.Path], out = true, append(out, p)
		for _, im := range p.p.Imports {
			queue = append(queue, l.byPath[im.Path])
		}
	}
	return out
}
