package inlineupload

import (
	"maps"
	"slices"
	"strings"

	"github.com/gostride/gostride/analyzers/checks/judge"
	"github.com/gostride/gostride/dfd"
	"github.com/gostride/gostride/stride"
)

// Content that is kept in a table beside the type that its sender gave it, and is answered with under that type.

// keeping is a write of a record that holds content of a request and the type that the request gives it.
type keeping struct {
	put    judge.Hit
	typ    dfd.Origin
	listed bool // something of the request had to be on a list: perhaps the type
}

// showing is an answer with content that was read from a table, under a type that was read with it.
type showing struct {
	answer judge.Hit
	header dfd.Place // where the type is told
	sure   bool      // of no other type, and shown, not attached
}

// kept finds such content, one row for each write of it that an answer shows.
func kept(f *judge.Facts) []stride.Finding {
	shown := map[*dfd.Use][]showing{} // by the read
	var reads []*dfd.Use
	for _, h := range f.Served(func(u *dfd.Use) bool {
		return u.Role == "respond" && u.Attr["kind"] != "json" && u.Attr["kind"] != "error"
	}) {
		for _, r := range f.From(h.Entry.ID) {
			if s, ok := shows(f, h, r.Use); ok && judge.Records(r.Use) && r.Use.Op == "read" {
				if shown[r.Use] == nil {
					reads = append(reads, r.Use)
				}
				shown[r.Use] = append(shown[r.Use], s)
			}
		}
	}
	if len(reads) == 0 {
		return nil
	}
	var all []keeping
	for _, h := range f.Served(func(u *dfd.Use) bool { return judge.Records(u) && u.Op == "write" }) {
		if k, ok := keeps(f, h); ok {
			all = append(all, k)
		}
	}
	var out []stride.Finding
	for _, same := range judge.By(all, func(k keeping) string { return judge.Site(k.put) }) {
		var ways []showing
		for _, r := range reads {
			if r.Element == same[0].put.Use.Element && judge.ShareTable(r, same[0].put.Use) {
				ways = append(ways, shown[r]...)
			}
		}
		if len(ways) > 0 {
			out = append(out, keptRow(f, same, ways))
		}
	}
	return out
}

// shows says that an answer sends what a read gave, under a type that the same read gave.
func shows(f *judge.Facts, h judge.Hit, read *dfd.Use) (showing, bool) {
	at := judge.Spot(read.Place)
	if !readAt(h.Use.Args["body"], at) {
		return showing{}, false
	}
	s, typ := showing{answer: h, sure: true}, h.Use.Args["contenttype"]
	s.header = h.Use.Place
	for _, u := range f.Headers(h) {
		switch strings.ToLower(judge.Text(u.Args["name"])) {
		case "content-type":
			typ, s.header = u.Args["value"], u.Place
		case "content-disposition":
			how := disposition(u.Args["value"])
			if how == attached {
				return showing{}, false
			}
			s.sure = s.sure && how == inline
		case "content-security-policy":
			if judge.StopsScript(judge.Text(u.Args["value"])) {
				return showing{}, false
			}
		}
	}
	if !readAt(typ, at) {
		return showing{}, false
	}
	s.sure = s.sure && !ownOnly(read) && len(typ.Text) == 0 && !typ.Unknown && len(typ.From("store")) == len(typ.Origins) && !unnamed(f, h)
	return s, true
}

// ownOnly says that a read is given who asks: what it finds may be that one's own only.
func ownOnly(read *dfd.Use) bool {
	for _, v := range read.Args {
		if len(v.From("identity")) > 0 {
			return true
		}
	}
	return false
}

// readAt says that a value may be what was read at a place.
func readAt(v *dfd.Value, at dfd.Place) bool {
	return v != nil && slices.ContainsFunc(v.From("store"), func(o dfd.Origin) bool { return o.Place.File != "" && judge.Spot(o.Place) == at })
}

// typeNames are the names of columns and fields that hold the type of content, written as one word.
var typeNames = []string{"type", "contenttype", "mime", "mimetype", "mediatype", "filetype"}

// keeps says that a write stores content of a request, and in another column the type that the request gives it.
func keeps(f *judge.Facts, h judge.Hit) (keeping, bool) {
	k, found, content := keeping{put: h}, false, false
	for _, name := range slices.Sorted(maps.Keys(h.Use.Args)) {
		v := h.Use.Args[name]
		_, column, is := strings.Cut(name, ":")
		if !is && name != "values" && name != "value" && name != "model" {
			continue
		}
		typed := slices.Contains(typeNames, strings.ToLower(strings.NewReplacer("_", "", "-", "").Replace(column)))
		for _, o := range chosen(v) {
			switch told := strings.EqualFold(o.Name, "header:Content-Type"); {
			case told || typed && strings.HasPrefix(o.Name, "body:"):
				if s, _ := f.CheckedType(h, o); s >= judge.Firm {
					return k, false
				}
				k.typ, found = o, true
				k.listed = k.listed || anyList(f, h) != nil
			case !typed && (strings.HasPrefix(o.Name, "file:") || o.Name == "file" || o.Name == "body"):
				content = true
			}
		}
	}
	return k, found && content
}

func keptRow(f *judge.Facts, puts []keeping, ways []showing) stride.Finding {
	var hits []judge.Hit
	for _, k := range puts {
		hits = append(hits, k.put)
	}
	entries := judge.Entries(hits)
	way := ways[max(0, slices.IndexFunc(ways, func(s showing) bool { return s.sure }))]
	find := f.Finding(Inline, hits)
	find.Title = "A file of " + judge.Routes(entries) + " runs script in a victim's browser: " + way.answer.Entry.Title() + " shows it under the type that its sender chose"
	find.Controls = []*dfd.Control{
		f.Absence("content-allowlist", entries, "a list that the "+judge.Described([]dfd.Origin{puts[0].typ})+" must be on before "+judge.Call(puts[0].put.Use.Symbol)),
		f.Absence("attachment", entries, "headers before the answer of "+way.answer.Entry.Title()),
	}
	for _, s := range ways {
		for _, at := range []dfd.Place{s.header, s.answer.Use.Place} {
			if !slices.Contains(find.Evidence, at) {
				find.Evidence = append(find.Evidence, at)
			}
		}
	}
	find.Action = "In " + judge.In(puts[0].put.Use.Place) + ", keep the sniffed type, and only if an allow-list has it; make the answer in " + judge.In(way.answer.Use.Place) + " say `attachment` for all others."
	find.Note = judge.Code("http.DetectContentType") + " on the first 512 bytes, and a map of the types that are shown."
	if !way.sure || puts[0].listed {
		find.Tier, find.Status = stride.Unknown, stride.ToConfirm
		find.Note = "Which of the types that senders may choose does " + judge.In(way.header) + " let a browser have, and does one of them run script?"
		for _, c := range find.Controls {
			c.Verdict = "unknown"
		}
		find.Controls = find.Controls[:1]
	}
	f.Behind(&find, hits, true)
	return find
}
