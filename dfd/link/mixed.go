package link

import "strings"

// mixed sorts the arguments of a call that takes prefixes, middleware and routers in one list, as fiber's Use does: texts
// are prefixes, routers are mounted below them, behind the middleware, and the rest is middleware for what comes below them.
func (rs *routers) mixed(e event) {
	l := rs.l
	var prefixes []string
	var mws, subs []set
	for _, x := range l.argList(nil, e.h, e.row, "middleware") {
		switch texts, part := l.texts(x); {
		case len(texts) > 0:
			prefixes = append(prefixes, texts...)
		case rs.routerIn(x):
			subs = append(subs, x)
		case part != "" && !l.hasObj(x) && !l.holdsFunc(x):
			prefixes = append(prefixes, "/"+part)
		default:
			if list := l.textList(x); len(list) > 0 {
				prefixes = append(prefixes, list...)
				continue
			}
			mws = append(mws, x)
		}
	}
	if len(prefixes) == 0 {
		prefixes = []string{""}
	}
	use := item{kind: itemUse, h: e.h, row: e.row, path: e.path, sure: l.sureArgs(e.h), prefix: prefixes, mw: mws, live: e.row.Attr["order"] != "after"}
	on := rs.on(e)
	use.loose = len(on) > 1
	for _, o := range on {
		r := rs.of(o)
		if len(mws) > 0 {
			r.items = append(r.items, use)
		}
		for _, s := range subs {
			l.eachObj(s, func(sub int32) { rs.of(rs.home(sub)).child = true })
			r.items = append(r.items, item{kind: itemMount, h: e.h, row: e.row, path: e.path, sure: use.sure, prefix: prefixes, handler: s})
		}
	}
}

// routerIn says that a value is a router.
func (rs *routers) routerIn(s set) bool {
	found := false
	rs.l.eachObj(s, func(o int32) {
		h := rs.home(o)
		found = found || rs.l.objs[h].kind == oRouter || rs.list[h] != nil
	})
	return found
}

// holdsFunc says that a value holds a function.
func (l *linker) holdsFunc(s set) bool {
	for _, a := range l.sets.list[s] {
		if k := l.inner(a); k.kind == aFunc || k.kind == aClosure {
			return true
		}
	}
	return false
}

// textList gives the texts in a list of nothing but texts.
func (l *linker) textList(s set) []string {
	var out []string
	for _, e := range l.elems(nil, s) {
		t, _ := l.texts(e)
		if len(t) == 0 {
			return nil
		}
		out = append(out, t...)
	}
	return out
}

// covers says that a path lies below one of the prefixes that middleware was attached under.
func covers(prefixes []string, path string) bool {
	for _, p := range prefixes {
		p = strings.TrimSuffix(p, "/")
		if rest, ok := strings.CutPrefix(path, p); ok && (p == "" || rest == "" || rest[0] == '/') {
			return true
		}
	}
	return false
}
