package link

import (
	"slices"
	"strings"

	"github.com/gostride/gostride/analyzers/catalog"
	"github.com/gostride/gostride/dfd"
)

// An address that is not constant is a setting's or a caller's. One setting may have several names, that of a flag and that of the
// environment, of which one call sees both and another one: these are one party.

// atAddress is who is at an address that is not constant: what a setting says, or whom the caller chooses.
func (a *assembly) atAddress(p party, v *dfd.Value, at dfd.Place) party {
	var names, inner []string
	for _, o := range v.Origins {
		switch {
		case o.Kind != "config" || o.Name == "" || o.Has("behind") || o.Has("beside"):
		case o.Has("inset"):
			inner = append(inner, o.Name)
		default:
			names = append(names, o.Name)
		}
	}
	if n := append(names, inner...); len(n) > 0 && p.id == "" {
		name := a.addressSetting(n[0])
		p.id, p.name = "config:"+name, dfd.SettingName(name)+" (setting)"
	}
	for _, o := range v.Origins {
		if o.Kind == "input" && !o.Has("behind") && (len(names) == 0 || !laterInAddress(o, v)) {
			p.id, p.name = "input:"+packageOf(at.Func), "URL chosen by the caller"
			break
		}
	}
	return p
}

// laterInAddress says that an input stands behind something in an address that a setting begins: after a text of the program's own, none
// of which ends in the scheme.
func laterInAddress(o dfd.Origin, v *dfd.Value) bool {
	return o.Has("inset") && !slices.ContainsFunc(v.Text, func(t string) bool { return strings.Contains(t, "://{}") })
}

// addressSetting gives the one name by which a setting that has several is called.
func (a *assembly) addressSetting(name string) string {
	if a.sameSetting == nil {
		a.sameSetting = a.l.sameSettings()
	}
	if s, ok := a.sameSetting[name]; ok {
		return s
	}
	return name
}

// sameSettings joins the settings that calls have as one address: those of an address that has several, where none of these is part of an
// address that has others beside it, as the fallback of several services would be; and a flag with what the environment or a file calls the same.
func (l *linker) sameSettings() map[string]string {
	groups := l.addressGroups()
	of := map[string]string{}
	join := func(s, first string) {
		if x, ok := of[s]; !ok || first < x {
			of[s] = first
		}
	}
	for n, g := range groups {
		if !slices.ContainsFunc(groups, func(x []string) bool { return overlap(g, x) && !allIn(g, x) && !allIn(x, g) }) {
			for _, s := range g {
				join(s, g[0])
			}
		}
		if k := namesake(groups, n); k >= 0 && namesake(groups, k) == n {
			join(g[0], min(g[0], groups[k][0]))
		}
	}
	return of
}

// namesake is the one setting of an address that another is by its name, -1 where none or several are.
func namesake(groups [][]string, n int) int {
	found := -1
	for k, x := range groups {
		if len(groups[n]) == 1 && len(x) == 1 && dfd.SameSetting(groups[n][0], x[0]) {
			if found >= 0 {
				return -1
			}
			found = k
		}
	}
	return found
}

// addressGroups lists the settings that each address of a request may be, each group once.
func (l *linker) addressGroups() [][]string {
	var groups [][]string
	for _, i := range l.insts {
		if i.unused() || i.merged {
			continue
		}
		i.eachRow(func(_ int32, h *hit, r *catalog.Row) {
			if r.Role != "call" || r.Tech != "http" || len(r.Args["url"]) == 0 {
				return
			}
			if g := l.addressSettings(l.arg(&site{i: i}, h, r, "url")); len(g) > 0 && !slices.ContainsFunc(groups, func(x []string) bool { return slices.Equal(x, g) }) {
				groups = append(groups, g)
			}
		})
	}
	return groups
}

// addressSettings lists the settings that an address may be, sorted; none where it is put together of several.
func (l *linker) addressSettings(s set) []string {
	var out []string
	for _, a := range l.sets.list[s] {
		switch k := l.inner(a); k.kind {
		case aConst, aTemplate:
			if strings.HasPrefix(k.s, "{}{") || strings.HasPrefix(k.s, "{config}{") || strings.Contains(k.s, "://{}{") {
				return nil
			}
		case aOrigin:
			if o := l.originOf(k.x); o.Kind == "config" && o.Name != "" && !o.Has("behind") && !o.Has("beside") && !o.Has("inset") && !slices.Contains(out, o.Name) {
				out = append(out, o.Name)
			}
		}
	}
	slices.Sort(out)
	return out
}

// allIn says that all of some settings are among others.
func allIn(x, of []string) bool {
	return !slices.ContainsFunc(x, func(s string) bool { return !slices.Contains(of, s) })
}

func overlap(x, y []string) bool {
	return slices.ContainsFunc(x, func(s string) bool { return slices.Contains(y, s) })
}
