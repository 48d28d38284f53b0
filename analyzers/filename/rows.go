package filename

import (
	"fmt"
	"slices"
	"strings"

	"github.com/gostride/gostride/analyzers/checks/judge"
	"github.com/gostride/gostride/dfd"
	"github.com/gostride/gostride/stride"
)

// class is what a name can do.
type class int

const (
	traversal class = iota // leads to another key or path
	collision              // hits what another caller has stored under the same name
	unclear
	confined
)

// verdict is what is said about one sink on one entry point's way.
type verdict struct {
	hit     judge.Hit
	sink    sink
	rule    *stride.Rule
	class   class
	inputs  []dfd.Origin
	guard   *dfd.Guard
	doubt   *dfd.Guard // a check of which it is not known what it lets through
	bare    bool       // it stays below the folder that it is joined to, if that is one
	part    bool       // it is one element of the request's path
	cleaned bool       // the router had cleaned the path that it is a part of
	rel     bool       // it was made relative to a folder that it may not lie in
	dots    bool       // it is one element of the path, and may be ".."
	asked   bool       // whether what replaces something was sent, or is the program's own, is not seen
	named   bool       // the route's own path says which key, as it stands
}

func row(f *judge.Facts, group []verdict) stride.Finding {
	v := group[0]
	var hits []judge.Hit
	var inputs []dfd.Origin
	for _, x := range group {
		hits, inputs = append(hits, x.hit), append(inputs, x.inputs...)
	}
	find := f.Finding(v.rule, hits)
	calls := judge.By(hits, func(h judge.Hit) string { return fmt.Sprint(judge.Spot(h.Use.Place)) })
	if v.class != confined {
		for _, c := range calls {
			judge.Ways(&find, c)
		}
	}
	switch v.class {
	case traversal:
		open(f, &find, v, inputs, len(calls))
		f.Behind(&find, hits, true)
		if !slices.ContainsFunc(judge.Entries(hits), judge.Fed) {
			judge.Raise(&find, -1, "no request brings the archive: whoever runs this must be given one")
		}
	case collision:
		overwrites(f, &find, v, inputs)
	case unclear:
		find.Title = "A name from the request may reach another " + v.place() + " on " + judge.Routes(judge.Entries(hits))
		find.Tier, find.Status = stride.Unknown, stride.ToConfirm
		find.Note = "Where does the " + v.place() + " of " + judge.CallOf(v.hit.Use) + " in " + judge.In(v.hit.Use.Place) + " come from, and can the caller choose it?"
		if v.bare {
			find.Note = "Is the folder in front of the " + judge.Described(v.inputs) + " ever empty? The name stays below it, and leads from the root without it."
		}
		if v.rel {
			find.Note = "Can the way to the " + judge.Described(v.inputs) + " begin with " + judge.Code("..") + "? It is made relative to a folder, and need not lie in that."
		}
		if v.dots {
			find.Note = "Can the " + judge.Described(v.inputs) + " be " + judge.Code("..") + "? It has no slash, and so leads one folder up at most: by " + judge.CallOf(v.hit.Use) + " in " + judge.In(v.hit.Use.Place) + "."
		}
		if v.cleaned {
			find.Note = "Can the " + judge.Described(v.inputs) + " be or hold " + judge.Code("..") + " by the time that " + judge.CallOf(v.hit.Use) + " in " + judge.In(v.hit.Use.Place) + " gets it? The router had cleaned it."
			if len(calls) > 1 {
				find.Note += fmt.Sprintf(" %d calls get it.", len(calls))
			}
		}
		if v.named {
			find.Note = "May whoever calls " + judge.Routes(judge.Entries(hits)) + " name every key" + v.below() + "? The path says which one, as it stands: " + judge.Code("..") + " leads nowhere in a key."
		}
		if v.doubt != nil {
			find.Note = "What names does " + by(v.doubt, v.inputs) + " let through: .. and / as well?"
		}
		find.Controls = []*dfd.Control{f.Control(sanitiser, "unknown", "", judge.Entries(hits), v.hit.Use.Place)}
	case confined:
		held(f, &find, group)
	}
	return find
}

// below says what all keys that a name can be begin with.
func (v verdict) below() string {
	if t := v.template(); strings.Index(t, "{}") > 0 {
		return " that begins with " + judge.Code(t[:strings.Index(t, "{}")])
	}
	return ""
}

const sanitiser = "filename-sanitiser"

// by names a check: by its call and where it is, or by what it looks at where it is one of several.
func by(g *dfd.Guard, inputs []dfd.Origin) string {
	if g.Symbol == "" || g.Place.File == "" {
		return "the check of the " + judge.Described(inputs)
	}
	return judge.Code(judge.Call(g.Symbol)) + " in " + judge.In(g.Place)
}

// open fills the row of a name that leads elsewhere.
func open(f *judge.Facts, find *stride.Finding, v verdict, inputs []dfd.Origin, calls int) {
	u, by := v.hit.Use, judge.Described(inputs)
	example := "../../../etc/passwd"
	if v.sink.object {
		example = "../7/a.png"
	}
	verb := map[bool]string{true: "reaches", false: "reads"}[v.sink.writes]
	find.Title = fmt.Sprintf("A name such as %s %s another %s: the %s goes into the %s of %s", example, verb, v.place(), by, v.place(), judge.Call(u.Symbol))
	if v.rule == Archive {
		find.Title = "An archive with an entry such as " + example + " is unpacked over other files by " + judge.Call(u.Symbol)
	}
	find.Action = "In " + judge.In(u.Place) + ", make the " + v.place() + " of " + judge.CallOf(u) + " from server-made values, not from the " + by + "."
	if calls > 1 {
		find.Action += fmt.Sprintf(" %d calls get this name.", calls)
	}
	if template := v.template(); template != "" {
		find.Note = "Now it is " + judge.Code(template) + "; for instance " + judge.Code(`"uploads/" + userID + "/" + uuid.NewString() + extByType[sniffed]`) + ", with the name kept as metadata."
	}
	if !v.sink.object {
		find.Note = judge.Code("root, err := os.OpenRoot(dir)") + " and " + judge.Code("root.Open") + " or " + judge.Code("root.Create") + " confine a name to a folder."
	}
	find.Controls = []*dfd.Control{f.Absence(sanitiser, judge.Entries([]judge.Hit{v.hit}), "Base, IsLocal, os.Root, allow-list, number, server-made key")}
	if tried := futile(inputs); tried != "" {
		find.Controls = []*dfd.Control{f.Control(sanitiser, "weak", tried+" confines nothing", judge.Entries([]judge.Hit{v.hit}), u.Place)}
	}
	find.Controls[0].EntryPoints = find.Entries
}

// overwrites fills the row of a name that stays in its folder and is not unique.
func overwrites(f *judge.Facts, find *stride.Finding, v verdict, inputs []dfd.Origin) {
	u := v.hit.Use
	verb := "replaces"
	if u.Attr["opens"] == "append" {
		verb = "is added to"
	}
	find.Title = fmt.Sprintf("An upload "+verb+" what is stored under the same name: the %s goes into the %s of %s", judge.Described(inputs), v.place(), judge.Call(u.Symbol))
	if v.asked || allOf(v.inputs, "path") { // the path names what is there: to replace it may be what the route is for
		find.Tier, find.Status = stride.Unknown, stride.ToConfirm
	}
	find.Action = "In " + judge.In(u.Place) + ", put a server-made part into the " + v.place() + " of " + judge.CallOf(u) + " and keep the name as metadata."
	find.Note = judge.Code("uuid.NewString()") + " in place of the name; the extension by the sniffed type, not by the name."
	if find.Status == stride.ToConfirm {
		find.Note = "May whoever calls " + judge.Routes(judge.Entries([]judge.Hit{v.hit})) + " replace what somebody else has stored under the same name, or is that what it is for?"
	}
	find.Controls = []*dfd.Control{f.Control(sanitiser, "weak", "last element only", judge.Entries([]judge.Hit{v.hit}), u.Place)}
	find.Controls[0].EntryPoints = find.Entries
}

func (v verdict) place() string {
	if v.sink.object {
		return "key"
	}
	return "path"
}

// template is the longest text that is known of the name.
func (v verdict) template() string {
	var best string
	for _, t := range v.hit.Use.Args[v.sink.arg].Text {
		if len(t) > len(best) && strings.Contains(t, "{}") {
			best = t
		}
	}
	return best
}

// like counts the other texts of the name that are as much put together.
func (v verdict) like(template string) int {
	n := 0
	for _, t := range v.hit.Use.Args[v.sink.arg].Text {
		if t != template && strings.Count(t, "{}") == strings.Count(template, "{}") {
			n++
		}
	}
	return n
}

// futile names what was done to a name in vain.
func futile(inputs []dfd.Origin) string {
	words := map[string]string{
		"clean": "Clean", "rel": "Rel", "slash": "ToSlash", "escape-path": "PathEscape", "escape-url": "escaping", "lower": "ToLower", "trim": "trimming", "replace": "replacing parts",
	}
	var tried []string
	for _, o := range inputs {
		for _, m := range o.Marks {
			if w := words[m]; w != "" && !slices.Contains(tried, w) {
				tried = append(tried, w)
			}
		}
	}
	slices.Sort(tried)
	return judge.List(tried)
}
