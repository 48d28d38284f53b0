package judge

import (
	"strings"

	"github.com/gostride/gostride/dfd"
)

// segments gives the places where parts of a path are read by a router, and what one of them can be: "segments" of a path that was
// cleaned first, "segment" of one that was not, so that it may be "..". None where the program tells a router to go by the raw path.
func segments(p *dfd.Program) map[dfd.Place]string {
	at := make(map[dfd.Place]string)
	for _, u := range p.Uses {
		if u.Role == "setting" && u.Attr["kind"] == "raw-path" {
			return nil
		}
		if u.Role == "input" && strings.HasPrefix(u.Attr["kind"], "segment") {
			at[Spot(u.Place)] = u.Attr["kind"]
		}
	}
	return at
}

// InSegment reports whether an input is one element of a cleaned path: it has no slash and is not "..". A pattern of the route's own
// may let more through.
func (f *Facts) InSegment(h Hit, o dfd.Origin) bool {
	return f.segment(h, o) == "segments" && !o.Has("letter")
}

// Cleaned reports whether an input is a part of a path that the router had cleaned, or one element of a path, whatever became of it
// since: it began as something that leads nowhere else.
func (f *Facts) Cleaned(h Hit, o dfd.Origin) bool {
	if h.Entry == nil || InputKind(o) != "path" || o.Has("unescaped") {
		return false
	}
	return f.segments[Spot(o.Place)] == "segments" || f.segment(h, o) != ""
}

// Element reports whether an input is one element of a path: it has no slash, and may be "..".
func (f *Facts) Element(h Hit, o dfd.Origin) bool {
	return o.Has("base") || f.segment(h, o) == "segment" && !o.Has("letter")
}

func (f *Facts) segment(h Hit, o dfd.Origin) string {
	if h.Entry == nil || InputKind(o) != "path" || o.Has("unescaped") || strings.ContainsAny(h.Entry.Path, ":*") || strings.Contains(h.Entry.Path, "...") {
		return ""
	}
	return f.segments[Spot(o.Place)]
}
