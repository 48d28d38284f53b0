package catalog

import (
	"maps"
	"slices"
	"strings"
)

// Technology is how a store or third party is recognised and what people call it.
type Technology struct {
	Tech    string   // postgresql: the word that rows and the model file use
	Name    string   // PostgreSQL
	Subkind string   // sql, kv, object, …
	Drivers []string // names given to sql.Open and the like
	Schemes []string // of a DSN or URL, without ://
	Imports []string // packages whose import means that this is the driver; a major version in them is ignored
	Hosts   []string // hosts of URLs, * for any label: api.stripe.com, *.sentry.io

	file string
	line int
}

type techIndex struct {
	byTech, byDriver, byScheme, byImport map[string]*Technology
	hosts                                []hostPattern
}

type hostPattern struct {
	host string
	tech *Technology
}

func (x *techIndex) fill(sources []source, f *faults) {
	x.byTech, x.byDriver = map[string]*Technology{}, map[string]*Technology{}
	x.byScheme, x.byImport = map[string]*Technology{}, map[string]*Technology{}
	put := func(m map[string]*Technology, what, key string, t *Technology) {
		if o := m[key]; o != nil {
			f.add(t.file, t.line, "%s %q is claimed by %s and by %s (%s)", what, key, t.Tech, o.Tech, o.file)
			return
		}
		m[key] = t
	}
	for i := range sources {
		for j := range sources[i].techs {
			t := &sources[i].techs[j]
			put(x.byTech, "technology", t.Tech, t)
			for _, d := range t.Drivers {
				put(x.byDriver, "driver", d, t)
			}
			for _, s := range t.Schemes {
				put(x.byScheme, "scheme", s, t)
			}
			for _, p := range t.Imports {
				put(x.byImport, "import", p, t)
			}
			for _, h := range t.Hosts {
				x.hosts = append(x.hosts, hostPattern{h, t})
			}
		}
	}
}

// Tech returns the technology that rows call tech.
func (c *Catalog) Tech(tech string) (Technology, bool) { return found(c.techs.byTech[tech]) }

// TechByDriver returns the technology behind a driver name, the first argument of sql.Open.
func (c *Catalog) TechByDriver(name string) (Technology, bool) { return found(c.techs.byDriver[name]) }

// TechByScheme returns the technology that the scheme of a DSN or URL stands for.
func (c *Catalog) TechByScheme(scheme string) (Technology, bool) {
	return found(c.techs.byScheme[strings.ToLower(scheme)])
}

// TechByImport returns the technology whose driver the package is.
func (c *Catalog) TechByImport(importPath string) (Technology, bool) {
	if t := c.techs.byImport[importPath]; t != nil {
		return *t, true
	}
	return found(c.techs.byImport[withoutMajor(importPath)])
}

// TechByHost returns the technology that answers at host (without port).
func (c *Catalog) TechByHost(host string) (Technology, bool) {
	for _, h := range c.techs.hosts {
		if suffix, ok := strings.CutPrefix(h.host, "*"); ok && strings.HasSuffix(host, suffix) || h.host == host {
			return *h.tech, true
		}
	}
	return Technology{}, false
}

// Technologies are all technologies, sorted by their word.
func (c *Catalog) Technologies() []Technology {
	var out []Technology
	for _, k := range slices.Sorted(maps.Keys(c.techs.byTech)) {
		out = append(out, *c.techs.byTech[k])
	}
	return out
}

func found(t *Technology) (Technology, bool) {
	if t == nil {
		return Technology{}, false
	}
	return *t, true
}
