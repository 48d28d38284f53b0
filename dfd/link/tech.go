package link

import (
	"net/url"
	"sort"
	"strings"

	"github.com/gostride/gostride/analyzers/catalog"
)

// Techs is what a catalogue may say of technologies besides its rows.
type Techs interface {
	Tech(tech string) (catalog.Technology, bool)
	TechByDriver(name string) (catalog.Technology, bool)
	TechByScheme(scheme string) (catalog.Technology, bool)
	TechByImport(path string) (catalog.Technology, bool)
	TechByHost(host string) (catalog.Technology, bool)
}

// techsOf gives the technologies of the handles in a value, with what makes each opening one logical store of its own.
func (l *linker) techsOf(s set, seen map[int32]bool) []string {
	found := map[string]bool{}
	l.eachObj(s, func(o int32) {
		if seen[o] {
			return
		}
		seen[o] = true
		for _, t := range l.techsOfObject(o, seen) {
			found[t] = true
		}
	})
	out := make([]string, 0, len(found))
	for t := range found {
		out = append(out, t)
	}
	sort.Strings(out)
	return out
}

func (l *linker) techsOfObject(o int32, seen map[int32]bool) []string {
	ob := &l.objs[o]
	if ob.kind == oSub && ob.parent >= 0 {
		return l.techsOf(l.sets.of(l.objAtom(ob.parent)), seen)
	}
	if c, ok := l.cellAt(o, l.strs.get("parent")); ok && l.cells[c].s != 0 {
		if t := l.techsOf(l.cells[c].s, seen); len(t) > 0 {
			return t
		}
	}
	if ob.row == nil || ob.hit == nil {
		return l.techsOfDriver(o, seen)
	}
	if ob.row.Tech != "" && ob.row.Tech != "sql" && ob.row.Role == "open" {
		return []string{ob.row.Tech}
	}
	var out []string
	s := &site{}
	if l.techs != nil {
		texts, _ := l.texts(l.arg(s, ob.hit, ob.row, "driver"))
		for _, t := range texts {
			out = append(out, l.techsByName(t, seen)...)
		}
		dsn, _ := l.texts(l.arg(s, ob.hit, ob.row, "dsn"))
		for _, t := range dsn {
			if t := l.techOfDSN(t); t != "" && len(out) == 0 {
				out = append(out, t)
			}
		}
	}
	if len(out) == 0 && ob.row.Role == "open" {
		return l.drivers()
	}
	if len(out) == 0 && ob.row.Role == "derive" {
		return l.techsOf(ob.hit.recv, seen)
	}
	return out
}

// host gives the host of a URL text, "" where it is not constant.
func host(text string) string {
	if !strings.Contains(text, "://") {
		return ""
	}
	rest := text[strings.Index(text, "://")+3:]
	if i := strings.IndexAny(rest, "/?#"); i >= 0 {
		rest = rest[:i]
	}
	if strings.Contains(rest, "{") {
		return ""
	}
	if u, err := url.Parse("http://" + rest); err == nil {
		return u.Hostname()
	}
	return ""
}
