package signuprole

import (
	"maps"
	"slices"
	"strings"

	"github.com/gostride/gostride/analyzers/checks/judge"
	"github.com/gostride/gostride/dfd"
)

// asked is a right that a caller asks for.
type asked struct {
	by    dfd.Origin // what in the request
	field string     // of the record or the request
	list  []string   // ranks that a list lets through
	guard *dfd.Guard // that holds it to the list, nil where a struct's tag does
	doubt string     // what is not known, as a question
	sure  bool       // the table holds accounts
}

func (a asked) open() bool { return a.doubt == "" }

// asks finds what of a request decides a right that a write stores. What is certain is preferred.
func asks(f *judge.Facts, h judge.Hit) (asked, bool) {
	var best asked
	found := false
	for _, c := range candidates(h.Use) {
		if overwritten(f, h, c) {
			continue
		}
		if checked := settle(f, h, &c); checked {
			continue
		}
		if !found || !best.open() && c.open() {
			best, found = c, true
		}
	}
	return best, found
}

// candidates lists the inputs that reach a column or field which says what somebody may do.
func candidates(u *dfd.Use) []asked {
	var out []asked
	for _, name := range slices.Sorted(maps.Keys(u.Args)) {
		kind, field, _ := strings.Cut(name, ":")
		to := (kind == "column" || kind == "field") && dfd.Privileges(field)
		if kind == "where" {
			continue
		}
		for _, o := range judge.Inputs(u.Args[name], "body", "form", "query") {
			switch part := judge.InputName(o); {
			case to:
				out = append(out, asked{by: o, field: field})
			case kind != "column" && kind != "field" && dfd.Privileges(part):
				out = append(out, asked{by: o, field: part})
			}
		}
	}
	return out
}

// overwritten reports whether the field is set anew on every way, after it was filled from the request.
func overwritten(f *judge.Facts, h judge.Hit, a asked) bool {
	return slices.ContainsFunc(f.Held(h, "set"), func(g *dfd.Guard) bool {
		name := judge.Last(g.Value)
		same := judge.SameName(name, a.field) || judge.SameName(name, judge.InputName(a.by))
		return same && slices.ContainsFunc(g.Args["value"].From("input"), func(o dfd.Origin) bool { return o.Place == a.by.Place })
	})
}

// settle looks for checks of the value: true where one holds, a doubt where it is not known what one lets through, the list where
// one lets ranks through.
func settle(f *judge.Facts, h judge.Hit, a *asked) (held bool) {
	if words, ok := oneOf(f.Demanded(h, a.by)); ok {
		if a.list = ranksIn(words); a.list == nil {
			return true
		}
	}
	for _, g := range f.Held(h, "allowlist", "denylist", "confine", "unprivileged") {
		if g.Kind == "unprivileged" {
			if judge.SameName(judge.Last(g.Value), a.field) {
				return true
			}
			continue
		}
		if !judge.Mentions(g.Args, func(o dfd.Origin) bool { return o.Kind == "input" && o.Name == a.by.Name }) {
			continue
		}
		allowed := judge.Alternatives(g.Args["allowed"])
		switch {
		case judge.IsList(g) && len(allowed) > 0:
			ranks := ranksIn(allowed)
			if ranks == nil {
				return true
			}
			a.list, a.guard, a.doubt = ranks, g, ""
		case a.list != nil:
		case g.Kind == "denylist" && ranksIn(allowed) != nil:
			a.doubt = "Does refusing " + judge.List(allowed) + " leave no other value of " + judge.Code(a.field) + " that gives rights?"
		case judge.IsList(g), g.Kind == "confine" && g.Value != "any":
			a.doubt = "Which values of " + judge.Code(a.field) + " does the check in " + judge.In(g.Place) + " let through?"
		}
	}
	return false
}

// ranksIn lists the values that should be given, not asked for.
func ranksIn(values []string) []string {
	var out []string
	for _, v := range values {
		if dfd.Ranks(v) && !slices.Contains(out, v) {
			out = append(out, v)
		}
	}
	slices.Sort(out)
	return out
}

// oneOf reads the values that a struct's tag allows: "required,oneof=user guest".
func oneOf(rule string) ([]string, bool) {
	for _, r := range strings.Split(rule, ",") {
		if list, ok := strings.CutPrefix(r, "oneof="); ok {
			return strings.Fields(strings.ReplaceAll(list, "'", " ")), true
		}
	}
	return nil, false
}
