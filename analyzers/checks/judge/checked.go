package judge

import (
	"regexp"
	"slices"
	"strings"

	"github.com/gostride/gostride/dfd"
)

// Checked says how well a check that holds at a hit keeps an input harmless, and which guard does it: Firm for a list, a
// local name, a number; Opaque where what it lets through is not known; None where it lets anything through.
// Checks of the values in but do not count.
func (f *Facts) Checked(h Hit, o dfd.Origin, but ...string) (Strength, *dfd.Guard) {
	return f.checked(h, o, entire, hostile, but)
}

// CheckedType is Checked for what says of what type a file is: a list of extensions does.
func (f *Facts) CheckedType(h Hit, o dfd.Origin) (Strength, *dfd.Guard) {
	return f.checked(h, o, func(c, o dfd.Origin) bool { return true }, hostile, nil)
}

// CheckedName is Checked for what is a name in a folder.
func (f *Facts) CheckedName(h Hit, o dfd.Origin) (Strength, *dfd.Guard) {
	return f.checked(h, o, entire, append(traversing[:len(traversing):len(traversing)], hostile...), nil)
}

// entire reports whether what was checked is all of an input, as against a part of it: a list that has the extension of a name, its last
// element or its hash says nothing about the rest, nor does one that has what a library answered when it was asked by it.
func entire(checked, o dfd.Origin) bool {
	return (o.Has("answered") || !checked.Has("answered")) && !slices.ContainsFunc([]string{"ext", "base", "hash"}, func(mark string) bool { return checked.Has(mark) && !o.Has(mark) })
}

func (f *Facts) checked(h Hit, o dfd.Origin, counts func(checked, o dfd.Origin) bool, bad, but []string) (Strength, *dfd.Guard) {
	best, by := None, f.signed(h, o)
	if by != nil {
		best = Opaque
	}
	if s, g := f.tagged(h, o, bad); s > best {
		best, by = s, g
	}
	for _, g := range f.Held(h, "allowlist", "confine") {
		how := g.Value
		if how == "listed" && OneOfSeveral(o) { // of parameters that have no name here, another one may be on the lists
			how = "any"
		}
		if slices.Contains(but, how) || !Mentions(g.Args, func(c dfd.Origin) bool { return c.Kind == o.Kind && c.Name == o.Name && counts(c, o) }) {
			continue
		}
		s := f.strict(g, o, bad)
		if OneOfSeveral(o) || Mentions(g.Args, func(c dfd.Origin) bool { return c.Has("part") }) { // which of them was checked is not known
			s = min(s, Opaque)
		}
		if s > best {
			best, by = s, g
		}
	}
	return best, by
}

// OneOfSeveral reports whether an input is a part of a request of which it is not known what it is called: a helper reads several, or it
// is a field of something that a field of the body holds; or which input it is was lost on the way.
func OneOfSeveral(o dfd.Origin) bool {
	return o.Name == "" || o.Has("inner") || slices.Contains([]string{"query", "path", "form", "header", "cookie"}, InputKind(o)) && strings.Trim(InputName(o), "{}") == ""
}

// signed returns a check of a signature over what was sent, past which an input is the sender's, who holds a key, not anybody's: what
// he sends is not known. It looks at the message, not at a credential that is sent beside it.
func (f *Facts) signed(h Hit, o dfd.Origin) *dfd.Guard {
	if !isContent(o) {
		return nil
	}
	for _, g := range f.Held(h, "auth") {
		u := f.Use(g.Use)
		verifies := u != nil && u.Role == "verify" && u.Attr["scheme"] == "signature"
		sent := func(c dfd.Origin) bool { return c.Kind == "input" && isContent(c) && (verifies || c.Has("hash")) }
		if Mentions(g.Args, sent) {
			return g
		}
	}
	return nil
}

// Vouched returns the inputs of a value that somebody chose who holds a key: a signature over what he sent was checked.
func (f *Facts) Vouched(h Hit, v *dfd.Value, safe ...string) []dfd.Origin {
	return slices.DeleteFunc(f.Doubtful(h, v, safe...), func(o dfd.Origin) bool {
		_, g := f.Checked(h, o)
		return g == nil || g.Kind != "auth"
	})
}

// IsList reports whether a guard holds a value to the members of a list.
func IsList(g *dfd.Guard) bool {
	return g.Kind == "allowlist" || g.Kind == "confine" && g.Value == "allow-list"
}

func (f *Facts) strict(g *dfd.Guard, o dfd.Origin, bad []string) Strength {
	switch {
	case IsList(g), g.Value == "", g.Value == "id", slices.Contains(confining, g.Value):
		return Firm
	case g.Value == "prefix" && (o.Has("clean") || o.Has("joined")): // strings.HasPrefix(filepath.Clean(p), dir+"/")
		return separated(f.GuardArg(g, "base"))
	case g.Value == "regexp":
		return strictPattern(f.GuardArg(g, "allow"), bad)
	case g.Value == "letters": // of which letters it is made
		return strictPattern(f.GuardArg(g, "allowed"), bad)
	case slices.Contains([]string{"validated", "mail-address", "ip", "ip-range", "map", "url", "any", "listed"}, g.Value):
		return Opaque
	}
	return None
}

// separated judges a prefix: without a separator at its end, /data lets /data-of-others through.
func separated(base *dfd.Value) Strength {
	if base == nil || len(base.Text) == 0 {
		return Opaque
	}
	for _, t := range base.Text {
		if !strings.HasSuffix(t, "/") && !strings.HasSuffix(t, `\`) {
			return None
		}
	}
	return Firm
}

// hostile are texts that no harmless id or word looks like; traversing are those that lead to another folder.
var (
	hostile    = []string{"../../etc/passwd", "/etc/passwd", "a/../b", "a' OR '1'='1", "a\"b", "a;b", "a b", "http://example.com/", "//example.com", "<b>", "$(x)", "a|b"}
	traversing = []string{"../../etc/passwd", "..", "/etc/passwd", "a/../b", "../b"}
)

// strictPattern judges a regular expression by whether it lets bad texts through.
func strictPattern(v *dfd.Value, bad []string) Strength {
	patterns := Alternatives(v)
	if len(patterns) == 0 {
		return Opaque
	}
	for _, p := range patterns {
		re, err := regexp.Compile(p)
		if err != nil {
			return Opaque
		}
		if slices.ContainsFunc(bad, re.MatchString) {
			return None
		}
	}
	return Firm
}
