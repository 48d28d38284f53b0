package judge

import (
	"slices"
	"strings"

	"github.com/gostride/gostride/dfd"
)

// Demanded returns what the tags of the struct that an input was bound into demand of it ("required,max=100"), where the binding
// itself looks at them or a validator is called on the way to the hit; "" else.
func (f *Facts) Demanded(h Hit, o dfd.Origin) string {
	rule, _ := f.demanded(h, o)
	return rule
}

// demanded gives the rule, and what looks at it.
func (f *Facts) demanded(h Hit, o dfd.Origin) (string, *dfd.Guard) {
	name := InputName(o)
	for _, b := range f.ruled[h.Reach.Entry] {
		if Spot(b.Place) != Spot(o.Place) {
			continue
		}
		key, rule, _ := strings.Cut(b.Attr["rule:"+name], ":")
		switch {
		case key == "binding" && strings.Contains(b.Symbol, "gin"):
			return rule, &dfd.Guard{Kind: "confine", Value: "tags", Symbol: b.Symbol, Place: b.Place}
		case rule != "":
			if g := f.validated(h, o); g != nil {
				return rule, g
			}
		}
	}
	return "", nil
}

// tagged says how well the tags of the field that an input was bound into keep it harmless.
func (f *Facts) tagged(h Hit, o dfd.Origin, bad []string) (Strength, *dfd.Guard) {
	rule, g := f.demanded(h, o)
	best := f.strengthOfRule(rule, bad)
	for _, x := range f.Held(h, "confine") {
		for name, v := range x.Args {
			if rule, ok := strings.CutPrefix(name, "rule:"); ok && slices.ContainsFunc(v.Origins, func(c dfd.Origin) bool {
				return c.Kind == o.Kind && c.Name == o.Name && Spot(c.Place) == Spot(o.Place) && entire(c, o)
			}) {
				if s := f.strengthOfRule(rule, bad); s > best {
					best, g = s, x
				}
			}
		}
	}
	if OneOfSeveral(o) {
		best = min(best, Opaque)
	}
	return best, g
}

// strengthOfRule is that of the strictest of the tags that stand together.
func (f *Facts) strengthOfRule(rule string, bad []string) Strength {
	best, ofKeys := None, false
	for _, tag := range strings.Split(rule, ",") {
		if tag = strings.TrimSpace(tag); tag == "keys" || tag == "endkeys" { // in between, a map's keys are spoken of
			ofKeys = tag == "keys"
		}
		if ofKeys {
			continue
		}
		worst := Firm
		for _, either := range strings.Split(tag, "|") {
			worst = min(worst, f.strengthOfTag(strings.TrimSpace(either), bad))
		}
		best = max(best, worst)
	}
	return best
}

// strengthOfTag judges a tag of go-playground's validator, or one that the program registers: by the patterns that its function holds a text to.
func (f *Facts) strengthOfTag(tag string, bad []string) Strength {
	tag, _, _ = strings.Cut(tag, "=")
	switch {
	case slices.Contains(letterTags, tag), strings.HasPrefix(tag, "uuid"), strings.HasPrefix(tag, "isbn"), strings.HasPrefix(tag, "oneof"):
		return Firm
	case tag == "", slices.Contains(openTags, tag), strings.HasPrefix(tag, "required"), strings.HasPrefix(tag, "excluded_"), strings.HasSuffix(tag, "field"), strings.HasPrefix(tag, "base64"):
		return None
	}
	return f.strengthOfOwn(tag, bad)
}

// strengthOfOwn is the weakest of what is registered under a name, and Opaque where that is not known to be a pattern that holds.
func (f *Facts) strengthOfOwn(tag string, bad []string) Strength {
	worst, found := Firm, false
	for _, u := range f.ownTags {
		if Text(u.Args["value"]) != tag {
			continue
		}
		best := Opaque
		for name, v := range u.Args {
			if strings.HasPrefix(name, "allow") {
				best = max(best, strictPattern(v, bad))
			}
		}
		worst, found = min(worst, best), true
	}
	if !found {
		return Opaque
	}
	return worst
}

// letterTags leave letters, digits and the like; openTags say of what size or shape a text is, which leaves it open what is in it.
var (
	letterTags = []string{"alphanum", "alphanumunicode", "alpha", "alphaunicode", "numeric", "number", "hexadecimal", "hexcolor", "boolean", "ulid", "mongodb", "e164", "eq", "md4", "md5",
		"sha256", "sha384", "sha512", "luhn_checksum", "iso3166_1_alpha2", "iso3166_1_alpha3", "iso4217", "issn", "ssn", "latitude", "longitude", "credit_card"}
	openTags = []string{"omitempty", "omitnil", "omitzero", "min", "max", "len", "gt", "gte", "lt", "lte", "ne", "ne_ignore_case", "unique", "dive", "keys", "endkeys", "isdefault", "url", "http_url",
		"https_url", "uri", "urn_rfc2141", "file", "filepath", "dir", "dirpath", "ascii", "printascii", "multibyte", "lowercase", "uppercase", "contains", "containsany", "containsrune", "startswith",
		"startsnotwith", "endswith", "endsnotwith", "json", "html", "jwt", "email", "datauri", "image"}
)

// validated gives a validator of structs that has let what an input is part of through on every way to a hit.
func (f *Facts) validated(h Hit, o dfd.Origin) *dfd.Guard {
	held := f.Held(h, "confine")
	n := slices.IndexFunc(held, func(g *dfd.Guard) bool {
		return g.Value == "tags" && Mentions(g.Args, func(c dfd.Origin) bool { return c.Kind == "input" && Spot(c.Place) == Spot(o.Place) })
	})
	if n < 0 {
		return nil
	}
	return held[n]
}

func hasRules(u *dfd.Use) bool {
	for k := range u.Attr {
		if strings.HasPrefix(k, "rule:") {
			return true
		}
	}
	return false
}
