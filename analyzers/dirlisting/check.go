// Package dirlisting asks of every folder that is served: does it show what is in it?
//
// In: uses of the role file that serve a folder, whether their library lists it by itself, and the setting that says so. Out:
// directory-listing (I), one row a call.
package dirlisting

import (
	"slices"
	"strings"

	"github.com/gostride/gostride/analyzers/checks/judge"
	"github.com/gostride/gostride/dfd"
	"github.com/gostride/gostride/stride"
)

// Check is the check for the list of all checks.
var Check = stride.Check{Name: "dirlisting", Rules: []*stride.Rule{Listed}, Program: Program}

// Program judges a linked program.
func Program(p *dfd.Program) []stride.Finding {
	f := judge.Of(p)
	hits := f.Served(func(u *dfd.Use) bool { return u.Role == "file" && u.Attr["kind"] == "serve" && listed(u) != judge.None })
	hits = slices.DeleteFunc(hits, func(h judge.Hit) bool {
		return f.CallerOf(h) == judge.Privileged || !f.Exposed(h.Entry) || refused(f, h)
	})
	var out []stride.Finding
	for _, same := range judge.By(hits, judge.Site) {
		out = append(out, row(f, same))
	}
	return out
}

// refused reports whether paths that end in a slash are turned away before: what lists a folder sends those without one there.
func refused(f *judge.Facts, h judge.Hit) bool {
	return slices.ContainsFunc(f.Held(h, "confine"), func(g *dfd.Guard) bool {
		return g.Value == "no folder" && len(judge.Inputs(g.Args["value"], "path")) > 0
	})
}

// listed says how certain it is that a folder is listed: Firm by default or by its setting, Opaque where that is not known.
func listed(u *dfd.Use) judge.Strength {
	v := u.Args["listing"]
	switch {
	case v == nil && u.Attr["listing"] == "yes" && known(dir(u)):
		return judge.Firm
	case v == nil, judge.Text(v) == "false":
		return judge.None
	case judge.Text(v) == "true":
		return judge.Firm
	}
	return judge.Opaque
}

// known reports whether it is a folder of the disk that is served, as against a file system of a library, which may refuse
// folders.
func known(v *dfd.Value) bool {
	return v != nil && (len(v.Text) > 0 || len(v.From("config", "const")) > 0)
}

func row(f *judge.Facts, hits []judge.Hit) stride.Finding {
	u, entries := hits[0].Use, judge.Entries(hits)
	find := f.Finding(Listed, hits)
	find.Target = entries[0].Element
	find.Title = judge.Routes(entries) + " lists the files of " + folder(u)
	find.Action = "In " + judge.In(u.Place) + ", pass " + judge.CallOf(u) + " a file system that refuses folders."
	find.Note = "A type around " + judge.Code("http.Dir") + " whose " + judge.Code("Open") + " answers " + judge.Code("fs.ErrNotExist") + " for folders; an index.html in each folder hides it too."
	if u.Args["listing"] != nil {
		find.Action = "In " + judge.In(u.Place) + ", switch the list of files off in " + judge.CallOf(u) + "."
		find.Note = "Leave the setting out: without it nothing is listed."
	}
	find.Controls = []*dfd.Control{f.Absence("directory-listing", entries, "a file system that refuses folders", "the setting that lists them")}
	if w := stores(f, dir(u)); w != nil {
		find.Impact = stride.Medium
		find.Because = append(find.Because, judge.CallOf(w)+" in "+judge.In(w.Place)+" stores files of requests there")
		find.Evidence = append(find.Evidence, w.Place)
	}
	if listed(u) == judge.Opaque {
		find.Tier, find.Status = stride.Unknown, stride.ToConfirm
		find.Note = "Is the list of files of " + folder(u) + " switched on?"
		find.Controls[0] = f.Control("directory-listing", "unknown", "", entries, u.Place)
	}
	return find
}

// dir is what says which folder is served.
func dir(u *dfd.Use) *dfd.Value {
	for _, name := range []string{"dir", "fs", "path"} {
		if v := u.Args[name]; v != nil {
			return v
		}
	}
	return nil
}

func folder(u *dfd.Use) string {
	if t := judge.Text(dir(u)); t != "" {
		return judge.Code(t)
	}
	if s := judge.Configured(dir(u)); len(s) > 0 {
		return "the folder from the setting " + judge.List(s)
	}
	return "a folder"
}

// stores finds an upload that is kept in a folder or below it.
func stores(f *judge.Facts, served *dfd.Value) *dfd.Use {
	for _, h := range f.Uploads() {
		if !judge.IsFile(h.Use) || h.Use.Args["path"] == nil {
			continue
		}
		for _, d := range judge.Alternatives(served) {
			within := strings.Trim(strings.TrimPrefix(d, "./"), "/") + "/"
			if within != "/" && slices.ContainsFunc(h.Use.Args["path"].Text, func(t string) bool {
				return strings.HasPrefix(strings.TrimLeft(strings.TrimPrefix(t, "./"), "/"), within)
			}) {
				return h.Use
			}
		}
	}
	return nil
}
