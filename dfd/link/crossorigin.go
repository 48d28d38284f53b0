package link

import (
	"slices"
	"strings"

	"github.com/gostride/gostride/dfd"
)

// What a middleware or a header of cross-origin resource sharing limits: nothing, where it lets every site in.

// sharing is the verdict on such a control, and why where it is not present.
func (a *assembly) sharing(g guard, pub *dfd.Guard) (verdict, value string) {
	origins, says := pub.Args["origins"], pub.Args["says"]
	yes := says != nil && slices.Equal(says.Text, []string{"true"})
	switch {
	case everyOrigin(pub.Args["value"]), yes, origins != nil && slices.ContainsFunc(origins.Text, anySite):
		return "weak", "every origin"
	case says != nil, g.row == nil || g.row.Attr["default_origins"] != "*":
	case origins == nil && a.noneNamed(g):
		return "weak", "every origin: none is named, and the library's default lets all in"
	case origins == nil:
		return "unknown", ""
	}
	return "present", g.value
}

// ofOrigins is what the program's own function says of origins, "true" where it says so of all; nil where there is none.
func (a *assembly) ofOrigins(g guard) *dfd.Value {
	if g.kind != "cors" || g.h == nil || g.row == nil {
		return nil
	}
	fn := a.l.arg(&site{}, g.h, g.row, "fn")
	if fn == 0 || a.l.onlyNil(fn) {
		return nil
	}
	return a.l.answer(fn)
}

// noneNamed says that a middleware has no options, or options that own code has made and in which it names no origins.
func (a *assembly) noneNamed(g guard) bool {
	for _, x := range g.row.Args["origins"] {
		last := len(x.Fields) - 1
		if last < 0 {
			return false
		}
		field := x.Fields[last]
		x.Fields = x.Fields[:last]
		v, named := a.l.argAt(nil, g.h, x), false
		if !a.l.hasObj(v) {
			return false
		}
		a.l.eachStore(a.l.withCopied(v), field, func(*inst, int32) bool { named = true; return false })
		if named {
			return false
		}
	}
	return true
}

// anySite reports whether an entry of a list of origins lets every site in: *, https://*.
func anySite(origin string) bool {
	_, host, ok := strings.Cut(origin, "://")
	return origin == "*" || ok && host == "*"
}

// everyOrigin says that a header Access-Control-Allow-Origin, or a switch of a library, lets every site read the answers.
func everyOrigin(v *dfd.Value) bool {
	if v == nil {
		return false
	}
	for _, t := range v.Text {
		if t == "*" || len(v.Text) == 1 && t == "true" {
			return true
		}
	}
	for _, o := range v.From("input") {
		if strings.EqualFold(o.Name, "header:Origin") {
			return true
		}
	}
	return false
}
