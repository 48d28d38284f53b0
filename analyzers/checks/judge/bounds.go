package judge

import (
	"slices"
	"strings"

	"github.com/gostride/gostride/dfd"
)

// Strength is how well a control does its work.
type Strength int

// From nothing to a control that holds. Opaque: it is there, its value is not known.
const (
	None Strength = iota
	Feeble
	Opaque
	Firm
)

// Bound is a limit that holds at a hit.
type Bound struct {
	Strength Strength
	Guard    *dfd.Guard // nil for None
	Value    string     // "50 MiB", "20 per 1m0s, by user"
	Why      string     // what makes it weak, or why it does not count
	Partial  bool       // weak, and still something: it spares the service, not its callers each other
}

// BodyLimit judges the limit on the request's body at a hit. One that is set when the body has been read already does not
// count. most names the limit above which it is weak.
func (f *Facts) BodyLimit(h Hit, most string) Bound {
	best := Bound{}
	for _, g := range f.Held(h, "bodylimit") {
		if of := f.GuardArg(g, "body"); Follows(of) && len(Content(of)) == 0 && len(Inputs(of, "request")) == 0 {
			continue // something else is limited: the answer of another service, a file
		}
		b := f.Sized(g, most)
		if f.late(g, h.Reach.Entry) {
			b = Bound{Guard: g, Value: b.Value, Why: "set after the body has been read"}
		}
		if b.Strength > best.Strength || best.Guard == nil {
			best = b
		}
	}
	if best.Guard == nil && framed(h.Use) {
		return Bound{Strength: Opaque, Value: "4 MiB, the framework's default", Why: "its configuration may say otherwise"}
	}
	if u := f.messageSize(h.Entry); best.Guard == nil && u != nil {
		return Bound{Strength: Opaque, Guard: &dfd.Guard{Kind: "bodylimit", Place: u.Place}, Value: Text(u.Args["value"]), Why: "a setting of the server, of which nothing says that it is this one's"}
	}
	return f.orSwitched(h, "bodylimit", best)
}

// messageSize gives a setting by which a server of mails limits each of them, nil where an entry point takes none.
func (f *Facts) messageSize(e *dfd.EntryPoint) *dfd.Use {
	if e == nil || e.Kind != "tcp" || !strings.HasPrefix(e.Path, "smtp ") {
		return nil
	}
	for _, u := range f.Uses {
		if u.Role == "setting" && u.Attr["kind"] == "message-size" && Text(u.Args["value"]) != "0" {
			return u
		}
	}
	return nil
}

// StoredLimit judges what holds back the size of what a write stores: a limit on the body, or a comparison of all that is stored, by
// which what is too large is refused.
func (f *Facts) StoredLimit(h Hit, most string) Bound {
	best := f.BodyLimit(h, most)
	for _, g := range f.Held(h, "size") {
		if b := f.Sized(g, most); b.Strength > best.Strength && f.measures(g, f.Stored(h)) {
			best = b
		}
	}
	return best
}

// measures reports whether what is compared is the size of each of several contents.
func (f *Facts) measures(g *dfd.Guard, stored []dfd.Origin) bool {
	of := Inputs(f.GuardArg(g, "value"))
	return !slices.ContainsFunc(stored, func(o dfd.Origin) bool {
		return !slices.ContainsFunc(of, func(x dfd.Origin) bool { return x.Name == o.Name && x.Place == o.Place })
	})
}

// framed reports whether a body is read by a framework that limits every body on its own: fiber and fasthttp to 4 MiB, if
// their configuration says nothing else.
func framed(u *dfd.Use) bool {
	return strings.HasPrefix(u.Symbol, "github.com/gofiber/fiber/") || strings.HasPrefix(u.Symbol, "github.com/valyala/fasthttp.")
}

// orSwitched takes a check that a setting switches off, or that leaves some requests out, in place of none at all: whether it holds
// cannot be told from the code.
func (f *Facts) orSwitched(h Hit, kind string, b Bound) Bound {
	if b.Guard != nil {
		return b
	}
	g := f.Switched(h, kind)
	switch {
	case g == nil:
		return b
	case g.Library:
		return Bound{Strength: Opaque, Guard: g, Value: "not for all requests", Why: "A function of the program's says which requests it leaves out"}
	}
	return Bound{Strength: Opaque, Guard: g, Value: "switched by a setting", Why: "A setting switches it off"}
}

// Switched returns a check of a kind on the way to a hit that a setting switches, or a library's that leaves some requests out.
func (f *Facts) Switched(h Hit, kind string) *dfd.Guard {
	for _, g := range f.Held(h, "switched") {
		if g.Value == kind {
			return g
		}
	}
	return nil
}

// Sized judges a limit on a size by its value; above the limit that limitName names it is weak.
func (f *Facts) Sized(g *dfd.Guard, limitName string) Bound {
	most := SizeLimit(f.Program, limitName)
	v := f.GuardArg(g, "limit", "value")
	worst := int64(-1)
	for _, t := range Alternatives(v) {
		if n, ok := ParseSize(t); ok {
			worst = max(worst, n)
		}
	}
	if n, ok := ParseSize(g.Value); worst < 0 && ok {
		worst = n
	}
	settings := List(Configured(v))
	switch {
	case worst > most:
		return Bound{Strength: Feeble, Guard: g, Value: Size(worst), Why: "above " + Size(most)}
	case worst >= 0 && len(Inputs(v)) == 0 && (v == nil || !v.Unknown):
		return Bound{Strength: Firm, Guard: g, Value: Size(worst)}
	case settings != "":
		return Bound{Strength: Opaque, Guard: g, Value: "from the setting " + settings, Why: "its value is not in the code"}
	}
	return Bound{Strength: Opaque, Guard: g, Value: g.Value, Why: "its value could not be followed"}
}

// late reports whether something has read the body before a limit is set on it.
func (f *Facts) late(g *dfd.Guard, entry string) bool {
	u := f.Use(g.Use)
	if u == nil {
		return false
	}
	for _, r := range u.On {
		if r.Entry == entry && slices.ContainsFunc(r.Before, func(id string) bool { return ReadsBody(f.Use(id)) }) {
			return true
		}
	}
	return false
}

// ReadsBody reports whether a use reads the request's body. Mere access to the field does not, nor does taking apart what was read
// before: a field of it, or what may as well come from a store or from another service.
func ReadsBody(u *dfd.Use) bool {
	if u == nil || strings.HasSuffix(u.Symbol, ".Body") {
		return false
	}
	switch u.Role {
	case "input":
		return slices.Contains([]string{"body", "form", "file", "filename"}, u.Attr["from"])
	case "decode":
		return whole(u.Args["from"])
	case "read-all":
		return whole(u.Args["value"])
	}
	return false
}

// whole reports whether a value is a body or a file as it was sent, and nothing else.
func whole(v *dfd.Value) bool {
	return len(v.From("store", "external")) == 0 && slices.ContainsFunc(Inputs(v, "body", "file", "form"), func(o dfd.Origin) bool {
		return InputName(o) == "" || InputKind(o) == "file"
	})
}

// Quota returns a check of what a caller has stored already that holds at a hit, or nil. A guard counts as one when the
// linker says so, or when it acts on a conditional UPDATE.
func (f *Facts) Quota(h Hit) *dfd.Guard {
	for _, g := range f.Held(h, "quota", "compare") {
		if IsQuota(g, f.Use(g.Use)) {
			return g
		}
	}
	return nil
}

// IsQuota reports whether a guard, decided by the use u, holds a caller to a quota.
func IsQuota(g *dfd.Guard, u *dfd.Use) bool {
	if g.Kind == "quota" {
		return true
	}
	if u == nil || u.Role != "sql" || Verb(u) != "UPDATE" {
		return false
	}
	_, where, ok := strings.Cut(strings.ToUpper(u.SQL), "WHERE")
	return ok && strings.ContainsAny(where, "<>")
}
