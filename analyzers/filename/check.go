// Package filename judges names that the caller chooses and that become keys or paths.
//
// In: the arguments key, path and to of uses that write, delete, read or send objects and files, with where their parts come
// from and what was done to those on the way. Out: user-filename (T) for what is written, path-read (I) for what is read,
// zip-slip (T) for archives, upload-overwrite (T) for names that stay in their folder and are not unique; open, mitigated with what confines the name, or a question where a part could not be followed.
package filename

import (
	"slices"
	"strings"

	"github.com/gostride/gostride/analyzers/checks/judge"
	"github.com/gostride/gostride/dfd"
	"github.com/gostride/gostride/stride"
)

// Check is the check for the list of all checks.
var Check = stride.Check{Name: "filename", Rules: []*stride.Rule{Write, Read, Archive, Overwrite}, Program: Program}

// Program judges a linked program.
func Program(p *dfd.Program) []stride.Finding {
	f := judge.Of(p)
	var all []verdict
	for _, h := range f.Reached(func(u *dfd.Use) bool { return len(sinks(u)) > 0 }) {
		for _, s := range sinks(h.Use) {
			if v, ok := weigh(f, h, s); ok && (judge.Fed(h.Entry) || v.unpacks()) {
				all = append(all, v)
			}
		}
	}
	return rows(f, all)
}

// unpacks reports whether names come out of an archive: whoever made that chose them, also where a command or a job unpacks it.
func (v verdict) unpacks() bool { return v.rule == Archive && v.class == traversal }

// sink is an argument that says where something is written or read.
type sink struct {
	arg    string
	writes bool
	object bool // a key in a bucket, as against a path
}

func sinks(u *dfd.Use) []sink {
	changes := u.Op == "write" || u.Op == "delete"
	var out []sink
	add := func(s sink) {
		if u.Args[s.arg] != nil {
			out = append(out, s)
		}
	}
	switch {
	case strings.Contains(u.Symbol, ".List"), strings.Contains(u.Symbol, ".NewList"), strings.HasSuffix(u.Symbol, ".BucketHandle.Objects"), strings.HasSuffix(u.Symbol, "tat"): // a prefix to look under; Stat and Lstat read no content
	case judge.IsObject(u), u.Role == "presign":
		add(sink{"key", changes, true})
	case judge.IsFile(u):
		add(sink{"path", changes, false})
		add(sink{"to", true, false})
	case u.Role == "respond" && u.Attr["kind"] == "file":
		add(sink{"path", false, false})
	}
	return out
}

// weigh judges one sink on one entry point's way. No verdict: the name has nothing to do with the request.
func weigh(f *judge.Facts, h judge.Hit, s sink) (verdict, bool) {
	name := h.Use.Args[s.arg]
	v := verdict{hit: h, sink: s, rule: Read, inputs: names(name)}
	if s.writes {
		v.rule = Write
	}
	free := slices.DeleteFunc(slices.Clone(v.inputs), func(o dfd.Origin) bool {
		if h.Use.Attr["root"] == "confined" {
			return true
		}
		if f.Element(h, o) && judge.Chosen(o) && !o.Has("ext") && climbs(f, h, s) {
			v.dots = true
			return true
		}
		if o.Has("rel") && o.Has("root-join") { // the way from one folder to another may begin with ".."
			v.rel = true
			return true
		}
		if judge.Confined(o) && !onlyBase(o) {
			return true
		}
		if o.Has("piece") { // it may be ".."
			v.dots = true
			return true
		}
		if f.InSegment(h, o) || f.Element(h, o) && !o.Has("base") {
			v.part = true
			return true
		}
		if f.Cleaned(h, o) || judge.InputKind(o) == "path" && slices.Contains(refusesDots, h.Use.Symbol) {
			v.cleaned = true
			return true
		}
		if o.Has("rooted") && o.Has("joined") { // Clean("/"+name) behind a folder of which nothing is known
			v.bare = true
			return true
		}
		strength, g := checked(f, h, o)
		if strength == judge.Opaque {
			v.doubt = g
		} else if strength == judge.Firm {
			v.guard = g
		}
		return strength > judge.None
	})
	owned := len(judge.Identity(name)) > 0
	unique := len(name.From("fresh", "time", "unknown")) > 0 || name.Unknown // what could not be followed may be
	switch {
	case !s.writes && s.object && owned:
		return v, false
	case len(free) > 0 && allOf(free, "archive"):
		v.rule, v.class, v.inputs = Archive, traversal, free
	case judge.Lumped(slices.DeleteFunc(slices.Clone(free), func(o dfd.Origin) bool { return judge.InputKind(o) == "filename" })): // several callers' names, of which none is known to be this one's
		v.class = unclear
	case len(free) > 0 && !slices.ContainsFunc(free, func(o dfd.Origin) bool { return known(h.Entry, o) }): // which part of the request it is was lost on the way: what stands there may be checked, or made by the program
		v.class = unclear
	case s.object && len(free) > 0 && allOf(free, "path") && !slices.ContainsFunc(free, resolves):
		v.class, v.inputs, v.named = unclear, free, true
	case len(free) > 0 && !allOf(free, "filename"):
		v.class, v.inputs = traversal, free
	case v.bare, v.dots, v.rel, v.cleaned, v.doubt != nil:
		v.class = unclear
	case !judge.Asks(h.Entry) && replaces(h.Use) && !unique && (len(free) > 0 || shared(v.inputs) && !owned && v.guard == nil):
		v.rule, v.class, v.asked = Overwrite, collision, !f.Stores(h) && !slices.ContainsFunc(v.inputs, func(o dfd.Origin) bool { return judge.InputKind(o) == "filename" })
	case !judge.Sourced(name):
		v.class = unclear
		return v, len(v.inputs) > 0 || f.Stores(h)
	case len(name.From("external")) > 0 && len(v.inputs) == 0: // what another server calls it may be anything
		return v, false
	default:
		v.class = confined
		return v, s.writes && (len(v.inputs) > 0 || f.Stores(h))
	}
	return v, true
}

// refusesDots are the calls that answer 400 where the path of the request has an element ".." in it, decoded.
var refusesDots = []string{"net/http.ServeFile", "net/http.ServeFileFS"}

// known reports whether it is known which part of the request an input is. A path with one gap has one parameter, whatever it is called; what a
// field of the body holds is the caller's, whichever it is.
func known(e *dfd.EntryPoint, o dfd.Origin) bool {
	only := judge.InputKind(o) == "path" && !o.Has("inner") && e != nil && strings.Count(e.Path, "{") == 1
	return only || o.Name != "" && (o.Has("inner") || !judge.OneOfSeveral(o))
}

// resolves reports whether the way of a name into a key makes ".." lead upwards: a key as such has no folders.
func resolves(o dfd.Origin) bool {
	return o.Has("joined") || o.Has("clean") || o.Has("root-join") || o.Has("rel")
}

// replaces reports whether a use writes over what has the same name, or adds to it: to delete it, to make a folder and to open a file
// that must be a new one do not.
func replaces(u *dfd.Use) bool {
	return u.Op == "write" && !strings.Contains(u.Symbol, ".Mkdir") && u.Attr["opens"] != "new"
}

// checked says how well a check that holds there keeps a name where it belongs. That a name has no ".." does where something
// stands in front of it: an absolute path then leads nowhere else.
func checked(f *judge.Facts, h judge.Hit, o dfd.Origin) (judge.Strength, *dfd.Guard) {
	best, by := f.CheckedName(h, o)
	for _, g := range f.Held(h, "confine", "found") {
		strength := judge.None
		if g.Kind == "found" { // whoever left it there chose it
			strength = judge.Opaque
		}
		switch g.Value {
		case "no /", "no rel":
			strength = judge.Firm
		case "no ..":
			if strength = judge.Opaque; o.Has("joined") || o.Has("concat") {
				strength = judge.Firm
			}
		case "no start ..", "no start ../":
			strength = climbsNot(f, h, o, g)
		}
		switch {
		case judge.LooksAt(g, o):
		case o.Name == "" && len(judge.Inputs(g.Args["value"])) > 0: // which inputs these are was lost on the way
			strength = min(strength, judge.Opaque)
		default:
			continue
		}
		if strength > best {
			best, by = strength, g
		}
	}
	return best, by
}

// climbsNot says how well a name is held that does not begin with "..": where it was cleaned, or is equal to what cleaning makes of it, it
// then leads nowhere above the folder that stands in front of it, but for ".." itself where only "../" is looked for.
func climbsNot(f *judge.Facts, h judge.Hit, o dfd.Origin, g *dfd.Guard) judge.Strength {
	cleaned := judge.Mentions(g.Args, func(c dfd.Origin) bool { return c.Kind == o.Kind && c.Name == o.Name && c.Has("clean") }) ||
		slices.ContainsFunc(f.Held(h, "confine"), func(x *dfd.Guard) bool { return x.Value == "clean" && judge.LooksAt(x, o) })
	switch {
	case !cleaned:
		return judge.None
	case g.Value == "no start .." && (o.Has("joined") || o.Has("concat")):
		return judge.Firm
	}
	return judge.Opaque
}

// names are the inputs of a value that can spell a name and that somebody else chose: a caller's address, a flag and a
// variable are none.
func names(v *dfd.Value) []dfd.Origin {
	return slices.DeleteFunc(judge.Inputs(v), func(o dfd.Origin) bool {
		return slices.Contains([]string{"ip", "flag", "env", "request"}, judge.InputKind(o))
	})
}

// onlyBase reports whether nothing more was done to an upload's file name than Go does to each of them.
func onlyBase(o dfd.Origin) bool {
	return judge.InputKind(o) == "filename" && !slices.ContainsFunc(o.Marks, func(m string) bool { return m != "base" && judge.Confined(dfd.Origin{Marks: []string{m}}) })
}

func allOf(origins []dfd.Origin, kind string) bool {
	return !slices.ContainsFunc(origins, func(o dfd.Origin) bool { return judge.InputKind(o) != kind })
}

// shared reports whether the names keep their text, so that two callers' names may be equal and overwrite each other.
func shared(inputs []dfd.Origin) bool {
	return slices.ContainsFunc(inputs, func(o dfd.Origin) bool { return judge.Chosen(o) && !o.Has("ext") })
}
